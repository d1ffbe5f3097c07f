import type { MessageView, ReactionChange, ReadMarkerView, UserId } from '@carillon/contracts';

/** A message is stored. Events of one room come in the order of `seq`. */
export class MessagePosted {
  constructor(readonly message: MessageView) {}
}

/** A message was edited, pinned or unpinned. */
export class MessageUpdated {
  constructor(
    readonly message: MessageView,
    /** Members the text calls now and did not before. */
    readonly newlyCalled: readonly UserId[] = [],
  ) {}
}

/** A message lost its content; this is what remains. */
export class MessageDeleted {
  constructor(readonly message: MessageView) {}
}

export class MessageReacted {
  constructor(readonly reaction: ReactionChange) {}
}

export class ReadMarkerMoved {
  constructor(
    readonly userId: UserId,
    readonly marker: ReadMarkerView,
  ) {}
}
