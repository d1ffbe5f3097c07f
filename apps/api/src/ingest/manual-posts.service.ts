import type { DeliveryId, PostedMessage, RoomId, WebhookId } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { DeliveriesService } from '../deliveries/deliveries.service.js';
import type { Identity } from '../identity/identity.js';
import { Transactions } from '../platform/database/transaction.js';
import { RoomAccess } from '../rooms/room-access.js';
import { findWebhook } from '../webhooks/webhooks.service.js';
import type { WebhookEntity } from '../webhooks/webhook.entity.js';
import { readContent } from './gates/content.js';
import { Posting } from './posting.js';
import { PostRecorder } from './post-recorder.js';

/** What a webhook says when it is tried out. It names nobody: a name can be anything, a call to all included. */
const testText = ':white_check_mark: This is a test message from **Manage webhooks**: the webhook works.';

/** Posts that administrators make as a webhook. They pass the same gates as those of a machine, and are logged. */
@Injectable()
export class ManualPostsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: RoomAccess,
    private readonly deliveries: DeliveriesService,
    private readonly posting: Posting,
    private readonly recorder: PostRecorder,
  ) {}

  /** @throws DomainError ROOM_NOT_FOUND, NOT_ADMINISTRATOR, WEBHOOK_NOT_FOUND, RATE_LIMITED */
  async sendTest(me: Identity, roomId: RoomId, webhookId: WebhookId): Promise<PostedMessage> {
    const webhook = await this.enter(me, roomId, webhookId);
    return this.post(me, webhook, Buffer.from(JSON.stringify({ Content: testText })));
  }

  /**
   * @throws DomainError as `sendTest`; DELIVERY_NOT_FOUND, DELIVERY_NOT_KEPT; whatever the text is refused for, which
   *   mostly is what it was refused for before
   */
  async postAgain(
    me: Identity,
    roomId: RoomId,
    webhookId: WebhookId,
    id: DeliveryId,
  ): Promise<PostedMessage> {
    const webhook = await this.enter(me, roomId, webhookId);
    return this.post(me, webhook, await this.deliveries.readBody(webhookId, id));
  }

  private async enter({ user }: Identity, roomId: RoomId, webhookId: WebhookId): Promise<WebhookEntity> {
    const { rows } = this.transactions;
    await this.access.enterAsAdministrator(rows, roomId, user.id);
    return findWebhook(rows, roomId, webhookId);
  }

  private async post({ user }: Identity, webhook: WebhookEntity, body: Buffer): Promise<PostedMessage> {
    const record = this.recorder.begin({
      webhookId: webhook.id,
      address: null,
      postedBy: { userId: user.id, displayName: user.displayName },
    });
    record.body = body;
    try {
      const content = readContent(body);
      record.text = content;
      const post = { content, idempotencyKey: null, arrivedAtMs: performance.now() };
      const posted = await this.posting.post(webhook, post);
      record.accept(posted);
      return { messageId: posted.message.id };
    } catch (error) {
      record.refuse(error);
      throw error;
    }
  }
}
