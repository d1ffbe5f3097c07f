import { bounds } from '../bounds.js';
import { MemoryWatch } from '../memory.js';
import type { Scenario } from '../scenario.js';
import { Scene } from '../scene.js';
import { delay } from '../waiting.js';
import type { TcpProxy } from '../world/tcp-proxy.js';

const latencyMs = 250;
const halfOpen = 'half-open';
/** Nobody is told of it: first an answer has to be waited for in vain, for as long as a sender may wait for a 503. */
const found = { ...bounds.recovery, promised: bounds.refusal.promised + bounds.recovery.promised } as const;

type Breakage = {
  readonly name: string;
  readonly begin: (line: TcpProxy) => void;
  readonly end: (line: TcpProxy) => void;
  /** Whether it goes on until it is ended; otherwise it is over at once. */
  readonly lasts: boolean;
};

const nothing = () => undefined;

const breakages: readonly Breakage[] = [
  { name: 'cut', begin: (line) => line.cut(), end: nothing, lasts: false },
  {
    name: 'cut and refused',
    begin: (line) => {
      line.refuse(true);
      line.cut();
    },
    end: (line) => line.refuse(false),
    lasts: true,
  },
  { name: 'delayed', begin: (line) => line.delay(latencyMs), end: (line) => line.delay(0), lasts: true },
  // As by a firewall that forgot its connections: nobody is told.
  { name: halfOpen, begin: (line) => line.silence(), end: nothing, lasts: false },
];

/** The line between server and PostgreSQL breaks in each of the ways in which lines break. */
export const breakLine: Scenario = {
  name: 'break-line',
  title: 'the connection to PostgreSQL cut, refused, delayed, half-open: no false acknowledgement',
  async run({ amounts, verdict, breakable, say }) {
    const world = await breakable();
    const scene = await Scene.make(world, amounts);
    const load = scene.load(amounts.postsPerSecond).start();
    const memory = new MemoryWatch(world.server);
    const ends: { name: string; begunAt: number; backAt: number }[] = [];
    for (const { name, begin, end, lasts } of breakages) {
      await scene.until('accepted', 20);
      const begunAt = performance.now();
      begin(world.line);
      if (lasts) await delay(amounts.stretchMs);
      end(world.line);
      ends.push({ name, begunAt, backAt: performance.now() });
      await scene.until('accepted', 20);
      say(`   ${name}, and posts are taken again`);
    }
    await load.stop();
    for (const [index, { name, backAt }] of ends.entries()) {
      const recovery = scene.recoveryMs(backAt, ends[index + 1]?.begunAt);
      verdict.measure(`recovery from ${name}`, recovery, 'ms', name === halfOpen ? found : bounds.recovery);
    }
    verdict.require(scene.office.ended.lost === 0, 'connections of senders broke though the server ran on');
    verdict.measure('slowest 503', scene.slowestRefusalMs, 'ms', bounds.refusal);
    verdict.measure('memory grew by', memory.stop(), 'MiB', bounds.growth);
    await scene.settle(verdict);
    scene.close();
  },
};
