import {
  errorSentence,
  limits,
  type ErrorCode,
  type RoomId,
  type SessionId,
  type UserId,
} from '@carillon/contracts';
import { Injectable, Logger } from '@nestjs/common';
import { Credentials } from '../identity/credentials.js';
import { AccountDeactivated, CredentialEnded } from '../identity/identity.events.js';
import type { Identity } from '../identity/identity.js';
import { Transactions } from '../platform/database/transaction.js';
import { asRefusal } from '../platform/errors/problem.filter.js';
import { AtMost } from '../platform/at-most.js';
import { EventBus } from '../platform/events/event-bus.js';
import { RequestIds } from '../platform/http/request-ids.js';
import { AvailabilityService } from '../presence/availability.service.js';
import { MemberAdded, MemberRemoved } from '../rooms/rooms.events.js';
import { SocketMetrics } from './socket-metrics.js';
import { socketRooms } from './socket-rooms.js';
import type { TypedSocket } from './typed-socket.js';

/** Sockets that are let in at once. Further ones wait for their turn, before the database rather than in it. */
const maxAtOnce = 32;

/** A socket on its way in, and what happened to its person meanwhile. */
type Joining = {
  readonly identity: Identity;
  readonly joined: Set<RoomId>;
  readonly left: Set<RoomId>;
  hasEnded: boolean;
};

/**
 * Lets a socket in: the session of its handshake is the same as on HTTP. A socket is in the groups of all its rooms
 * before its client learns that it is connected, so that whatever the client then reads, nothing newer is missed.
 */
@Injectable()
export class SocketAdmission {
  private readonly logger = new Logger(SocketAdmission.name);
  /**
   * Sockets between being recognised and being connected. Until then the publisher cannot reach them, so who is added
   * or removed meanwhile, or signs out, is looked after here.
   */
  private readonly joining = new Set<Joining>();
  private readonly atOnce = new AtMost(maxAtOnce);

  constructor(
    private readonly credentials: Credentials,
    private readonly transactions: Transactions,
    private readonly ids: RequestIds,
    private readonly metrics: SocketMetrics,
    private readonly availability: AvailabilityService,
    events: EventBus,
  ) {
    events.on(MemberAdded, ({ room, member }) => {
      for (const joining of this.joiningOf(member.userId)) {
        joining.joined.add(room.id);
        joining.left.delete(room.id);
      }
    });
    events.on(MemberRemoved, ({ roomId, userId }) => {
      for (const joining of this.joiningOf(userId)) {
        joining.left.add(roomId);
        joining.joined.delete(roomId);
      }
    });
    events.on(AccountDeactivated, ({ userId }) => {
      for (const joining of this.joiningOf(userId)) joining.hasEnded = true;
    });
    events.on(CredentialEnded, ({ credentialId }) => {
      for (const joining of this.joining)
        if (joining.identity.credential.id === credentialId) joining.hasEnded = true;
    });
  }

  async admit(socket: TypedSocket): Promise<Error | undefined> {
    const refused = await this.findRefusal(socket);
    this.metrics.countAdmission(refused ?? 'admitted');
    return refused && refusal(refused);
  }

  private findRefusal(socket: TypedSocket): Promise<ErrorCode | undefined> {
    return this.atOnce.run(() => this.letIn(socket));
  }

  private async letIn(socket: TypedSocket): Promise<ErrorCode | undefined> {
    try {
      const identity = await this.identify(socket);
      if (identity === undefined) return 'NOT_SIGNED_IN';
      socket.data.userId = identity.user.id;
      socket.data.hiding = await this.availability.hidingOf(identity.user.id);
      await socket.join([socketRooms.user(identity.user.id), socketRooms.credential(identity.credential.id)]);
      if (socketsOf(socket, identity.user.id) > limits.sockets.maxPerAccount) return 'TOO_MANY_REQUESTS';
      return (await this.joinRooms(socket, identity)) ? undefined : 'NOT_SIGNED_IN';
    } catch (error) {
      const { code } = asRefusal(error);
      const reqId = this.ids.of(socket.request);
      this.logger.warn({ err: error, code, reqId }, 'A socket could not be admitted.');
      return code;
    }
  }

  /** Scripts may send their access token in the handshake, where browsers send the cookie. */
  private identify({ handshake }: TypedSocket): Promise<Identity | undefined> {
    const token: unknown = handshake.auth['token'];
    const authorization = typeof token === 'string' ? { authorization: `Bearer ${token}` } : {};
    return this.credentials.identify({ ...handshake.headers, ...authorization });
  }

  /** False if the session ended meanwhile. */
  private async joinRooms(socket: TypedSocket, identity: Identity): Promise<boolean> {
    const joining: Joining = { identity, joined: new Set(), left: new Set(), hasEnded: false };
    this.joining.add(joining);
    try {
      const memberships = await this.transactions.rows.query<{ room_id: RoomId }[]>(
        'select room_id from memberships where user_id = $1',
        [identity.user.id],
      );
      const roomIds = memberships.map((row) => row.room_id).filter((id) => !joining.left.has(id));
      await socket.join([...roomIds, ...joining.joined].map((id) => socketRooms.room(id)));
      return !joining.hasEnded;
    } finally {
      this.joining.delete(joining);
    }
  }

  /**
   * What another process did while this socket was on its way in did not reach it: it is not in any group until it
   * is connected. So it is looked at once more then, and told to catch up where something was different.
   */
  async lookAgain(socket: TypedSocket): Promise<void> {
    const { userId } = socket.data;
    try {
      const [row] = await this.transactions.rows.query<{ is_valid: boolean; room_ids: RoomId[] | null }[]>(
        `select exists (select from sessions where id = $1) or exists (select from access_tokens where id = $1) as is_valid,
                (select array_agg(room_id) from memberships where user_id = $2) as room_ids`,
        [credentialOf(socket), userId],
      );
      if (row?.is_valid !== true) socket.disconnect(true);
      else if (await putIn(socket, row.room_ids ?? [])) socket.emit('sync:needed');
    } catch (error) {
      this.logger.warn({ err: error }, 'A socket could not be looked at again.');
      // It comes back, and is looked at anew.
      socket.disconnect(true);
    }
  }

  private joiningOf(userId: UserId): Joining[] {
    return [...this.joining].filter(({ identity }) => identity.user.id === userId);
  }
}

/** Sockets of an account at this process, the one on its way in included. */
function socketsOf({ nsp }: TypedSocket, userId: UserId): number {
  return nsp.adapter.rooms.get(socketRooms.user(userId))?.size ?? 0;
}

/** What it was opened with; its groups know. */
function credentialOf({ rooms }: TypedSocket): string | undefined {
  const prefix = socketRooms.credential('' as SessionId);
  return [...rooms].find((name) => name.startsWith(prefix))?.slice(prefix.length);
}

/** Puts a socket into the groups of exactly these rooms. False if it was in them already, and in no others. */
async function putIn(socket: TypedSocket, roomIds: readonly RoomId[]): Promise<boolean> {
  const wanted = new Set(roomIds.map((id) => socketRooms.room(id)));
  const isOfRoom = (name: string) => name.startsWith(socketRooms.room('' as RoomId));
  const surplus = [...socket.rooms].filter((name) => isOfRoom(name) && !wanted.has(name));
  const missing = [...wanted].filter((name) => !socket.rooms.has(name));
  for (const name of surplus) await socket.leave(name);
  if (missing.length > 0) await socket.join(missing);
  return surplus.length > 0 || missing.length > 0;
}

/** What the client's `connect_error` receives: the sentence, and the code beside it. */
function refusal(code: ErrorCode): Error {
  return Object.assign(new Error(errorSentence(code)), { data: { code } });
}
