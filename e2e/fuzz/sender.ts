import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Random } from './random.js';
import { someRequest, type FuzzRequest } from './requests.js';

export type FuzzAnswer = { status: number; isLast: boolean; body: string };

/** What one connection was for, and what came of it. */
export type Exchange = {
  requests: FuzzRequest[];
  answers: FuzzAnswer[];
  /** Whether the sender left before it could have been answered. */
  hasLeft: boolean;
};

/** Longest wait for a server that says nothing; beyond the time that it gives to a body. */
const patienceMs = 15_000;
/** How long a sender of nonsense waits for a word before it leaves. */
const lingerMs = 30;

/** Sends up to five requests over one connection, in pieces, and reads what comes back. */
export async function exchange(
  random: Random,
  port: number,
  path: () => string,
  mark: () => string,
): Promise<Exchange> {
  const requests = someRequests(random, path, mark);
  const ending = endingFor(random, requests);
  const bytes = Buffer.concat(requests.map((request) => request.bytes));
  const sent = ending === 'vanish' ? bytes.subarray(0, random.int(0, bytes.length)) : bytes;
  const pieces = inPieces(random, sent);

  const socket = connect({ port, host: '127.0.0.1', noDelay: true, ...someAddress(random) });
  const received: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => received.push(chunk));
  // The server may cut the connection at any byte of nonsense; what it said before that counts.
  socket.on('error', () => undefined);
  await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
  for (const piece of pieces) {
    if (!socket.destroyed) socket.write(piece);
    await nextTurn();
  }
  if (ending === 'finish') socket.end();
  const read = () => readAnswers(Buffer.concat(received), requests);
  if (ending === 'vanish') socket.destroy();
  else await answered(socket, ending, () => read().length >= requests.length);
  socket.destroy();
  return { requests, answers: read(), hasLeft: ending === 'vanish' || ending === 'linger' };
}

function someRequests(random: Random, path: () => string, mark: () => string): FuzzRequest[] {
  const requests: FuzzRequest[] = [];
  const count = random.chance(0.8) ? 1 : random.int(2, 5);
  while (requests.length < count && (requests.at(-1)?.isWhole ?? true))
    requests.push(someRequest(random, path(), mark()));
  return requests;
}

/** `wait` for every answer, `finish` our side and wait, `linger` for a moment, `vanish` in the middle. */
type Ending = 'wait' | 'finish' | 'linger' | 'vanish';

function endingFor(random: Random, requests: FuzzRequest[]): Ending {
  if (random.chance(0.05)) return 'vanish';
  const isWhole = requests.every((request) => request.isWhole);
  if (isWhole) return random.chance(0.1) ? 'finish' : 'wait';
  return random.chance(0.2) ? 'finish' : 'linger';
}

function inPieces(random: Random, bytes: Buffer): Buffer[] {
  if (random.chance(0.7)) return [bytes];
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const size = random.int(1, Math.max(1, Math.ceil(bytes.length / 3)));
    pieces.push(bytes.subarray(at, at + size));
    at += size;
  }
  return pieces;
}

/** Linux answers on the whole of 127.0.0.0/8, so that no guard per address takes the run for one bad sender. */
function someAddress(random: Random): { localAddress?: string } {
  if (process.platform !== 'linux') return {};
  return { localAddress: `127.${random.int(1, 250)}.${random.int(1, 250)}.${random.int(1, 250)}` };
}

async function answered(socket: Socket, ending: Ending, isComplete: () => boolean): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ending === 'linger' ? lingerMs : patienceMs);
    const stop = () => {
      clearTimeout(timer);
      resolve();
    };
    const look = () => {
      if (isComplete()) stop();
    };
    socket.on('data', look).once('close', stop).once('end', stop);
    if (socket.destroyed) stop();
    look();
  });
}

function readAnswers(bytes: Buffer, requests: FuzzRequest[]): FuzzAnswer[] {
  const answers: FuzzAnswer[] = [];
  for (let rest = bytes; ;) {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) return answers;
    const head = rest.subarray(0, end).toString('latin1');
    const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1]);
    const isInterim = status < 200;
    const hasBody = !isInterim && requests[answers.length]?.method !== 'HEAD';
    const length = hasBody ? Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? 0) : 0;
    if (rest.length < end + 4 + length) return answers;
    const body = rest.subarray(end + 4, end + 4 + length).toString();
    if (!isInterim) answers.push({ status, isLast: /^connection: close$/im.test(head), body });
    rest = rest.subarray(end + 4 + length);
  }
}
