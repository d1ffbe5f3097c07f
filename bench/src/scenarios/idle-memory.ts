import { setTimeout as sleep } from 'node:timers/promises';
import { Load } from '../load/load.js';
import type { ReaderAddress } from '../load/reader.js';
import { residentBytesOf } from '../processes.js';
import type { Bench, Scenario } from '../scenario.js';

/** Connected before, so that what any work at all brings about is not counted, such as a heap of its usual size. */
const warmUpConnections = 1000;
/** Garbage goes when the process is idle for a while. */
const settleMs = 8_000;

/** Memory of the server for each browser that is connected and does nothing. */
export const idleMemory: Scenario = {
  name: 'idle-memory',
  title: 'Memory for each idle connection',
  run: async (bench) => {
    const scene = await bench.scene();
    const product = await bench.restartedProduct();
    const floor = await bench.floor();
    return [
      {
        name: 'idle-memory/connection',
        title: 'memory per idle connection',
        unit: 'KiB',
        better: 'lower',
        product: [await measure(bench, product.pid, (count) => scene.readers(count))],
        target: 20,
        notes: {
          'floor (KiB)': (await measure(bench, floor.pid, (count) => floor.readers(count))).toFixed(1),
        },
      },
    ];
  },
};

async function measure(
  bench: Bench,
  pid: number,
  readers: (count: number) => ReaderAddress[],
): Promise<number> {
  const { idleConnections } = bench.options;
  const warmUp = await Load.connect(readers(warmUpConnections));
  await sleep(settleMs);
  const before = residentBytesOf(pid);
  const load = await Load.connect(readers(idleConnections));
  await sleep(settleMs);
  const kibibytes = (residentBytesOf(pid) - before) / idleConnections / 1024;
  bench.say(`${idleConnections} idle connections: ${kibibytes.toFixed(1)} KiB each`);
  await load.close();
  await warmUp.close();
  return kibibytes;
}
