import type { RoomId, RosterChange } from '@carillon/contracts';
import { Injectable, Logger } from '@nestjs/common';
import { DeliveriesRecorded } from '../deliveries/deliveries.events.js';
import { AccountDeactivated, CredentialEnded, ProfileChanged } from '../identity/identity.events.js';
import {
  MessageDeleted,
  MessagePosted,
  MessageReacted,
  MessageUpdated,
  ReadMarkerMoved,
} from '../messages/messages.events.js';
import { Transactions } from '../platform/database/transaction.js';
import { Peers } from '../platform/cluster/peers.js';
import { EventBus } from '../platform/events/event-bus.js';
import {
  AvailabilityChosen,
  AvailabilityNews,
  PresenceChanged,
  TypingNoticed,
} from '../presence/presence.events.js';
import { AdmissionsChanged, InvitationEnded, InvitationSent } from '../rooms/admissions.events.js';
import {
  MemberAdded,
  MemberRemoved,
  MemberRoleChanged,
  MySettingsChanged,
  RoomChanged,
  RoomDeleted,
} from '../rooms/rooms.events.js';
import { WebhookAdded, WebhookChanged, WebhookRemoved } from '../webhooks/webhooks.events.js';
import { socketRooms } from './socket-rooms.js';
import type { TypedServer } from './typed-socket.js';

/** The only place that emits: what happened, told to the sockets of everyone concerned. */
@Injectable()
export class RealtimePublisher {
  private readonly logger = new Logger(RealtimePublisher.name);

  constructor(
    private readonly events: EventBus,
    private readonly transactions: Transactions,
    private readonly peers: Peers,
  ) {}

  start(server: TypedServer): void {
    this.publishMessages(server);
    this.publishRooms(server);
    this.publishRosters(server);
    this.publishDeliveries(server);
    this.publishPeople(server);
    this.publishAvailability(server);
    this.publishAdmissions(server);
    this.peers.onCatchUp(() => {
      server.local.emit('sync:needed');
    });
  }

  private publishMessages(server: TypedServer): void {
    this.events.on(MessagePosted, ({ message }) => {
      server.to(socketRooms.room(message.roomId)).emit('message:created', message);
    });
    this.events.on(MessageUpdated, ({ message }) => {
      server.to(socketRooms.room(message.roomId)).emit('message:updated', message);
    });
    this.events.on(MessageDeleted, ({ message }) => {
      server.to(socketRooms.room(message.roomId)).emit('message:deleted', message);
    });
    this.events.on(MessageReacted, ({ reaction }) => {
      server.to(socketRooms.room(reaction.roomId)).emit('message:reacted', reaction);
    });
    this.events.on(ReadMarkerMoved, ({ userId, marker }) => {
      server.to(socketRooms.user(userId)).emit('room:read', marker);
    });
  }

  private publishRooms(server: TypedServer): void {
    this.events.on(RoomChanged, ({ room }) => {
      server.to(socketRooms.room(room.id)).emit('room:updated', room);
    });
    this.events.on(MySettingsChanged, ({ userId, settings }) => {
      server.to(socketRooms.user(userId)).emit('settings:changed', settings);
    });
    this.events.on(RoomDeleted, ({ roomId }) => {
      server.to(socketRooms.room(roomId)).emit('room:left', { roomId, reason: 'deleted' });
      server
        .in(socketRooms.room(roomId))
        .socketsLeave([socketRooms.room(roomId), socketRooms.deliveries(roomId)]);
    });
    this.events.on(MemberAdded, ({ room, member }) => {
      server.in(socketRooms.user(member.userId)).socketsJoin(socketRooms.room(room.id));
      server.to(socketRooms.user(member.userId)).emit('room:joined', room);
      tellRoster(server, room.id, { kind: 'member-added', member, memberCount: room.memberCount });
    });
    this.events.on(MemberRemoved, ({ roomId, userId, memberCount, reason }) => {
      server.to(socketRooms.user(userId)).emit('room:left', { roomId, reason });
      server
        .in(socketRooms.user(userId))
        .socketsLeave([socketRooms.room(roomId), socketRooms.deliveries(roomId)]);
      tellRoster(server, roomId, { kind: 'member-removed', userId, memberCount });
    });
  }

  private publishRosters(server: TypedServer): void {
    this.events.on(MemberRoleChanged, ({ roomId, userId, role }) => {
      if (role === 'member') server.in(socketRooms.user(userId)).socketsLeave(socketRooms.deliveries(roomId));
      tellRoster(server, roomId, { kind: 'role-changed', userId, role });
    });
    this.events.on(PresenceChanged, ({ roomId, userId, isPresent }) => {
      // Each process sees all presence for itself, and tells its own sockets.
      server.local
        .to(socketRooms.room(roomId))
        .emit('roster:changed', { roomId, change: { kind: 'presence-changed', userId, isPresent } });
    });
    this.events.on(WebhookAdded, ({ roomId, webhook }) => {
      tellRoster(server, roomId, { kind: 'webhook-added', webhook });
    });
    this.events.on(WebhookChanged, ({ roomId, webhook }) => {
      tellRoster(server, roomId, { kind: 'webhook-changed', webhook });
    });
    this.events.on(WebhookRemoved, ({ roomId, webhookId }) => {
      tellRoster(server, roomId, { kind: 'webhook-removed', webhookId });
    });
  }

  private publishDeliveries(server: TypedServer): void {
    this.events.on(DeliveriesRecorded, ({ roomId, deliveries }) => {
      server.to(socketRooms.deliveries(roomId)).emit('deliveries:recorded', { roomId, deliveries });
    });
  }

  private publishPeople(server: TypedServer): void {
    this.events.on(CredentialEnded, ({ credentialId }) => {
      server.in(socketRooms.credential(credentialId)).disconnectSockets(true);
    });
    this.events.on(AccountDeactivated, ({ userId }) => {
      server.in(socketRooms.user(userId)).disconnectSockets(true);
    });
    this.events.on(ProfileChanged, (event) => {
      this.tellRooms(server, event).catch((error: unknown) => {
        this.logger.warn({ err: error }, 'A changed name could not be told to the rooms it appears in.');
      });
    });
  }

  private publishAdmissions(server: TypedServer): void {
    this.events.on(InvitationSent, ({ userId, invitation }) => {
      server.to(socketRooms.user(userId)).emit('invitation:received', invitation);
    });
    this.events.on(InvitationEnded, ({ userId, roomId }) => {
      server.to(socketRooms.user(userId)).emit('invitation:ended', { roomId });
    });
    this.events.on(AdmissionsChanged, ({ roomId, administratorIds, request }) => {
      // To no group at all would be to everybody.
      if (administratorIds.length === 0) return;
      server
        .to(administratorIds.map((id) => socketRooms.user(id)))
        .emit('admissions:changed', { roomId, request });
    });
  }

  private publishAvailability(server: TypedServer): void {
    this.events.on(AvailabilityNews, ({ roomIds, people }) => {
      // As with presence, each process tells its own sockets; a socket in several of the rooms is told once.
      server.local.to(roomIds.map((id) => socketRooms.room(id))).emit('availability:changed', { people });
    });
    this.events.on(TypingNoticed, ({ roomId, userId, devices }) => {
      server.local.to(devices).emit('typing:reported', { roomId, userId });
    });
    this.events.on(AvailabilityChosen, ({ userId, mine }) => {
      server.to(socketRooms.user(userId)).emit('availability:chosen', mine);
    });
  }

  private async tellRooms(server: TypedServer, { user }: ProfileChanged): Promise<void> {
    const memberships = await this.transactions.rows.query<{ room_id: RoomId }[]>(
      'select room_id from memberships where user_id = $1',
      [user.id],
    );
    const { id: userId, displayName, alias } = user;
    for (const { room_id: roomId } of memberships)
      tellRoster(server, roomId, { kind: 'profile-changed', userId, displayName, alias });
  }
}

function tellRoster(server: TypedServer, roomId: RoomId, change: RosterChange): void {
  server.to(socketRooms.room(roomId)).emit('roster:changed', { roomId, change });
}
