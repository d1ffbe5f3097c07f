import { createAdapter } from '@socket.io/redis-streams-adapter';
import { createClient } from 'redis';
import type { Namespace } from 'socket.io';
import type { Adapter } from 'socket.io-adapter';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findRedis, TestRedis } from '../../../test/support/redis.js';
import { SocketServer, tcpSocketOf, type Pair } from '../../../test/support/socket-server.js';

const redisServer = findRedis();
const reason = redisServer === undefined ? ' (needs redis-server on the PATH)' : '';

describe.skipIf(redisServer === undefined)(`the fan-out of two servers over Redis Streams${reason}`, () => {
  let redis: TestRedis;
  const clients: { destroy(): void }[] = [];
  const servers: SocketServer[] = [];

  beforeAll(async () => {
    redis = await TestRedis.start(redisServer!);
    for (let node = 0; node < 2; node += 1) {
      const client = createClient({ socket: { path: redis.socketPath, tls: false } });
      await client.connect();
      clients.push(client);
      // The type says any; it is a function from a namespace to its adapter.
      const makeAdapter = createAdapter(client) as (namespace: Namespace) => Adapter;
      servers.push(await SocketServer.start({ makeAdapter }));
    }
    await hearEachOther();
  });
  afterAll(async () => {
    for (const server of servers) await server.stop();
    for (const client of clients) client.destroy();
    await redis.stop();
  });

  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
  const untilAll = (pairs: readonly Pair[], value: unknown) =>
    Promise.all(pairs.map(({ until }) => until(value)));
  /** Two clients at each server. */
  const connectFour = async () => [
    ...(await Promise.all([servers[0]!.connect(), servers[0]!.connect()])),
    ...(await Promise.all([servers[1]!.connect(), servers[1]!.connect({ transports: ['polling'] })])),
  ];

  /** A server hears the others only once its first look into the stream has begun. */
  async function hearEachOther(): Promise<void> {
    const listeners = [await servers[0]!.connect(), await servers[1]!.connect()];
    for (const [node, { io }] of servers.entries()) {
      const other = listeners[1 - node]!;
      while (!other.received.includes(`hello from ${node}`)) {
        io.emit('text', `hello from ${node}`);
        await new Promise((resolve) => setImmediate(resolve));
      }
      io.emit('text', `end of ${node}`);
      await untilAll(listeners, `end of ${node}`);
    }
  }

  it('brings 600 packets from both servers to each client once, those of a server in order', async () => {
    const pairs = await connectFour();
    for (const number of numbers(300))
      for (const [node, { io }] of servers.entries()) io.emit('text', `${node}.${number}`);
    await Promise.all([untilAll(pairs, '0.299'), untilAll(pairs, '1.299')]);
    for (const { received } of pairs) {
      expect(received).toHaveLength(600);
      for (const node of [0, 1])
        expect(received.filter((text) => String(text).startsWith(`${node}.`))).toEqual(
          numbers(300).map((number) => `${node}.${number}`),
        );
    }
  });

  it('writes what comes together from the other server together', async () => {
    const pairs = await connectFour();
    const writes = pairs.slice(0, 3).map(({ socket }) => vi.spyOn(tcpSocketOf(socket), 'write'));
    for (const number of numbers(200)) servers[0]!.io.emit('number', number);
    await untilAll(pairs, 199);
    for (const { received } of pairs) expect(received).toEqual(numbers(200));
    for (const write of writes) expect(write.mock.calls.length).toBeLessThan(50);
  });

  it('reaches rooms and spares exceptions on both, and lets sockets of the other join, leave and go', async () => {
    const pairs = await connectFour();
    const [first, , third] = pairs as [Pair, Pair, Pair, Pair];
    const { io } = servers[0]!;
    io.in([first.socket.id, third.socket.id]).socketsJoin('room');
    io.to('room').emit('text', '1');
    io.to('room').except(third.socket.id).emit('text', '2');
    io.in(third.socket.id).socketsLeave('room');
    io.to('room').emit('text', '3');
    io.emit('text', 'end');
    await untilAll(pairs, 'end');
    expect(pairs.map(({ received }) => received)).toEqual([
      ['1', '2', '3', 'end'],
      ['end'],
      ['1', 'end'],
      ['end'],
    ]);
    const found = new Set((await io.fetchSockets()).map(({ id }) => id));
    for (const { socket } of pairs) expect(found).toContain(socket.id);
    const gone = new Promise((resolve) => third.client.once('disconnect', resolve));
    io.in(third.socket.id).disconnectSockets(true);
    expect(await gone).toBe('io server disconnect');
  });

  it('collects acknowledgements of both', async () => {
    const pairs = await connectFour();
    for (const { socket } of pairs) await socket.join('asked');
    const answers = (await servers[0]!.io
      .timeout(5000)
      .to('asked')
      .emitWithAck('text', 'question')) as unknown[];
    expect(answers).toHaveLength(4);
  });
});
