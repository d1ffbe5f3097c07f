import type { MessageFormat, RoomId, WebhookId } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../platform/database/transaction.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { Secrets } from '../platform/secrets.js';
import type { WebhookUrl } from './gates/url.js';

/** A webhook that may post, with what the later gates need to know of it and its room. */
export type PostingWebhook = {
  id: WebhookId;
  roomId: RoomId;
  name: string;
  format: MessageFormat;
  tokenHash: Buffer;
  memberCount: number;
};

type Row = {
  room_id: RoomId;
  name: string;
  format: MessageFormat;
  token_hash: Buffer;
  deleted_at: Date | null;
  member_count: number;
};

/** Finds the webhook of a URL, and tells URLs that were valid once from those that never were. */
@Injectable()
export class WebhookLookup {
  constructor(
    private readonly transactions: Transactions,
    private readonly secrets: Secrets,
  ) {}

  /** @throws DomainError WEBHOOK_URL_INVALID, WEBHOOK_URL_RETIRED */
  async find({ id, token }: WebhookUrl): Promise<PostingWebhook> {
    const hash = this.secrets.hash(token);
    const row = await this.read(id);
    if (row === undefined || !this.secrets.isEqual(row.token_hash, hash))
      throw new DomainError((await this.wasValid(id, hash)) ? 'WEBHOOK_URL_RETIRED' : 'WEBHOOK_URL_INVALID');
    if (row.deleted_at !== null) throw new DomainError('WEBHOOK_URL_RETIRED');
    return {
      id,
      roomId: row.room_id,
      name: row.name,
      format: row.format,
      tokenHash: row.token_hash,
      memberCount: row.member_count,
    };
  }

  private async read(id: WebhookId): Promise<Row | undefined> {
    const rows = await this.transactions.rows.query<Row[]>(
      `select w.room_id, w.name, w.format, w.token_hash, w.deleted_at, r.member_count
         from webhooks w join rooms r on r.id = w.room_id
        where w.id = $1`,
      [id],
    );
    return rows[0];
  }

  private async wasValid(id: WebhookId, hash: Buffer): Promise<boolean> {
    const rows = await this.transactions.rows.query<unknown[]>(
      'select 1 from retired_webhook_tokens where webhook_id = $1 and token_hash = $2',
      [id, hash],
    );
    return rows.length > 0;
  }
}
