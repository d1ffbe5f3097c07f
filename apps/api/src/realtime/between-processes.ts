import { createAdapter } from '@socket.io/redis-streams-adapter';
import type { Namespace } from 'socket.io';
import {
  Adapter,
  MessageType,
  type BroadcastOptions,
  type ClusterMessage,
  type Room,
} from 'socket.io-adapter';
import type { RedisClient } from '../platform/cluster/redis.js';
import { StartupError } from '../platform/startup-error.js';

const streamName = 'carillon:sockets';
/** What the stream holds for a process that was cut off for a moment; older entries go. */
const maxStreamLength = 20_000;
const pollMs = 10;
const maxStartMs = 5_000;

/** The part of Socket.IO's adapters between processes that is used here. */
type Publishing = Adapter & { publish(message: Omit<ClusterMessage, 'nsp' | 'uid'>): void };

/**
 * Socket.IO's adapter between server processes, over Redis Streams: what one process tells the sockets of a room,
 * the others tell theirs. Its own sockets are told at once, whether Redis is quick, slow or away; whoever misses
 * something while it is away catches up by `seq`.
 */
export function adapterOverRedis(redis: RedisClient): (namespace: Namespace) => Adapter {
  // Its types say any, and keep to the adapter's own family what is called here.
  const make = createAdapter(redis, {
    streamName,
    maxLen: maxStreamLength,
    channelPrefix: streamName,
    onlyPlaintext: true,
  }) as unknown as (namespace: Namespace) => Publishing;
  return (namespace) => withoutWaiting(make(namespace));
}

/** The stock adapter waits for Redis before it tells its own sockets. */
function withoutWaiting(adapter: Publishing): Adapter {
  const own = Adapter.prototype;
  const publish = (options: BroadcastOptions, type: MessageType, data: object) => {
    if (options.flags?.local === true) return;
    const opts = { rooms: [...options.rooms], except: [...(options.except ?? [])], flags: options.flags };
    // The data of each kind of message is typed by its kind, which is only known here.
    adapter.publish({ type, data: { ...data, opts } } as unknown as Omit<ClusterMessage, 'nsp' | 'uid'>);
  };
  return Object.assign(adapter, {
    broadcast(packet: object, options: BroadcastOptions) {
      own.broadcast.call(adapter, packet, options);
      publish(options, MessageType.BROADCAST, { packet });
    },
    addSockets(options: BroadcastOptions, rooms: Room[]) {
      own.addSockets.call(adapter, options, rooms);
      publish(options, MessageType.SOCKETS_JOIN, { rooms });
    },
    delSockets(options: BroadcastOptions, rooms: Room[]) {
      own.delSockets.call(adapter, options, rooms);
      publish(options, MessageType.SOCKETS_LEAVE, { rooms });
    },
    disconnectSockets(options: BroadcastOptions, close: boolean) {
      own.disconnectSockets.call(adapter, options, close);
      publish(options, MessageType.DISCONNECT_SOCKETS, { close });
    },
  });
}

/**
 * Resolves once this process reads the stream. The stock adapter asks for "what comes from now on" until it has read
 * a first entry, and would miss what comes between two such questions; so it is given one, before any client is
 * served.
 * @throws StartupError if that takes too long
 */
export async function untilReading(redis: RedisClient, name: string): Promise<void> {
  const endsAt = performance.now() + maxStartMs;
  for (;;) {
    const clients = await redis.clientList();
    if (clients.some((client) => client.name === name && client.cmd === 'xread')) break;
    if (performance.now() > endsAt)
      throw new StartupError('Redis does not answer in time (REDIS_URL): its streams cannot be read.');
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  await redis.xAdd(streamName, '*', { start: name });
}
