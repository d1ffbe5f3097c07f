import type { InvitePolicy, MemberRole, MessageFormat, RoomId, WebhookId } from '@carillon/contracts';

/** Who acts: a place in the list of people. */
export type Actor = number;

export type ModelWebhook = {
  readonly id: WebhookId;
  name: string;
  format: MessageFormat;
  url: string;
  /** URLs that worked once. */
  readonly retired: string[];
  isDeleted: boolean;
};

export type ModelMessage = {
  readonly id: string;
  /** Whose present name is shown, also on what was posted under another. */
  readonly author: { readonly name: string };
  readonly content: string;
};

export type ModelRoom = {
  readonly id: RoomId;
  name: string;
  invitePolicy: InvitePolicy;
  readonly members: Map<Actor, MemberRole>;
  readonly webhooks: ModelWebhook[];
  readonly messages: ModelMessage[];
  isDeleted: boolean;
};

/** What should be the case: rooms and everything in them, as the rules say, without a server. */
export class Model {
  readonly rooms: ModelRoom[] = [];
  /** Ids of the messages that each actor's open page was told of, in order, by room. */
  readonly told = new Map<Actor, Map<RoomId, string[]>>();

  /** The code with which somebody who is no member, or no administrator, is refused; undefined if they are let in. */
  refusal(actor: Actor, room: ModelRoom, needs: MemberRole): string | undefined {
    const role = room.isDeleted ? undefined : room.members.get(actor);
    if (role === undefined) return 'ROOM_NOT_FOUND';
    return needs === 'administrator' && role !== 'administrator' ? 'NOT_ADMINISTRATOR' : undefined;
  }

  /** Whether taking this person's role would leave the room without an administrator. */
  isLastAdministrator(actor: Actor, room: ModelRoom): boolean {
    const administrators = [...room.members].filter(([, role]) => role === 'administrator');
    return administrators.length === 1 && administrators[0]?.[0] === actor;
  }

  store(room: ModelRoom, message: ModelMessage): void {
    room.messages.push(message);
    for (const actor of room.members.keys()) {
      const rooms = this.told.get(actor) ?? new Map<RoomId, string[]>();
      this.told.set(actor, rooms);
      rooms.set(room.id, [...(rooms.get(room.id) ?? []), message.id]);
    }
  }
}
