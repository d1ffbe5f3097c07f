import { LeanReader } from '../load/lean-reader.js';
import { MemoryWatch } from '../memory.js';
import type { Scenario } from '../scenario.js';
import { Scene } from '../scene.js';
import { quantile } from '../verdict.js';
import { becomesTrue } from '../waiting.js';

/** One in so many readers stops. */
const share = 10;
/** Members' messages are the largest there are. Unit: characters. */
const padding = 16_000;
const perSecond = 60;
const closeMs = 30_000;

/** Some readers take nothing off the line any more, and do not go away either. */
export const stopReading: Scenario = {
  name: 'stop-reading',
  title: '10% of readers stop reading: they are dropped and catch up, the others do not notice',
  async run({ amounts, verdict, embedded, say }) {
    const world = await embedded();
    const scene = await Scene.make(world, { ...amounts, rooms: 1 });
    const slow = await openSlowReaders(scene, Math.max(1, Math.round(amounts.readers / share)));
    const p99Before = await p99OfShowing(scene, Math.round(amounts.largeMessages / 3));
    for (const reader of slow) reader.stopReading();
    const memory = new MemoryWatch(world.server);
    const p99 = await p99OfShowing(scene, amounts.largeMessages);
    const grown = memory.stop();
    say(
      `   p99 until shown: ${p99Before.toFixed(0)} ms before, ${p99.toFixed(0)} ms with readers that do not read`,
    );
    for (const reader of slow) reader.readAgain();
    const areDropped = await becomesTrue(() => slow.every(({ isConnected }) => !isConnected), closeMs);
    verdict.require(areDropped, 'readers that took nothing for long were not dropped');
    for (const { closedBecause } of slow)
      verdict.require(closedBecause?.startsWith('1013 ') ?? false, `a reader was dropped without a reason`);
    await Promise.all(slow.map((reader) => reader.open()));
    verdict.measure("others' p99 against before", p99 / p99Before, 'times', {
      promised: 1.2,
      whenBusy: 20,
      is: 'at most',
    });
    verdict.measure('memory grew by', grown, 'MiB', { promised: 100, whenBusy: 200, is: 'at most' });
    await scene.settle(verdict);
    scene.close();
  },
};

async function openSlowReaders(scene: Scene, count: number): Promise<LeanReader[]> {
  const [roomId] = scene.roomIds;
  const [owner] = scene.people;
  if (roomId === undefined || owner === undefined) throw new Error('The scene is empty.');
  const { port } = scene.world.server;
  const readers = Array.from(
    { length: count },
    (_, index) => new LeanReader({ name: `slow reader ${index + 1}`, port, cookie: owner.cookie, roomId }),
  );
  await Promise.all(readers.map((reader) => reader.open()));
  scene.others.push(...readers);
  return readers;
}

/** Sends members' messages and measures the time from sending each until each other reader shows it. */
async function p99OfShowing(scene: Scene, count: number): Promise<number> {
  const shownAt: { id: string; at: number }[] = [];
  for (const reader of scene.readers)
    reader.onShown = (id) => {
      shownAt.push({ id, at: performance.now() });
    };
  const from = scene.books.entries.length;
  const load = scene.memberLoad(perSecond, padding).start();
  await scene.until('accepted', count);
  await load.stop();
  const sent = new Map(scene.books.entries.slice(from).map((entry) => [entry.messageId, entry.sentAt]));
  await becomesTrue(() => shownAt.length >= sent.size * scene.readers.length, closeMs);
  for (const reader of scene.readers) reader.onShown = undefined;
  const times = shownAt.flatMap(({ id, at }) => {
    const sentAt = sent.get(id);
    return sentAt === undefined ? [] : [at - sentAt];
  });
  return quantile(times, 0.99);
}
