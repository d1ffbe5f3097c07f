import type { WebhookId } from '@carillon/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A URL that was valid once: regenerated, webhook deleted, or room deleted. Kept without ties to other rows, since
 * it outlives them all: the URL must answer 404, never the 403 of a URL that never was.
 */
@Entity('retired_webhook_tokens')
export class RetiredWebhookTokenEntity {
  @PrimaryColumn('uuid')
  webhookId: WebhookId;

  @PrimaryColumn('bytea')
  tokenHash: Buffer;

  @Column('timestamptz')
  retiredAt: Date;
}
