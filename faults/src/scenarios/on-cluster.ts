import type { Stage } from '../scenario.js';
import { Scene } from '../scene.js';
import type { Cluster } from '../world/cluster.js';

/** Name of the figure: what a sender that does not repeat would have lost. */
export const postsRepeated = 'posts that had to be repeated';

/** Breaks something of a cluster under load, so many times; senders repeat what does not get through. */
export async function onCluster(
  { amounts, verdict, cluster, say }: Stage,
  breakOnce: (world: Cluster, scene: Scene) => Promise<void>,
): Promise<void> {
  const world = await cluster();
  const scene = await Scene.make(world, amounts);
  const load = scene.patientLoad(amounts.postsPerSecond).start();
  for (let round = 1; round <= amounts.rounds; round += 1) {
    await scene.until('accepted', 20);
    await breakOnce(world, scene);
    await scene.until('accepted', 20);
    say(`   round ${round} of ${amounts.rounds}, ${scene.books.entries.length} posts so far`);
  }
  await load.stop();
  verdict.measure(postsRepeated, scene.office.repeated, '');
  verdict.measure('attempts refused', scene.office.ended.refused, '');
  verdict.measure('attempts cut off', scene.office.ended.lost, '');
  const failed = scene.books.entries.filter(({ outcome }) => outcome !== 'accepted').length;
  verdict.require(failed === 0, `${failed} posts did not get through although they were repeated`);
  await scene.settle(verdict);
  scene.close();
}
