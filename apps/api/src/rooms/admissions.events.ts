import type { AccessRequestView, InvitationView, RoomId, UserId } from '@carillon/contracts';

/** Someone was invited to a room. */
export class InvitationSent {
  constructor(
    readonly userId: UserId,
    readonly invitation: InvitationView,
  ) {}
}

/** An invitation is no longer open, for whatever reason. */
export class InvitationEnded {
  constructor(
    readonly userId: UserId,
    readonly roomId: RoomId,
  ) {}
}

/** What administrators of a room have to decide, or have sent, changed. */
export class AdmissionsChanged {
  constructor(
    readonly roomId: RoomId,
    readonly administratorIds: UserId[],
    /** The request that came, if that is what happened. */
    readonly request: AccessRequestView | null,
  ) {}
}
