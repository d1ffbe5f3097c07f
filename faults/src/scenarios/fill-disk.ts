import { bounds } from '../bounds.js';
import { MemoryWatch } from '../memory.js';
import type { Scenario } from '../scenario.js';
import { Scene } from '../scene.js';
import { becomesTrue } from '../waiting.js';
import { SmallDisk } from '../world/small-disk.js';
import { World } from '../world/world.js';

/** Room for a new database and its log, and for what is posted here. Unit: MiB. */
const diskMiB = 256;
/** Large posts use up the pages and the log that PostgreSQL has set aside. Unit: characters. */
const padding = 4_000;
const refusedPosts = 30;
/** The database stops itself when it cannot write its log, and is tried again every 10 s at most. Unit: milliseconds. */
const recovery = { ...bounds.recovery, promised: 11_000, whenBusy: 60_000 } as const;
const patienceMs = 90_000;

/** The disk under the embedded PostgreSQL is full until somebody makes room. */
export const fillDisk: Scenario = {
  name: 'fill-disk',
  title: 'disk full under PostgreSQL: 503, nothing acknowledged is lost, goes on by itself',
  async run({ amounts, verdict, worldOptions, say }) {
    const disk = SmallDisk.mount(diskMiB);
    try {
      const world = await World.withEmbeddedDatabase({ ...worldOptions, folder: disk.folder });
      try {
        const scene = await Scene.make(world, { ...amounts, readers: Math.min(10, amounts.readers) });
        const load = scene.load(amounts.postsPerSecond, padding).start();
        await scene.until('accepted', 20);
        const memory = new MemoryWatch(world.server);
        disk.fill();
        const { ended } = scene.office;
        const isFull = await becomesTrue(() => ended.refused >= refusedPosts, patienceMs);
        verdict.require(isFull, 'no post was refused though the disk was full');
        say(`   full after ${ended.accepted} posts`);
        disk.free();
        const backAt = performance.now();
        await scene.until('accepted', 20);
        await load.stop();
        verdict.require(ended.lost === 0, 'connections of senders broke though the server ran on');
        verdict.measure('slowest 503', scene.slowestRefusalMs, 'ms', bounds.refusal);
        verdict.measure('recovery', scene.recoveryMs(backAt), 'ms', recovery);
        verdict.measure('memory grew by', memory.stop(), 'MiB', bounds.growth);
        await scene.settle(verdict);
        scene.close();
      } finally {
        await world.stop();
      }
    } finally {
      disk.remove();
    }
  },
};
