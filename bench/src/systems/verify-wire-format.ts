import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { io, type Socket } from 'socket.io-client';
import { postText } from '../load/post-text.js';
import { Poster } from '../load/poster.js';
import { Reader } from '../load/reader.js';
import type { Product } from './product.js';
import type { Scene } from './scene.js';

const number = 12_345_678;
const timeoutMs = 10_000;

/**
 * Proves that the readers of the benchmark are told what real clients are told: Socket.IO's own client gets a whole
 * message by WebSocket and by polling, and our reader the same post.
 * @throws Error if not
 */
export async function verifyWireFormat(product: Product, scene: Scene): Promise<void> {
  const [address] = scene.readers(1);
  const [posting] = scene.posters(1);
  if (address === undefined || posting === undefined) throw new Error('There is nobody to verify with.');
  const headers = { cookie: address.cookie ?? '' };
  const clients = ['websocket', 'polling'].map((transport) =>
    io(product.url, { transports: [transport], extraHeaders: headers, reconnection: false, forceNew: true }),
  );
  await Promise.all(clients.map((client) => next(client, 'connect')));
  const seen: number[] = [];
  let hear: () => void = () => undefined;
  const heard = new Promise<void>((resolve) => {
    hear = resolve;
  });
  const reader = await Reader.open(address, (found) => {
    seen.push(found);
    hear();
  });
  const poster = await Poster.open(posting);
  const messages = Promise.all(clients.map((client) => next(client, 'message:created')));
  await new Promise((resolve) => {
    poster.post(number, resolve);
  });
  await Promise.race([heard, sleep(timeoutMs)]);
  const [first, second] = (await messages) as [{ content?: string }, unknown];
  for (const client of clients) client.disconnect();
  reader.close();
  poster.close();
  if (first.content !== postText(number) || !isDeepStrictEqual(first, second) || seen[0] !== number)
    throw new Error(`The readers do not agree: ${JSON.stringify({ first, second, seen })}`);
}

function next(client: Socket, event: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`No ${event} in time.`));
    }, timeoutMs);
    client.once('connect_error', reject);
    client.once(event, (value: unknown) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}
