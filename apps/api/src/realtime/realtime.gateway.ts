import { limits, roomId, type Acknowledgement, type RoomId } from '@carillon/contracts';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
} from '@nestjs/websockets';
import { z } from 'zod';
import { Transactions } from '../platform/database/transaction.js';
import { Peers } from '../platform/cluster/peers.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { DevicesService } from '../presence/devices.service.js';
import { PresenceService } from '../presence/presence.service.js';
import { TypingService } from '../presence/typing.service.js';
import { RoomAccess } from '../rooms/room-access.js';
import { letGoOfHandshake } from './lean-connections.js';
import { RequestBudget } from './request-budget.js';
import { RealtimePublisher } from './realtime.publisher.js';
import { SocketAdmission } from './socket-admission.js';
import { SocketMetrics } from './socket-metrics.js';
import { SocketRequests } from './socket-requests.js';
import { socketRooms } from './socket-rooms.js';
import type { TypedServer, TypedSocket } from './typed-socket.js';

const roomRequest = z.object({ roomId });
const activityRequest = z.object({ isIdle: z.boolean() });

/** Requests over sockets: parse, call, acknowledge. */
@WebSocketGateway()
export class RealtimeGateway implements OnGatewayInit, OnGatewayConnection, OnGatewayDisconnect {
  constructor(
    private readonly admission: SocketAdmission,
    private readonly publisher: RealtimePublisher,
    private readonly transactions: Transactions,
    private readonly access: RoomAccess,
    private readonly presence: PresenceService,
    private readonly devices: DevicesService,
    private readonly typing: TypingService,
    private readonly peers: Peers,
    private readonly requests: SocketRequests,
    private readonly metrics: SocketMetrics,
  ) {}

  afterInit(server: TypedServer): void {
    server.use((socket, next) => void this.admission.admit(socket).then(next));
    this.publisher.start(server);
    this.metrics.watch(() => server.sockets.sockets.size);
  }

  handleConnection(socket: TypedSocket): void {
    letGoOfHandshake(socket);
    keepToBudget(socket);
    this.devices.connect(socket.id, socket.data.userId, socket.data.hiding);
    if (this.peers.areMany) void this.admission.lookAgain(socket);
  }

  handleDisconnect(socket: TypedSocket): void {
    this.presence.disconnect(socket.id);
    this.devices.disconnect(socket.id);
  }

  @SubscribeMessage('room:open')
  open(@ConnectedSocket() socket: TypedSocket, @MessageBody() body: unknown): Promise<Acknowledgement> {
    return this.requests.acknowledge('room:open', socket, async () => {
      const id = parseRoomId(body);
      const { userId } = socket.data;
      // What is asked while the access is being looked up counts: whoever has left by then does not become present.
      const wanted = (socket.data.openRooms ??= new Set());
      if (wanted.size >= limits.sockets.maxOpenRooms && !wanted.has(id))
        throw new DomainError('TOO_MANY_REQUESTS');
      wanted.add(id);
      try {
        await this.access.enter(this.transactions.rows, id, userId);
      } catch (error) {
        wanted.delete(id);
        throw error;
      }
      if (socket.connected && wanted.has(id)) this.presence.open(id, userId, socket.id);
    });
  }

  @SubscribeMessage('room:close')
  close(@ConnectedSocket() socket: TypedSocket, @MessageBody() body: unknown): Promise<Acknowledgement> {
    return this.requests.acknowledge('room:close', socket, () => {
      const id = parseRoomId(body);
      socket.data.openRooms?.delete(id);
      this.presence.close(id, socket.id);
    });
  }

  @SubscribeMessage('deliveries:watch')
  watchDeliveries(
    @ConnectedSocket() socket: TypedSocket,
    @MessageBody() body: unknown,
  ): Promise<Acknowledgement> {
    return this.requests.acknowledge('deliveries:watch', socket, async () => {
      const id = parseRoomId(body);
      const check = () => this.access.enterAsAdministrator(this.transactions.rows, id, socket.data.userId);
      await check();
      await socket.join(socketRooms.deliveries(id));
      try {
        // Whoever was demoted after the first look was not in the group yet, and was not taken out of it.
        await check();
      } catch (error) {
        await socket.leave(socketRooms.deliveries(id));
        throw error;
      }
    });
  }

  @SubscribeMessage('deliveries:unwatch')
  unwatchDeliveries(
    @ConnectedSocket() socket: TypedSocket,
    @MessageBody() body: unknown,
  ): Promise<Acknowledgement> {
    return this.requests.acknowledge('deliveries:unwatch', socket, () =>
      socket.leave(socketRooms.deliveries(parseRoomId(body))),
    );
  }

  @SubscribeMessage('typing:report')
  reportTyping(
    @ConnectedSocket() socket: TypedSocket,
    @MessageBody() body: unknown,
  ): Promise<Acknowledgement> {
    return this.requests.acknowledge('typing:report', socket, () => {
      const id = parseRoomId(body);
      // The groups of a socket are kept as the memberships are, so nothing has to be looked up.
      if (!socket.rooms.has(socketRooms.room(id))) throw new DomainError('ROOM_NOT_FOUND');
      const now = performance.now();
      if (now - (socket.data.typedAtMs ?? -Infinity) < limits.typing.reportIntervalMs / 2) return;
      socket.data.typedAtMs = now;
      this.typing.report(id, socket.data.userId);
    });
  }

  @SubscribeMessage('activity:report')
  reportActivity(
    @ConnectedSocket() socket: TypedSocket,
    @MessageBody() body: unknown,
  ): Promise<Acknowledgement> {
    return this.requests.acknowledge('activity:report', socket, () => {
      const parsed = activityRequest.safeParse(body);
      if (!parsed.success)
        throw new DomainError('VALIDATION_FAILED', { values: { problems: 'isIdle must be true or false' } });
      this.devices.report(socket.id, parsed.data.isIdle);
    });
  }
}

/** Requests beyond the budget are acknowledged with the refusal, where there is something to acknowledge. */
function keepToBudget(socket: TypedSocket): void {
  const budget = new RequestBudget();
  socket.use((packet, next) => {
    const verdict = budget.next(performance.now());
    if (verdict === 'answer') {
      next();
      return;
    }
    if (verdict === 'disconnect') socket.disconnect(true);
    const acknowledge: unknown = packet.at(-1);
    if (verdict === 'refuse' && isAcknowledgement(acknowledge)) {
      const { code, message } = new DomainError('TOO_MANY_REQUESTS');
      acknowledge({ ok: false, code, message });
    }
  });
}

/** Socket.IO appends the function where the client asked for an answer. */
function isAcknowledgement(value: unknown): value is (answer: Acknowledgement) => void {
  return typeof value === 'function';
}

function parseRoomId(body: unknown): RoomId {
  const parsed = roomRequest.safeParse(body);
  if (parsed.success) return parsed.data.roomId;
  throw new DomainError('VALIDATION_FAILED', { values: { problems: 'roomId must be a UUID' } });
}
