import type { Scenario } from '../scenario.js';
import { Scene } from '../scene.js';
import { becomesTrue, delay } from '../waiting.js';
import { TcpProxy } from '../world/tcp-proxy.js';

const reconnectMs = 60_000;

/** Connections of readers are reset at random moments, in the middle of whatever they are being sent. */
export const cutReaders: Scenario = {
  name: 'cut-readers',
  title: 'readers cut at random: none misses a message, sees one twice or in another order',
  async run({ amounts, chance, verdict, embedded }) {
    const world = await embedded();
    const line = await TcpProxy.open(world.server.port);
    const scene = await Scene.make(world, { ...amounts, readersUrl: `http://127.0.0.1:${line.port}` });
    const load = scene.load(amounts.postsPerSecond).start();
    const again = () => scene.readers.reduce((sum, { connections }) => sum + connections - 1, 0);
    let cuts = 0;
    while (again() < amounts.cuts) {
      await delay(chance.between(1, 40));
      // Whoever is cut while still connecting waits longer each time; half of them are to be reading.
      const connected = scene.readers.filter(({ isConnected }) => isConnected).length;
      if (connected * 2 >= scene.readers.length && line.cutOne(chance)) cuts += 1;
    }
    await load.stop();
    await becomesTrue(() => scene.readers.every(({ isConnected }) => isConnected), reconnectMs);
    verdict.measure('connections cut, of which some were catching up', cuts, '');
    verdict.measure('sockets connected again', again(), '');
    await scene.settle(verdict);
    scene.close();
    await line.close();
  },
};
