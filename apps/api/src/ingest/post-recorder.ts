import type { DeliveryId, WebhookId } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import type { Delivery, Poster } from '../deliveries/delivery.js';
import { DeliveryLog } from '../deliveries/delivery-log.js';
import { Clock } from '../platform/clock.js';
import { asRefusal } from '../platform/errors/problem.filter.js';
import { Secrets } from '../platform/secrets.js';
import type { Posted } from './posting.js';

/** Who asked to post: undefined where the URL names no webhook, and so nobody is there to be told. */
export type Asker = { webhookId: WebhookId | undefined; address: string | null; postedBy: Poster | null };

/** Follows a request until it is answered, and then writes it into the delivery log. */
export type PostRecord = {
  body: Buffer | undefined;
  text: string | undefined;
  accept(posted: Posted): void;
  refuse(error: unknown): void;
};

@Injectable()
export class PostRecorder {
  constructor(
    private readonly log: DeliveryLog,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  begin({ webhookId, address, postedBy }: Asker): PostRecord {
    const startedAtMs = performance.now();
    const receivedAt = this.clock.now();
    const write = (outcome: Pick<Delivery, 'status' | 'refusal' | 'message' | 'isRepeat'>) => {
      if (webhookId === undefined) return;
      this.log.record({
        id: this.secrets.newId() as DeliveryId,
        webhookId,
        receivedAt,
        latencyMs: performance.now() - startedAtMs,
        address,
        postedBy,
        body: record.body,
        text: record.text,
        ...outcome,
      });
    };
    const record: PostRecord = {
      body: undefined,
      text: undefined,
      accept: ({ message: { id, seq }, isRepeat }) => {
        write({ status: 200, refusal: null, message: { id, seq }, isRepeat });
      },
      refuse: (error) => {
        const { status, code, message } = asRefusal(error);
        write({ status, refusal: { code, message }, message: null, isRepeat: false });
      },
    };
    return record;
  }
}
