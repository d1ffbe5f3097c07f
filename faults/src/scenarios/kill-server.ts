import { bounds } from '../bounds.js';
import type { Scenario } from '../scenario.js';
import { Scene } from '../scene.js';

/** The server with its embedded database, as `npm start` runs it, ends as by a power cut, again and again. */
export const killServer: Scenario = {
  name: 'kill-server',
  title: 'kill -9 of the server under load: nothing acknowledged is lost or stored twice',
  async run({ amounts, chance, verdict, embedded, say }) {
    const world = await embedded();
    const scene = await Scene.make(world, amounts);
    let slowest = 0;
    for (let kill = 1; kill <= amounts.kills; kill += 1) {
      const load = scene.load(amounts.postsPerSecond).start();
      await scene.until('accepted', chance.between(10, 40));
      await world.server.kill();
      await load.stop();
      const startedAt = performance.now();
      await world.server.start();
      const [sender] = scene.senders;
      if (sender !== undefined) await scene.office.post(sender);
      slowest = Math.max(slowest, performance.now() - startedAt);
      say(`   killed ${kill} of ${amounts.kills}, ${scene.books.entries.length} posts so far`);
    }
    verdict.measure('slowest first 200 after a restart', slowest, 'ms', bounds.firstAnswer);
    await scene.settle(verdict);
    scene.close();
  },
};
