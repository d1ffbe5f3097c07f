import fc from 'fast-check';
import { firstSteps, steps } from '../model/commands.js';
import { compareAll } from '../model/compare.js';
import { Model } from '../model/model.js';
import { openPages, Real } from '../model/real.js';
import type { Scenario } from '../scenario.js';

const actors = 4;
const maxSteps = 40;
/** A line of progress after so many traces. */
const sayEvery = 100;

/** No fault but chance: whatever people and programs do, in whatever order, the rules hold. */
export const followModel: Scenario = {
  name: 'follow-model',
  title: 'a generated state machine of rooms, members, messages, webhooks against a model: no difference',
  async run({ amounts, chance, verdict, embedded, say }) {
    const world = await embedded();
    const players = await openPages(world.server.url, await world.people(actors));
    const closePages = () => {
      for (const { page } of players) page.close();
    };
    world.atEnd(closePages);
    let traces = 0;
    let stored = 0;
    let deleted = 0;
    const property = fc.asyncProperty(
      fc.commands(steps(actors), { maxCommands: maxSteps, size: 'max' }),
      async (commands) => {
        const real = new Real(players, world.server.port);
        const model = new Model();
        try {
          for (const step of firstSteps) await step.run(model, real);
          await fc.asyncModelRun(() => ({ model, real }), commands);
          await compareAll(model, real);
        } finally {
          real.close();
        }
        traces += 1;
        stored += model.rooms.reduce((sum, { messages }) => sum + messages.length, 0);
        deleted += model.rooms.filter(({ isDeleted }) => isDeleted).length;
        if (traces % sayEvery === 0) say(`   ${traces} of ${amounts.traces} traces`);
      },
    );
    await fc.assert(property, {
      numRuns: amounts.traces,
      seed: chance.between(0, 1_000_000),
      unbiased: true,
    });
    closePages();
    verdict.measure('traces', traces, '');
    verdict.measure('messages', stored, '');
    verdict.measure('rooms deleted', deleted, '');
    verdict.require(stored > traces, 'the traces stored too little to show anything');
  },
};
