import { bounds } from '../bounds.js';
import type { Scenario } from '../scenario.js';
import { Scene } from '../scene.js';

/** PostgreSQL ends as by a power cut and comes back, while the server goes on. */
export const stopDatabase: Scenario = {
  name: 'stop-database',
  title:
    'PostgreSQL stopped `immediate` and started under load: 503 in between, nothing acknowledged is lost',
  async run({ amounts, chance, verdict, breakable, say }) {
    const world = await breakable();
    const scene = await Scene.make(world, amounts);
    const load = scene.load(amounts.postsPerSecond).start();
    const breakages: { stoppedAt: number; backAt: number }[] = [];
    for (let stop = 1; stop <= amounts.stops; stop += 1) {
      await scene.until('accepted', chance.between(10, 40));
      const stoppedAt = performance.now();
      await world.postgres.stopImmediately();
      await scene.until('refused', chance.between(5, 20));
      await world.postgres.start();
      breakages.push({ stoppedAt, backAt: performance.now() });
      await scene.until('accepted', 10);
      say(`   stopped ${stop} of ${amounts.stops}, ${scene.books.entries.length} posts so far`);
    }
    await load.stop();
    verdict.require(scene.office.ended.lost === 0, 'connections of senders broke though the server ran on');
    verdict.measure('slowest 503', scene.slowestRefusalMs, 'ms', bounds.refusal);
    const recoveries = breakages.map(({ backAt }, index) =>
      scene.recoveryMs(backAt, breakages[index + 1]?.stoppedAt),
    );
    verdict.measure('slowest recovery', Math.max(...recoveries), 'ms', bounds.recovery);
    await scene.settle(verdict);
    scene.close();
  },
};
