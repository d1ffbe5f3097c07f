import { randomUUID } from 'node:crypto';
import { textOf, type Entry } from '../books/books.js';
import type { Sender } from '../load/senders.js';
import type { Scenario } from '../scenario.js';
import { Scene } from '../scene.js';
import { becomesTrue, delay } from '../waiting.js';

/** Posts that are under way at once, each of them three times. */
const atOnce = 20;
const copies = 3;
const retryMs = 200;
const giveUpMs = 60_000;

/** Senders that repeat what they got no answer to, as retrying senders do, while the server is killed. */
export const repeatPosts: Scenario = {
  name: 'repeat-posts',
  title:
    'each post sent 3 times in parallel with one Idempotency-Key, across a kill: stored once, equal answers',
  async run({ amounts, verdict, embedded, say }) {
    const world = await embedded();
    const scene = await Scene.make(world, amounts);
    const killAt = Math.floor(amounts.tripled / 2);
    let started = 0;
    let disagreements = 0;
    const work = async (sender: Sender) => {
      while (started < amounts.tripled) {
        started += 1;
        if (!(await postThrice(scene, sender))) disagreements += 1;
      }
    };
    const working = Promise.all(scene.senders.slice(0, atOnce).map(work));
    await becomesTrue(() => started >= killAt, giveUpMs);
    await world.server.kill();
    await world.server.start();
    say(`   killed after ${started} of ${amounts.tripled} posts, and started again`);
    await working;
    verdict.require(disagreements === 0, `${disagreements} posts were answered with different ids`);
    verdict.measure('posts sent 3 times', amounts.tripled, '');
    verdict.measure('attempts without an answer', scene.office.ended.lost, '');
    await scene.settle(verdict);
    scene.close();
  },
};

/** Answers whether everybody who was answered was told the same. */
async function postThrice(scene: Scene, sender: Sender): Promise<boolean> {
  const first = scene.books.open(sender.roomId);
  // A webhook takes any key, the API takes UUIDs.
  const request = sender.request(textOf(first.number), randomUUID());
  const attempts: Entry[] = Array.from({ length: copies }, () => ({ ...first }));
  await Promise.all(attempts.map((attempt) => sendUntilAccepted(scene, sender, attempt, request)));
  Object.assign(first, attempts[0]);
  return attempts.every(({ messageId }) => messageId !== undefined && messageId === first.messageId);
}

async function sendUntilAccepted(
  scene: Scene,
  sender: Sender,
  attempt: Entry,
  request: Buffer,
): Promise<void> {
  const deadline = performance.now() + giveUpMs;
  await scene.office.send(sender, attempt, request);
  while ((attempt.outcome === 'lost' || attempt.outcome === 'refused') && performance.now() < deadline) {
    await delay(retryMs);
    await scene.office.send(sender, attempt, request);
  }
}
