import type { AccessRequestView, InvitationView, PersonBrief, SentInvitationView } from '@carillon/contracts';
import type { UserEntity } from '../identity/user.entity.js';
import type { AccessRequestEntity } from './access-request.entity.js';
import type { RoomInvitationEntity } from './room-invitation.entity.js';
import type { RoomEntity } from './room.entity.js';

type Times = Pick<RoomInvitationEntity, 'createdAt' | 'expiresAt'>;

export function presentInvitation(
  times: Times,
  room: RoomEntity,
  invitedBy: UserEntity | null,
): InvitationView {
  return {
    room: { id: room.id, name: nameOf(room), memberCount: room.memberCount },
    invitedBy: invitedBy && presentBrief(invitedBy),
    ...presentTimes(times),
  };
}

export function presentSentInvitation(
  times: Times,
  invited: UserEntity,
  invitedBy: UserEntity | null,
): SentInvitationView {
  return {
    invited: { ...presentBrief(invited), email: invited.email },
    invitedBy: invitedBy && presentBrief(invitedBy),
    ...presentTimes(times),
  };
}

export function presentAccessRequest(
  { createdAt }: Pick<AccessRequestEntity, 'createdAt'>,
  room: RoomEntity,
  person: UserEntity,
): AccessRequestView {
  return {
    room: { id: room.id, name: room.name },
    person: { ...presentBrief(person), email: person.email },
    createdAt: createdAt.toISOString(),
  };
}

/** A conversation has no name of its own; whose it is, is for those in it. */
function nameOf({ kind, name }: RoomEntity): string {
  return kind === 'room' ? name : 'a group conversation';
}

function presentBrief({ id, displayName, alias }: UserEntity): PersonBrief {
  return { userId: id, displayName, alias };
}

function presentTimes({ createdAt, expiresAt }: Times) {
  return { createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() };
}
