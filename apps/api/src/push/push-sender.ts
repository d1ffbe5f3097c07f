import { createHash } from 'node:crypto';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { PushMessage, SessionId } from '@carillon/contracts';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Transactions } from '../platform/database/transaction.js';
import { Settings } from '../platform/env.js';
import { Secrets } from '../platform/secrets.js';
import { addressProblem, lookUpPublic } from './push-address.js';
import { encryptPush, newSender, type Recipient } from './push-encryption.js';
import { Vapid } from './vapid.js';

/** Where to, what, and whether the reader is called by it. */
export type Push = {
  sessionId: SessionId;
  endpoint: string;
  recipient: Recipient;
  message: PushMessage;
  isUrgent: boolean;
};

/** Requests to push services at once. */
const maxUnderWay = 8;
/** Pushes that wait; beyond, the newest are let go: messages are on the server all the same. */
const maxWaiting = 5_000;
/** Unit: milliseconds. */
const maxRequestMs = 5_000;
/** How long a push service keeps what a device that is off has not fetched. Unit: seconds. */
const lifetimeSeconds = 24 * 60 * 60;
const topicLength = 32;
const saltBytes = 16;

/** The browser is gone, or unsubscribed. */
const goneStatuses: readonly number[] = [404, 410];

/** Sends to push services, behind the back of everything else. */
@Injectable()
export class PushSender implements BeforeApplicationShutdown {
  private readonly logger = new Logger(PushSender.name);
  private readonly waiting: Push[] = [];
  private readonly underWay = new Set<Promise<void>>();
  private isStopped = false;

  constructor(
    private readonly vapid: Vapid,
    private readonly secrets: Secrets,
    private readonly settings: Settings,
    private readonly transactions: Transactions,
  ) {}

  send(push: Push): void {
    if (this.isStopped) return;
    if (this.waiting.length >= maxWaiting) {
      this.logger.warn('Too many pushes wait; some are not sent.');
      return;
    }
    this.waiting.push(push);
    this.sendWaiting();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    this.waiting.length = 0;
    await Promise.all(this.underWay);
  }

  private sendWaiting(): void {
    while (this.underWay.size < maxUnderWay) {
      const push = this.waiting.shift();
      if (push === undefined) return;
      const sending = this.deliver(push).finally(() => {
        this.underWay.delete(sending);
        this.sendWaiting();
      });
      this.underWay.add(sending);
    }
  }

  private async deliver(push: Push): Promise<void> {
    try {
      const status = await this.post(push);
      if (goneStatuses.includes(status)) await this.forget(push);
      else if (status >= 300) this.logger.warn({ status, service: hostOf(push) }, 'A push service refused.');
    } catch (error) {
      this.logger.warn({ err: error, service: hostOf(push) }, 'A push could not be sent.');
    }
  }

  /** Answers the status. Redirections are not followed. */
  private post({ endpoint, recipient, message, isUrgent }: Push): Promise<number> {
    const problem = addressProblem(endpoint, this.settings.pushOrigins);
    if (problem !== null) return Promise.reject(new Error(`The address of a browser: ${problem}.`));
    const salt = Buffer.from(this.secrets.randomToken(saltBytes), 'base64url');
    const body = encryptPush(Buffer.from(JSON.stringify(message)), recipient, newSender(), salt);
    const isTrusted = this.settings.pushOrigins.includes(new URL(endpoint).origin);
    const options = {
      method: 'POST',
      signal: AbortSignal.timeout(maxRequestMs),
      ...(isTrusted ? {} : { lookup: lookUpPublic }),
      headers: {
        'content-type': 'application/octet-stream',
        'content-encoding': 'aes128gcm',
        'content-length': body.length,
        ttl: lifetimeSeconds,
        urgency: isUrgent ? 'high' : 'normal',
        // Of a room that has not been fetched yet, only the last message is kept.
        topic: createHash('sha256').update(message.roomId).digest('base64url').slice(0, topicLength),
        authorization: this.vapid.authorization(endpoint),
      },
    };
    return new Promise((resolve, reject) => {
      const make = endpoint.startsWith('https:') ? requestHttps : requestHttp;
      const request = make(endpoint, options, (answer) => {
        answer.destroy();
        resolve(answer.statusCode ?? 0);
      });
      request.on('error', reject);
      request.end(body);
    });
  }

  private async forget({ sessionId, endpoint }: Push): Promise<void> {
    await this.transactions.rows.query(
      'delete from push_subscriptions where session_id = $1 and endpoint = $2',
      [sessionId, endpoint],
    );
  }
}

function hostOf({ endpoint }: Push): string {
  return new URL(endpoint).host;
}
