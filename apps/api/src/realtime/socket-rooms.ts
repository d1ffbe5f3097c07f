import type { AccessTokenId, RoomId, SessionId, UserId } from '@carillon/contracts';

/** Names of the groups of sockets that events go to. Nothing else builds such a name. */
export const socketRooms = {
  /** Every socket of every member of a room. */
  room: (id: RoomId): string => `room:${id}`,
  /** Every socket of one person. */
  user: (id: UserId): string => `user:${id}`,
  /** Every socket opened with one session or access token. */
  credential: (id: SessionId | AccessTokenId): string => `credential:${id}`,
  /** Sockets of administrators who look at the delivery log of a room. */
  deliveries: (id: RoomId): string => `deliveries:${id}`,
};
