import type { UserId } from '@carillon/contracts';

/** Somebody subscribed to web push, or gave it up. */
export class PushChanged {
  constructor(readonly userId: UserId) {}
}
