import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { NoPeers, type Peers } from './peers.js';
import { RedisPeers } from './redis-peers.js';
import { connectToRedis, type RedisClient } from './redis.js';

/** What this process has in common with the others of its instance. */
export type Cluster = {
  readonly peers: Peers;
  /** Undefined where this process is the only one. */
  readonly redis: RedisClient | undefined;
  /** By which Redis knows the connections of this process. */
  readonly name: string;
  /** To be called when nothing uses it any more. */
  close(): Promise<void>;
};

/** @throws StartupError if Redis cannot be reached */
export async function openCluster(redisUrl: string | undefined): Promise<Cluster> {
  const name = `carillon-${randomUUID()}`;
  if (redisUrl === undefined)
    return { peers: new NoPeers(), redis: undefined, name, close: () => Promise.resolve() };
  const logger = new Logger('Redis');
  const onError = (error: Error) => {
    logger.warn({ err: error }, 'The connection to Redis broke, or cannot be made.');
  };
  const redis = await connectToRedis(redisUrl, name, onError);
  const listener = await connectToRedis(redisUrl, name, onError);
  return {
    peers: new RedisPeers(redis, listener),
    redis,
    name,
    close: async () => {
      for (const client of [listener, redis]) if (client.isOpen) await client.close();
    },
  };
}
