import { bounds } from '../bounds.js';
import type { Scenario } from '../scenario.js';
import { onCluster, postsRepeated } from './on-cluster.js';

/** As for an update: one node after the other ends in order and comes back. */
export const restartNodes: Scenario = {
  name: 'restart-nodes',
  title: 'rolling restart of two nodes: no post fails, no reader misses one',
  run: async (stage) => {
    await onCluster(stage, async ({ nodes }, scene) => {
      for (const node of nodes) {
        await node.stop();
        await scene.until('accepted', 10);
        await node.start();
        await scene.until('accepted', 10);
      }
    });
    stage.verdict.judge(postsRepeated, bounds.repeated);
  },
};
