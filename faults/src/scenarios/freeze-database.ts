import { bounds } from '../bounds.js';
import { MemoryWatch } from '../memory.js';
import type { Scenario } from '../scenario.js';
import { Scene } from '../scene.js';
import { delay } from '../waiting.js';

/** PostgreSQL hangs: connections stay open and nothing comes back. */
export const freezeDatabase: Scenario = {
  name: 'freeze-database',
  title: 'PostgreSQL stopped by SIGSTOP for seconds: no false acknowledgement, bounded memory',
  async run({ amounts, verdict, breakable }) {
    const world = await breakable();
    const scene = await Scene.make(world, amounts);
    const load = scene.load(amounts.postsPerSecond).start();
    await scene.until('accepted', 20);
    const memory = new MemoryWatch(world.server);
    world.postgres.freeze();
    await delay(amounts.freezeMs);
    world.postgres.thaw();
    const backAt = performance.now();
    await scene.until('accepted', 20);
    await load.stop();
    verdict.require(scene.office.ended.lost === 0, 'connections of senders broke though the server ran on');
    verdict.require(scene.office.ended.refused > 0, 'nothing was refused while the database hung');
    verdict.measure('slowest 503', scene.slowestRefusalMs, 'ms', bounds.refusal);
    verdict.measure('recovery', scene.recoveryMs(backAt), 'ms', bounds.recovery);
    verdict.measure('memory grew by', memory.stop(), 'MiB', bounds.growth);
    await scene.settle(verdict);
    scene.close();
  },
};
