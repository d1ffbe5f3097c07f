import { errorSentence, type ErrorCode, type RoomId, type UserId } from '@carillon/contracts';
import { Injectable, Logger } from '@nestjs/common';
import { Credentials } from '../identity/credentials.js';
import type { Identity } from '../identity/identity.js';
import { Transactions } from '../platform/database/transaction.js';
import { asRefusal } from '../platform/errors/problem.filter.js';
import { EventBus } from '../platform/events/event-bus.js';
import { MemberRemoved } from '../rooms/rooms.events.js';
import { socketRooms } from './socket-rooms.js';
import type { TypedSocket } from './typed-socket.js';

type Joining = { userId: UserId; left: Set<RoomId> };

/**
 * Lets a socket in: the session of its handshake is the same as on HTTP. A socket is in the groups of all its rooms
 * before its client learns that it is connected, so that whatever the client then reads, nothing newer is missed.
 */
@Injectable()
export class SocketAdmission {
  private readonly logger = new Logger(SocketAdmission.name);
  /** Sockets between reading their memberships and joining; who is removed meanwhile must not join. */
  private readonly joining = new Set<Joining>();

  constructor(
    private readonly credentials: Credentials,
    private readonly transactions: Transactions,
    events: EventBus,
  ) {
    events.on(MemberRemoved, ({ roomId, userId }) => {
      for (const joining of this.joining) if (joining.userId === userId) joining.left.add(roomId);
    });
  }

  async admit(socket: TypedSocket): Promise<Error | undefined> {
    try {
      const identity = await this.identify(socket);
      if (identity === undefined) return refusal('NOT_SIGNED_IN');
      socket.data.identity = identity;
      await socket.join([socketRooms.user(identity.user.id), socketRooms.credential(identity.credential.id)]);
      await this.joinRooms(socket, identity.user.id);
      return undefined;
    } catch (error) {
      const { code } = asRefusal(error);
      this.logger.warn({ err: error, code }, 'A socket could not be admitted.');
      return refusal(code);
    }
  }

  /** Scripts may send their access token in the handshake, where browsers send the cookie. */
  private identify({ handshake }: TypedSocket): Promise<Identity | undefined> {
    const token: unknown = handshake.auth['token'];
    const authorization = typeof token === 'string' ? { authorization: `Bearer ${token}` } : {};
    return this.credentials.identify({ ...handshake.headers, ...authorization });
  }

  private async joinRooms(socket: TypedSocket, userId: UserId): Promise<void> {
    const joining: Joining = { userId, left: new Set() };
    this.joining.add(joining);
    try {
      const memberships = await this.transactions.rows.query<{ room_id: RoomId }[]>(
        'select room_id from memberships where user_id = $1',
        [userId],
      );
      const roomIds = memberships.map((row) => row.room_id).filter((id) => !joining.left.has(id));
      await socket.join(roomIds.map((id) => socketRooms.room(id)));
    } finally {
      this.joining.delete(joining);
    }
  }
}

/** What the client's `connect_error` receives: the sentence, and the code beside it. */
function refusal(code: ErrorCode): Error {
  return Object.assign(new Error(errorSentence(code)), { data: { code } });
}
