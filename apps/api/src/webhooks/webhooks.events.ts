import type { RoomId, RosterWebhook, WebhookId } from '@carillon/contracts';

export class WebhookAdded {
  constructor(
    readonly roomId: RoomId,
    readonly webhook: RosterWebhook,
  ) {}
}

/** Renamed, set to another format, or given a new URL. */
export class WebhookChanged {
  constructor(
    readonly roomId: RoomId,
    readonly webhook: RosterWebhook,
  ) {}
}

export class WebhookRemoved {
  constructor(
    readonly roomId: RoomId,
    readonly webhookId: WebhookId,
  ) {}
}
