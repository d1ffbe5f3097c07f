import { once } from 'node:events';
import { limits } from '@carillon/contracts';
import { Adapter } from 'socket.io-adapter';
import type { Socket } from 'socket.io';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { SocketServer, tcpSocketOf, type Pair } from '../../../test/support/socket-server.js';
import { FanOut, slowReaderReason } from './fan-out.js';
import { fanOutAdapter } from './fan-out-adapter.js';

describe('the fan-out', () => {
  let server: SocketServer;
  const start = async (...options: Parameters<typeof SocketServer.start>) => {
    server = await SocketServer.start(...options);
  };
  afterEach(() => server.stop());

  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
  const countWrites = ({ socket }: Pair) => vi.spyOn(tcpSocketOf(socket), 'write');
  const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

  it('writes the 300 packets of one turn to each socket at once, in their order', async () => {
    await start();
    const pairs = [await server.connect(), await server.connect(), await server.connect()];
    const writes = pairs.map(countWrites);
    for (const number of numbers(300)) server.io.emit('number', number);
    for (const { until } of pairs) await until(299);
    for (const { received } of pairs) expect(received).toEqual(numbers(300));
    for (const write of writes) expect(write).toHaveBeenCalledTimes(1);
    // The same bytes, not copies of them.
    expect(writes[1]!.mock.calls[0]![0]).toBe(writes[0]!.mock.calls[0]![0]);
  });

  it('writes what goes to different rooms of one turn at once, in the order of the calls', async () => {
    await start();
    const pairs = [await server.connect(), await server.connect()];
    for (const { socket } of pairs) await socket.join('both');
    await pairs[0]!.socket.join('first');
    const writes = pairs.map(countWrites);
    for (const number of numbers(90))
      server.io.to(number % 3 === 0 ? 'first' : 'both').emit('number', number);
    for (const { until } of pairs) await until(89);
    expect(pairs[0]!.received).toEqual(numbers(90));
    expect(pairs[1]!.received).toEqual(numbers(90).filter((number) => number % 3 !== 0));
    for (const write of writes) expect(write).toHaveBeenCalledTimes(1);
  });

  it('writes a turn of over 256 KiB before it ends', async () => {
    await start();
    const pair = await server.connect();
    const write = countWrites(pair);
    for (const number of numbers(30)) server.io.emit('number', number, 'x'.repeat(10_000));
    expect(write).toHaveBeenCalledTimes(1);
    await pair.until(29);
    expect(pair.received).toEqual(numbers(30));
  });

  it('gathers three times as long as the writing before took, and not at all when there was time in between', async () => {
    let nowMs = 0;
    await start({ now: () => nowMs });
    const pair = await server.connect();
    const write = countWrites(pair);
    write.mockImplementationOnce(() => {
      nowMs += 5;
      return true;
    });
    server.io.emit('number', 'lost by the spy');
    await nextTurn();
    expect(write).toHaveBeenCalledTimes(1);
    nowMs += 14;
    for (const number of numbers(10)) {
      server.io.emit('number', number);
      await nextTurn();
    }
    expect(write).toHaveBeenCalledTimes(1);
    await pair.until(9);
    expect(pair.received).toEqual(numbers(10));
    expect(write).toHaveBeenCalledTimes(2);
    nowMs += 1;
    server.io.emit('number', 10);
    await nextTurn();
    expect(write).toHaveBeenCalledTimes(3);
  });

  describe('keeps the order of the calls', () => {
    /** Every way a packet can take, one after the other. */
    const send = ({ io }: SocketServer, { socket }: Pair, number: number) => {
      const ways = [
        () => io.emit('number', number),
        () => io.to(socket.id).emit('number', number),
        () => io.emit('number', number),
        () => socket.emit('number', number),
        () => io.emit('number', number, Buffer.from([number % 256])),
        () => io.to('all').emit('number', number),
        () => io.timeout(60_000).emit('number', number, () => undefined),
        () => socket.emit('number', number, () => undefined),
        () => io.except('nobody').emit('number', number),
      ];
      ways[number % ways.length]!();
    };

    it.each([
      ['WebSocket', { transports: ['websocket'] }, {}],
      ['polling', { transports: ['polling'] }, {}],
      ['WebSocket with compression', { transports: ['websocket'] }, { perMessageDeflate: { threshold: 1 } }],
    ])('for %s, over 900 packets of every kind', async (_words, options, serverOptions) => {
      await start({ server: serverOptions });
      const pair = await server.connect(options);
      await pair.socket.join('all');
      for (const number of numbers(900)) {
        send(server, pair, number);
        if (number % 40 === 0) await nextTurn();
      }
      await pair.until(899);
      expect(pair.received).toEqual(numbers(900));
    });

    it('while a client goes over from polling to WebSocket', async () => {
      await start();
      const pair = await server.connect({ transports: ['polling', 'websocket'] });
      await pair.socket.join('all');
      let sent = 0;
      while (pair.socket.conn.transport.name === 'polling' || sent % 50 !== 0) {
        send(server, pair, sent);
        sent += 1;
        await nextTurn();
      }
      for (const number of numbers(100)) send(server, pair, sent + number);
      await pair.until(sent + 99);
      expect(pair.received).toEqual(numbers(sent + 100));
      expect(pair.socket.conn.transport.name).toBe('websocket');
    });

    it('of each room for readers on different transports at once', async () => {
      await start();
      const pairs = [
        await server.connect(),
        await server.connect({ transports: ['polling'] }),
        await server.connect({ transports: ['polling', 'websocket'] }),
      ];
      for (const number of numbers(500)) {
        server.io.emit('number', number);
        if (number % 7 === 0) await nextTurn();
      }
      for (const { received, until } of pairs) {
        await until(499);
        expect(received).toEqual(numbers(500));
      }
    });
  });

  it.each([
    ['a header of 2 bytes', 100],
    ['125 bytes, the last with that header', 125 - '42["text",""]'.length],
    ['126 bytes, the first with one of 4', 126 - '42["text",""]'.length],
    ['65535 bytes, the last with that one', 65_535 - '42["text",""]'.length],
    ['65536 bytes, the first with one of 10', 65_536 - '42["text",""]'.length],
    ['a megabyte', 1_000_000],
  ])('frames %s', async (_words, length) => {
    await start({ server: { maxHttpBufferSize: 2_000_000 } });
    const pair = await server.connect();
    server.io.emit('text', 'x'.repeat(length));
    server.io.emit('text', 'é€🚀'.repeat(Math.floor(length / 9)));
    server.io.emit('text', 'end');
    await pair.until('end');
    expect(pair.received).toEqual(['x'.repeat(length), 'é€🚀'.repeat(Math.floor(length / 9)), 'end']);
  });

  describe('goes to who is in the room at the moment of the call', () => {
    it('when members leave and join within the turn', async () => {
      await start();
      const [first, second] = [await server.connect(), await server.connect()];
      await first.socket.join('room');
      const emit = (text: string) => server.io.to('room').emit('text', text);
      emit('1');
      server.io.in(second.socket.id).socketsJoin('room');
      emit('2');
      server.io.in(first.socket.id).socketsLeave('room');
      emit('3');
      server.io.to('room').except(second.socket.id).emit('text', 'nobody');
      server.io.emit('text', 'end');
      for (const { until } of [first, second]) await until('end');
      expect(first.received).toEqual(['1', '2', 'end']);
      expect(second.received).toEqual(['2', '3', 'end']);
    });

    it('when one disconnects within the turn, or is disconnected', async () => {
      await start();
      const [first, second, third] = [await server.connect(), await server.connect(), await server.connect()];
      server.io.emit('text', '1');
      first.socket.disconnect(true);
      server.io.emit('text', '2');
      second.client.disconnect();
      await once(second.socket as unknown as NodeJS.EventEmitter, 'disconnect');
      server.io.emit('text', 'end');
      await third.until('end');
      await first.until('1');
      expect(first.received).toEqual(['1']);
      expect(third.received).toEqual(['1', '2', 'end']);
    });

    it('when one connects within the turn', async () => {
      await start();
      const first = await server.connect();
      server.io.on('connection', (socket: Socket) => {
        server.io.emit('text', 'welcome');
        socket.emit('text', 'to you');
        server.io.emit('text', 'end');
      });
      const second = await server.connect();
      for (const { until } of [first, second]) await until('end');
      expect(first.received).toEqual(['welcome', 'end']);
      expect(second.received).toEqual(['welcome', 'to you', 'end']);
    });
  });

  it('tells listeners of outgoing packets', async () => {
    await start();
    const { socket, until } = await server.connect();
    const seen: unknown[] = [];
    socket.onAnyOutgoing((...values: unknown[]) => seen.push(values));
    server.io.emit('text', '1');
    await until('1');
    expect(seen).toEqual([['text', '1']]);
  });

  describe('a reader that stops reading', () => {
    const text = 'x'.repeat(16_384);
    /** Sends as a busy server does, turn by turn, until it has been disconnected. */
    const sendUntilDropped = async (isGone: () => boolean) => {
      let sent = 0;
      for (; !isGone() && sent < 5000; sent += 1) {
        server.io.emit('number', sent, text);
        await nextTurn();
      }
      return sent;
    };

    it('is disconnected once 1 MiB waits for it, with a reason; others get everything', async () => {
      await start();
      const other = await server.connect();
      const { slow, socket } = await stalledReader();
      const sent = await sendUntilDropped(() => !socket.connected);
      expect(server.slowReaders).toEqual([socket.conn]);
      expect(tcpSocketOf(socket).writableLength).toBeLessThanOrEqual(limits.sockets.maxWaitingBytes + 200);
      server.io.emit('number', sent);
      await other.until(sent);
      expect(other.received).toEqual(numbers(sent + 1));
      slow.resume();
      const [code, reason] = (await once(slow, 'close')) as [number, Buffer];
      expect([code, reason.toString()]).toEqual([1013, slowReaderReason]);
    });

    it('gets all that was sent before, in order, when it reads on in time', async () => {
      await start();
      const { slow, socket, texts } = await stalledReader();
      const tcp = tcpSocketOf(socket);
      let sent = 0;
      for (; tcp.writableLength === 0; sent += 1) {
        server.io.emit('number', sent, text);
        await nextTurn();
      }
      slow.resume();
      server.io.emit('number', 'end');
      const expected: unknown[] = [...numbers(sent), 'end'];
      while (!texts.at(-1)?.includes('"end"')) await once(slow, 'message');
      expect(texts.map((packet) => (JSON.parse(packet.slice(2)) as unknown[])[1])).toEqual(expected);
      expect(server.slowReaders).toEqual([]);
    });

    it('is disconnected from polling likewise', async () => {
      await start({ maxWaitingBytes: 100_000 });
      const other = await server.connect();
      const poll = (query: string, body?: string) =>
        fetch(
          `http://127.0.0.1:${server.port}/socket.io/?EIO=4&transport=polling${query}`,
          body === undefined ? {} : { method: 'POST', body },
        );
      const opened = (await (await poll('')).text()).slice(1);
      const { sid } = JSON.parse(opened) as { sid: string };
      await poll(`&sid=${sid}`, '40');
      const connected = await (await poll(`&sid=${sid}`)).text();
      const { sid: socketId } = JSON.parse(connected.slice(2)) as { sid: string };
      const socket = server.io.sockets.sockets.get(socketId)!;
      const sent = await sendUntilDropped(() => !socket.connected);
      // 100 KB that wait, and at most the 256 KiB of one writing.
      expect(sent).toBeLessThan(25);
      expect(server.slowReaders).toEqual([socket.conn]);
      await other.until(sent - 1);
      expect(other.received).toEqual(numbers(sent));
    });

    async function stalledReader() {
      const slow = new WebSocket(`ws://127.0.0.1:${server.port}/socket.io/?EIO=4&transport=websocket`);
      const texts: string[] = [];
      await once(slow, 'message');
      const connected = once(slow, 'message');
      slow.send('40');
      const [answer] = (await connected) as [Buffer];
      slow.on('message', (data: Buffer) => texts.push(data.toString()));
      slow.pause();
      const { sid } = JSON.parse(answer.toString().slice(2)) as { sid: string };
      return { slow, texts, socket: server.io.sockets.sockets.get(sid)! };
    }
  });

  it('refuses to start on an adapter that broadcasts in another way', async () => {
    await start();
    const fanOut = new FanOut({ maxWaitingBytes: 1, onSlowReader: () => undefined });
    const make = fanOutAdapter(fanOut, (namespace) =>
      Object.assign(new Adapter(namespace), { _encode: undefined }),
    );
    expect(() => server.io.adapter(make).of('/other')).toThrow('broadcasts in another way');
  });
});
