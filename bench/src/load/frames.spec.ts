import { describe, expect, it } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { clientFrame, FrameReader } from './frames.js';
import { postText, readNumber, writeNumber } from './post-text.js';
import { Reader } from './reader.js';

/** As a server sends it. */
function serverFrame(payload: Buffer): Buffer {
  const { length } = payload;
  const long = Buffer.alloc(10);
  long.writeUInt8(127, 1);
  long.writeUIntBE(length, 4, 6);
  const header =
    length < 126
      ? Buffer.from([0, length])
      : length < 65_536
        ? Buffer.from([0, 126, length >> 8, length & 255])
        : long;
  header[0] = 0x81;
  return Buffer.concat([header, payload]);
}

describe('the frames of a server', () => {
  const payloads = [0, 1, 125, 126, 300, 65_535, 65_536, 70_000, 5].map((length, index) =>
    Buffer.alloc(length, index + 1),
  );
  const stream = Buffer.concat(payloads.map(serverFrame));

  it.each([1, 2, 3, 7, 1000, 65_536, stream.length])('are found in pieces of %d bytes', (size) => {
    const found: Buffer[] = [];
    const reader = new FrameReader((buffer, start, end) =>
      found.push(Buffer.from(buffer.subarray(start, end))),
    );
    // Byte by byte through two hundred kilobytes would copy them as often; the first frames are enough there.
    const [bytes, expected] =
      size < 1000 ? [stream.subarray(0, 1000), payloads.slice(0, 5)] : [stream, payloads];
    for (let at = 0; at < bytes.length; at += size) reader.read(Buffer.from(bytes.subarray(at, at + size)));
    expect(found.slice(0, expected.length)).toEqual(expected);
  });
});

describe('a post', () => {
  it('has 200 bytes and a number that can be changed in place and read back', () => {
    const buffer = Buffer.from(`{"content":"${postText(1)}"}`);
    const at = buffer.indexOf('~');
    writeNumber(buffer, at, 90_817_263);
    expect(readNumber(buffer, at)).toBe(90_817_263);
    expect(buffer.toString()).toBe(`{"content":"${postText(90_817_263)}"}`);
    expect(Buffer.byteLength(postText(7))).toBe(200);
    expect(postText(7).slice(9)).not.toContain('~');
  });
});

describe('a reader', () => {
  it('counts posts, tells their order, and speaks with a real WebSocket server', async () => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
    const seen: number[] = [];
    const connected = once(server, 'connection');
    const { port } = server.address() as AddressInfo;
    const opening = Reader.open({ port, wire: 'socket.io' }, (number) => seen.push(number));
    const [socket] = (await connected) as [WebSocket];
    socket.send('0{"sid":"x"}');
    const [joined] = (await once(socket, 'message')) as [Buffer];
    expect(joined.toString()).toBe('40');
    socket.send('40{"sid":"y"}');
    const reader = await opening;
    for (const number of [3, 1, 2]) socket.send(JSON.stringify({ content: postText(number) }));
    socket.send('2');
    const [answer] = (await once(socket, 'message')) as [Buffer];
    expect(answer.toString()).toBe('3');
    expect(seen).toEqual([3, 1, 2]);
    expect(reader.count).toBe(3);
    reader.close();
    server.close();
  });
});

it('masks what a client sends', () => {
  expect([...clientFrame('40')]).toEqual([0x81, 0x82, 0, 0, 0, 0, 0x34, 0x30]);
});
