import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Balancer } from './balancer.js';
import { Postgres } from './postgres.js';
import { Redis } from './redis.js';
import { Server } from './server.js';
import { makeDatabase, makeFolder, removeFolder, World, type WorldOptions } from './world.js';

/** Several servers of one instance behind a balancer, with one PostgreSQL and one Redis. */
export class Cluster extends World {
  override readonly isOneServer = false;

  private constructor(
    readonly nodes: readonly [Server, ...Server[]],
    folder: string,
    postgres: Postgres,
    readonly redis: Redis,
    private readonly balancer: Balancer,
    stops: (() => Promise<void>)[],
  ) {
    super(nodes[0], folder, () => postgres.url(), stops);
  }

  /** @throws CannotRun where there is no Redis */
  static async start(count: number, options: WorldOptions = {}): Promise<Cluster> {
    const redis = await Redis.start();
    const folder = makeFolder(options);
    await makeDatabase(folder, options);
    const postgres = await Postgres.start(join(folder, 'postgres'));
    const cluster = { redisUrl: redis.url, secretKey: randomBytes(32).toString('hex') };
    const nodeOptions = { ...options, dataFolder: folder, databaseUrl: postgres.url(), cluster };
    const [first, ...others] = await Promise.all(
      Array.from({ length: count }, () => Server.make(nodeOptions)),
    );
    if (first === undefined) throw new Error('A cluster needs a node.');
    const nodes = [first, ...others] as const;
    await Promise.all(nodes.map((node) => node.start()));
    const balancer = await Balancer.open(nodes.map(({ port }) => port));
    const stops = [
      () => balancer.close(),
      ...nodes.map((node) => () => node.stop()),
      () => redis.stop(),
      () => postgres.stop(),
      () => removeFolder(folder, options),
    ];
    return new Cluster([...nodes], folder, postgres, redis, balancer, stops);
  }

  override get port(): number {
    return this.balancer.port;
  }

  override takeCrashes(): string[] {
    return this.nodes.flatMap(({ crashes }) => crashes.splice(0));
  }
}
