import type {
  MemberRole,
  MemberView,
  MySettingsView,
  RoomFacts,
  RoomId,
  RoomLeftReason,
  RoomView,
  UserId,
} from '@carillon/contracts';

/** Someone became a member, or made the room. `room` is how they see it. */
export class MemberAdded {
  constructor(
    readonly room: RoomView,
    readonly member: MemberView,
  ) {}
}

export class MemberRemoved {
  constructor(
    readonly roomId: RoomId,
    readonly userId: UserId,
    readonly memberCount: number,
    readonly reason: Exclude<RoomLeftReason, 'deleted'>,
  ) {}
}

export class MemberRoleChanged {
  constructor(
    readonly roomId: RoomId,
    readonly userId: UserId,
    readonly role: MemberRole,
  ) {}
}

export class RoomChanged {
  constructor(readonly room: RoomFacts) {}
}

/** Someone keeps a room otherwise than before. */
export class MySettingsChanged {
  constructor(
    readonly userId: UserId,
    readonly settings: MySettingsView,
  ) {}
}

export class RoomDeleted {
  constructor(readonly roomId: RoomId) {}
}
