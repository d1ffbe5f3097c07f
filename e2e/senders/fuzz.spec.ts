import { readFile } from 'node:fs/promises';
import { addMember, createRoom, createWebhook, listMessages } from '@carillon/client';
import type { MessageView, RoomId } from '@carillon/contracts';
import { signUpPerson, type Person } from '../fixtures/people.js';
import { Server } from '../fixtures/server.js';
import { Ledger } from '../fuzz/ledger.js';
import { Random } from '../fuzz/random.js';
import { exchange } from '../fuzz/sender.js';
import { expect, isLong, test } from './test.js';

// `npm run fuzz -- --requests <n> --seed <n>` sets both.
const requests = Number(process.env['CARILLON_FUZZ_REQUESTS'] ?? (isLong ? 100_000 : 3_000));
const seed = Number(process.env['CARILLON_FUZZ_SEED'] ?? 1);

const connectionsAtOnce = 16;
/** Memory is measured this often in a run. */
const samples = 20;
/** How much more memory the last quarter of a long run may take than the second one. */
const growthAllowed = 1.2;

test(`${requests} mutated requests (seed ${seed}): no 5xx, no crash, nothing stored but what was sent and accepted`, async ({
  browser,
}) => {
  test.setTimeout(0);
  const server = await Server.start({ WEBHOOK_POSTS_PER_SECOND: '0' });
  try {
    const alice = await signUpPerson(server, browser, 'Alice');
    const room = await createRoom(alice.http, { name: 'Fuzz' });
    const bob = await signUpPerson(server, browser, 'Bob');
    await addMember(alice.http, room.id, { userId: bob.account.userId });
    const webhooks = await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) => createWebhook(alice.http, room.id, { name })),
    );
    const paths = webhooks.map(({ url }) => url.slice(new URL(url).origin.length));
    const ledger = new Ledger();
    const memory = await run(server, ledger, paths);

    expect(server.ending, server.log).toBeNull();
    ledger.compare(await everything(alice, room.id));
    expect(ledger.faults.slice(0, 20)).toEqual([]);
    for (const { url } of webhooks) expect(server.log).not.toContain(new URL(url).searchParams.get('token'));
    const statuses = [...ledger.statuses].sort(([left], [right]) => left - right);
    test.info().annotations.push({
      type: 'fuzz',
      description: `answers ${statuses.map(([status, count]) => `${status}: ${count}`).join(', ')}; memory in MB ${memory.megabytes.join(' ')}`,
    });
    console.log(test.info().annotations.at(-1)?.description);
    // A short run is over before the memory of a young process has settled.
    if (requests >= 50_000) {
      const mean = (from: number) =>
        memory.megabytes.slice(from, from + samples / 4).reduce((sum, next) => sum + next, 0) / (samples / 4);
      expect(mean((samples / 4) * 3)).toBeLessThan(mean(samples / 4) * growthAllowed);
    }
  } finally {
    await server.remove();
  }
});

/** Sends them all, so many at once. Each connection has a chance of its own, so that the order of answers changes nothing. */
async function run(server: Server, ledger: Ledger, paths: string[]) {
  const port = Number(new URL(server.url).port);
  const { pid } = server;
  const megabytes: number[] = [];
  let begun = 0;
  let marks = 0;
  let nextSample = requests / samples;
  const sendSome = async () => {
    while (begun < requests) {
      const number = begun;
      begun += 1;
      const random = new Random(seed * 1_000_003 + number);
      const path = () => paths[random.int(0, paths.length - 1)] ?? '';
      const mark = () => `#${number}-${(marks += 1)} `;
      const done = await exchange(random, port, path, mark);
      begun += done.requests.length - 1;
      ledger.note(done);
      if (begun < nextSample) continue;
      nextSample += requests / samples;
      megabytes.push(await residentMegabytes(pid));
    }
  };
  await Promise.all(Array.from({ length: connectionsAtOnce }, sendSome));
  return { pid, megabytes };
}

/** As the system counts it; elsewhere than on Linux it is not measured. */
async function residentMegabytes(pid: number): Promise<number> {
  if (process.platform !== 'linux') return 0;
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024);
}

async function everything({ http }: Person, roomId: RoomId): Promise<MessageView[]> {
  const stored: MessageView[] = [];
  for (;;) {
    const before = stored.at(-1)?.seq;
    const { items } = await listMessages(http, roomId, { limit: 200, ...(before && { before }) });
    if (items.length === 0) return stored;
    stored.push(...items);
  }
}
