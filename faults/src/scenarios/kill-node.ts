import type { Scenario } from '../scenario.js';
import { onCluster } from './on-cluster.js';

/** One node of several ends as by a power cut. */
export const killNode: Scenario = {
  name: 'kill-node',
  title: 'one of two nodes killed: senders that repeat get through, no reader misses a message',
  run: (stage) =>
    onCluster(stage, async ({ nodes }, scene) => {
      const node = stage.chance.pick(nodes);
      await node.kill();
      await scene.until('accepted', 20);
      await node.start();
    }),
};
