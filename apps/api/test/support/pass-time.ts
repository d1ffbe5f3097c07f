import type { HeldClock } from './held-clock.js';
import type { TestServer } from './test-server.js';

/** Lets time pass for the server, whose clock is held, and for the schedules of webhooks, which the database keeps. */
export async function passTime(
  server: Pick<TestServer, 'rows'>,
  clock: HeldClock,
  byMs: number,
): Promise<void> {
  clock.advance(byMs);
  await server.rows(
    `update webhooks set next_post_due_at = next_post_due_at - $1::float8 * interval '1 millisecond'
      where next_post_due_at is not null`,
    [byMs],
  );
}
