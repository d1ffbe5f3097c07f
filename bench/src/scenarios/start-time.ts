import type { Scenario } from '../scenario.js';

/** From the start of the process, with the database already made, until it serves. */
export const startTime: Scenario = {
  name: 'start-time',
  title: 'Time until the server is ready',
  run: async (bench) => {
    const times: number[] = [];
    for (let round = 0; round < bench.options.rounds; round += 1)
      times.push((await bench.restartedProduct()).startMs);
    bench.say(`ready in ${times.map((time) => time.toFixed(0)).join(', ')} ms`);
    return [
      {
        name: 'start-time/ready',
        title: 'start to ready',
        unit: 'ms',
        better: 'lower',
        product: times,
        target: 3000,
      },
    ];
  },
};
