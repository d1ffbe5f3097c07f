import { LeanReader } from '../load/lean-reader.js';
import type { Scenario } from '../scenario.js';
import { Scene } from '../scene.js';
import { quantile } from '../verdict.js';

const connectAtOnce = 25;
const missedPosts = 20;
const postsPerSecond = 20;

/** All readers come back in the same moment, as after a broken router. */
export const reconnectAll: Scenario = {
  name: 'reconnect-all',
  title: 'many readers reconnect at once: all catch up, and posts go on meanwhile',
  async run({ amounts, verdict, embedded, say }) {
    const world = await embedded();
    const scene = await Scene.make(world, { ...amounts, rooms: 1, readers: 0 });
    const readers = makeReaders(scene, amounts.reconnecting);
    for (let from = 0; from < readers.length; from += connectAtOnce)
      await Promise.all(readers.slice(from, from + connectAtOnce).map((reader) => reader.open()));
    say(`   ${readers.length} readers are connected`);
    const load = scene.load(postsPerSecond).start();
    await scene.until('accepted', 10);
    for (const reader of readers) reader.drop();
    await scene.until('accepted', missedPosts);
    const backAt = performance.now();
    await Promise.all(readers.map((reader) => reader.open()));
    verdict.measure(`${readers.length} readers caught up after`, performance.now() - backAt, 'ms', {
      promised: 5_000,
      whenBusy: 60_000,
      is: 'at most',
    });
    await load.stop();
    const turnedAway = readers.reduce((sum, reader) => sum + reader.turnedAway, 0);
    verdict.measure('connections turned away for a moment', turnedAway, '');
    const during = scene.books.entries.filter(({ sentAt }) => sentAt > backAt).map(({ afterMs }) => afterMs);
    verdict.measure("posts' p99 meanwhile", quantile(during, 0.99), 'ms', {
      promised: 250,
      whenBusy: 10_000,
      is: 'at most',
    });
    verdict.require(scene.office.ended.refused === 0, 'posts were refused meanwhile');
    await scene.settle(verdict);
    scene.close();
  },
};

function makeReaders(scene: Scene, count: number): LeanReader[] {
  const { port } = scene.world.server;
  const [roomId] = scene.roomIds;
  if (roomId === undefined) throw new Error('The scene has no room.');
  const readers = Array.from({ length: count }, (_, index) => {
    const { cookie } = scene.people[index % scene.people.length] ?? { cookie: '' };
    return new LeanReader({ name: `reader ${index + 1}`, port, cookie, roomId });
  });
  scene.others.push(...readers);
  return readers;
}
