import type { AvailabilityChange, AvailabilityView, MyAvailabilityView, UserId } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import type { Identity } from '../identity/identity.js';
import { Clock } from '../platform/clock.js';
import { Transactions } from '../platform/database/transaction.js';
import { AvailabilityEntity } from './availability.entity.js';
import { choiceAt, presentAvailability, presentMyAvailability } from './availability.presenter.js';
import { DevicesService, type Hiding } from './devices.service.js';
import { AvailabilityChosen } from './presence.events.js';

/** How people are to be reached: what they chose, and what their devices say. */
@Injectable()
export class AvailabilityService {
  constructor(
    private readonly transactions: Transactions,
    private readonly devices: DevicesService,
    private readonly clock: Clock,
  ) {}

  async mine({ user }: Identity): Promise<MyAvailabilityView> {
    const chosen = await this.transactions.rows.findOneBy(AvailabilityEntity, { userId: user.id });
    return presentMyAvailability(chosen ?? undefined, this.clock.now());
  }

  async change({ user }: Identity, change: AvailabilityChange): Promise<MyAvailabilityView> {
    const { chosen, mine } = await this.transactions.run(async ({ rows, announce }) => {
      const now = this.clock.now();
      // There is something to hold from here on, so that two changes at once follow one another.
      await rows.query(
        'insert into availabilities (user_id, changed_at) values ($1, $2) on conflict (user_id) do nothing',
        [user.id, now],
      );
      const kept = await rows.findOneOrFail(AvailabilityEntity, {
        where: { userId: user.id },
        lock: { mode: 'pessimistic_write' },
      });
      const columns = { ...columnsOf(change), changedAt: later(now, kept.changedAt) };
      await rows.update(AvailabilityEntity, { userId: user.id }, columns);
      const chosen: AvailabilityEntity = Object.assign(kept, columns);
      const mine = presentMyAvailability(chosen, now);
      announce(new AvailabilityChosen(user.id, mine));
      return { chosen, mine };
    });
    this.devices.choose(user.id, hidingOf(chosen, this.clock.now()));
    return mine;
  }

  /** As others see them; who never chose anything is here too. */
  async viewsOf(
    userIds: readonly UserId[],
    rows: EntityManager = this.transactions.rows,
  ): Promise<Map<UserId, AvailabilityView>> {
    const choices = await rows.findBy(AvailabilityEntity, { userId: In([...userIds]) });
    const chosen = new Map(choices.map((row) => [row.userId, row]));
    const now = this.clock.now();
    return new Map(
      userIds.map((id) => [id, presentAvailability(chosen.get(id), this.devices.stateOf(id), now)]),
    );
  }

  /**
   * Who of these people does not want to be disturbed at this moment: no sound, no notification, no push. Busy
   * people want to: that is a word to others, do not disturb is one to the server.
   */
  async whoWantsQuiet(userIds: readonly UserId[]): Promise<Set<UserId>> {
    if (userIds.length === 0) return new Set();
    const rows = await this.transactions.rows.query<{ user_id: UserId }[]>(
      `select user_id from availabilities
        where user_id = any($1::uuid[]) and choice = 'do-not-disturb' and (until is null or until > $2)`,
      [userIds, this.clock.now()],
    );
    return new Set(rows.map((row) => row.user_id));
  }

  /** What a device of this person has to know before it can be seen anywhere. */
  async hidingOf(userId: UserId): Promise<Hiding> {
    const chosen = await this.transactions.rows.findOneBy(AvailabilityEntity, { userId });
    return hidingOf(chosen ?? undefined, this.clock.now());
  }
}

export function hidingOf(chosen: AvailabilityEntity | undefined, now: Date): Hiding {
  if (chosen === undefined) return { isHidden: false, chosenAt: 0 };
  const { until, changedAt } = chosen;
  // That a choice has ended is later news than that it was made.
  const chosenAt = Math.max(changedAt.getTime(), until !== null && until <= now ? until.getTime() : 0);
  return { isHidden: choiceAt(chosen, now) === 'hidden', chosenAt };
}

function columnsOf({ choice, until, status }: AvailabilityChange): Partial<AvailabilityEntity> {
  return {
    ...(choice !== undefined && { choice, until: dateOf(until) }),
    ...(status !== undefined && {
      statusText: status?.text ?? null,
      statusEmoji: status?.emoji ?? null,
      statusUntil: dateOf(status?.until),
    }),
  };
}

function dateOf(iso: string | null | undefined): Date | null {
  return iso === null || iso === undefined ? null : new Date(iso);
}

/** Clocks of processes differ; a later choice must not look earlier for that. */
function later(now: Date, before: Date): Date {
  return new Date(Math.max(now.getTime(), before.getTime() + 1));
}
