import type { PushKeyView, PushSubscriptionRequest } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { requireCookieSession } from '../identity/cookie-session.js';
import type { Identity } from '../identity/identity.js';
import { Clock } from '../platform/clock.js';
import { Transactions } from '../platform/database/transaction.js';
import { Settings } from '../platform/env.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { addressProblem } from './push-address.js';
import { encryptPush, newSender, type Recipient } from './push-encryption.js';
import { PushChanged } from './push.events.js';
import { Vapid } from './vapid.js';

const authBytes = 16;

/** Where the browser one acts with is reached while no page is open. */
@Injectable()
export class PushService {
  constructor(
    private readonly transactions: Transactions,
    private readonly vapid: Vapid,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  key(): PushKeyView {
    return { publicKey: this.vapid.publicKey };
  }

  /** One for each session; the same browser with another account is that account's. */
  async subscribe(me: Identity, { endpoint, keys, device }: PushSubscriptionRequest): Promise<void> {
    requireCookieSession(me);
    const { publicKey, auth } = recipientOf(keys);
    const problem = addressProblem(endpoint, this.settings.pushOrigins);
    if (problem !== null) throw invalid(problem);
    await this.transactions.run(async ({ rows, announce }) => {
      await rows.query('delete from push_subscriptions where endpoint = $1 or session_id = $2', [
        endpoint,
        me.credential.id,
      ]);
      await rows.query(
        `insert into push_subscriptions (session_id, user_id, endpoint, public_key, auth, device, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [me.credential.id, me.user.id, endpoint, publicKey, auth, device, this.clock.now()],
      );
      announce(new PushChanged(me.user.id));
    });
  }

  async forget(me: Identity): Promise<void> {
    requireCookieSession(me);
    await this.transactions.run(async ({ rows, announce }) => {
      await rows.query('delete from push_subscriptions where session_id = $1', [me.credential.id]);
      announce(new PushChanged(me.user.id));
    });
  }
}

/** Keys that nothing can be encrypted with are refused now, and not when there is something to tell. */
function recipientOf(keys: PushSubscriptionRequest['keys']): Recipient {
  const publicKey = Buffer.from(keys.p256dh, 'base64url');
  const auth = Buffer.from(keys.auth, 'base64url');
  if (auth.length !== authBytes) throw invalid('its secret has another length');
  try {
    encryptPush(Buffer.from('x'), { publicKey, auth }, newSender(), Buffer.alloc(authBytes));
  } catch (cause) {
    throw invalid('its key is no point of the curve P-256', cause);
  }
  return { publicKey, auth };
}

function invalid(problem: string, cause?: unknown): DomainError {
  return new DomainError('PUSH_SUBSCRIPTION_INVALID', { values: { problem }, cause });
}
