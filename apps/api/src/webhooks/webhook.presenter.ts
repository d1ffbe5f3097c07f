import { incomingWebhookPath, type RosterWebhook, type WebhookView } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { Settings } from '../platform/env.js';
import { Secrets } from '../platform/secrets.js';
import type { WebhookEntity } from './webhook.entity.js';

/** Shows webhooks to administrators; only here a token becomes readable again. */
@Injectable()
export class WebhookPresenter {
  constructor(
    private readonly settings: Settings,
    private readonly secrets: Secrets,
  ) {}

  present(webhook: WebhookEntity): WebhookView {
    return {
      id: webhook.id,
      name: webhook.name,
      format: webhook.format,
      url: this.urlOf(webhook),
      createdAt: webhook.createdAt.toISOString(),
      createdBy: webhook.createdBy && {
        userId: webhook.createdBy.id,
        displayName: webhook.createdBy.displayName,
      },
    };
  }

  private urlOf(webhook: WebhookEntity): string {
    const token = this.secrets.decrypt(webhook.tokenSealed, webhook.id);
    return `${this.settings.publicUrl}${incomingWebhookPath}/${webhook.id}?token=${token}`;
  }
}

export function presentRosterWebhook(webhook: WebhookEntity): RosterWebhook {
  return { id: webhook.id, name: webhook.name };
}
