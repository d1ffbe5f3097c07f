import { bounds } from '../bounds.js';
import { MemoryWatch } from '../memory.js';
import type { Scenario } from '../scenario.js';
import { Scene } from '../scene.js';
import { quantile } from '../verdict.js';
import { delay } from '../waiting.js';

/** Enough connections to keep the server busy without pause. */
const connections = 32;
const times = 3;
const warmUpPosts = 100;

/** Far more posts than the server can store. */
export const overload: Scenario = {
  name: 'overload',
  title: 'three times the maximum load: goodput stays, the rest is refused early, and it recovers',
  async run({ amounts, verdict, embedded, say }) {
    const world = await embedded();
    const scene = await Scene.make(world, { ...amounts, readers: Math.min(5, amounts.readers) });
    const maximum = await maximumOf(scene, amounts.stretchMs * 2);
    say(`   the maximum is ${maximum.toFixed(0)} posts/s`);
    const memory = new MemoryWatch(world.server);
    const from = scene.office.ended.accepted;
    const load = scene.load(maximum * times).start();
    const startedAt = performance.now();
    await delay(amounts.stretchMs * 2);
    const goodput = ((scene.office.ended.accepted - from) * 1000) / (performance.now() - startedAt);
    const refused = scene.books.of('refused').map(({ afterMs }) => afterMs);
    void load.stop();
    const overAt = performance.now();
    const calm = scene.load(Math.min(amounts.postsPerSecond, maximum / 4)).start();
    await scene.until('accepted', 20);
    await delay(amounts.stretchMs);
    await calm.stop();
    verdict.measure('maximum', maximum, 'posts/s');
    verdict.measure('goodput of the maximum', goodput / maximum, '', {
      promised: 0.9,
      whenBusy: 0.2,
      is: 'at least',
    });
    verdict.measure("refusals' p99", quantile(refused, 0.99), 'ms', {
      promised: 10,
      whenBusy: 10_000,
      is: 'at most',
    });
    verdict.measure('recovery', scene.recoveryMs(overAt), 'ms', bounds.recovery);
    verdict.measure('memory grew by', memory.stop(), 'MiB', bounds.growth);
    await scene.settle(verdict);
    // Nothing was broken, so nothing is uncertain.
    verdict.require(
      verdict.valueOf('stored though refused') === 0,
      'posts were stored though their senders were told that they were not',
    );
    scene.close();
  },
};

/** What gets through when each sender posts again as soon as it has its answer. Unit: posts per second. */
async function maximumOf(scene: Scene, measureMs: number): Promise<number> {
  let isRunning = true;
  const senders = Array.from({ length: connections }, async (_, index) => {
    const sender = scene.senders[index % scene.senders.length];
    while (isRunning && sender !== undefined) await scene.office.post(sender);
  });
  await scene.until('accepted', warmUpPosts);
  const from = scene.office.ended.accepted;
  const startedAt = performance.now();
  await delay(measureMs);
  const rate = ((scene.office.ended.accepted - from) * 1000) / (performance.now() - startedAt);
  isRunning = false;
  await Promise.all(senders);
  return rate;
}
