/** Somebody subscribed to web push, or gave it up. */
export class PushChanged {}
