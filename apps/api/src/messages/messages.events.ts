import type { MessageView, ReadMarkerView, UserId } from '@carillon/contracts';

/** A message is stored. Events of one room come in the order of `seq`. */
export class MessagePosted {
  constructor(readonly message: MessageView) {}
}

export class ReadMarkerMoved {
  constructor(
    readonly userId: UserId,
    readonly marker: ReadMarkerView,
  ) {}
}
