import type { Scenario } from '../scenario.js';
import { onCluster } from './on-cluster.js';

/** What nodes tell each other over is away, and comes back empty. */
export const restartRedis: Scenario = {
  name: 'restart-redis',
  title: 'Redis stopped and started: posts go on, every reader at every node shows everything',
  run: (stage) =>
    onCluster(stage, async ({ redis }, scene) => {
      await redis.stop();
      await scene.until('accepted', 30);
      await redis.start();
    }),
};
