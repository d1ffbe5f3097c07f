import { endpoints, type RosterWebhookList, type WebhookList, type WebhookView } from '@carillon/contracts';
import { Controller } from '@nestjs/common';
import type { Identity } from '../identity/identity.js';
import { Me } from '../identity/session.guard.js';
import { Handles, Input, type InputOf } from '../platform/http/endpoint.js';
import { WebhooksService } from './webhooks.service.js';

@Controller()
export class WebhooksController {
  constructor(private readonly webhooks: WebhooksService) {}

  @Handles(endpoints.listRosterWebhooks)
  listForRoster(
    @Me() me: Identity,
    @Input() { params }: InputOf<typeof endpoints.listRosterWebhooks>,
  ): Promise<RosterWebhookList> {
    return this.webhooks.listForRoster(me, params.roomId);
  }

  @Handles(endpoints.listWebhooks)
  list(
    @Me() me: Identity,
    @Input() { params }: InputOf<typeof endpoints.listWebhooks>,
  ): Promise<WebhookList> {
    return this.webhooks.list(me, params.roomId);
  }

  @Handles(endpoints.createWebhook)
  create(
    @Me() me: Identity,
    @Input() { params, body }: InputOf<typeof endpoints.createWebhook>,
  ): Promise<WebhookView> {
    return this.webhooks.create(me, params.roomId, body);
  }

  @Handles(endpoints.changeWebhook)
  change(
    @Me() me: Identity,
    @Input() { params, body }: InputOf<typeof endpoints.changeWebhook>,
  ): Promise<WebhookView> {
    return this.webhooks.change(me, params.roomId, params.webhookId, body);
  }

  @Handles(endpoints.regenerateWebhook)
  regenerate(
    @Me() me: Identity,
    @Input() { params }: InputOf<typeof endpoints.regenerateWebhook>,
  ): Promise<WebhookView> {
    return this.webhooks.regenerate(me, params.roomId, params.webhookId);
  }

  @Handles(endpoints.deleteWebhook)
  delete(@Me() me: Identity, @Input() { params }: InputOf<typeof endpoints.deleteWebhook>): Promise<void> {
    return this.webhooks.delete(me, params.roomId, params.webhookId);
  }
}
