import { randomUUID } from 'node:crypto';
import type { RoomId, UserId } from '@carillon/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aDraft } from '../../test/factories/drafts.js';
import { WriteQueue, type Waiting } from './write-queue.js';

// Any texts will do; the queue only tells them apart.
const room = (name: string) => name as RoomId;
const user = (name: string) => name as UserId;

function waiting(roomName: string, content: string, token: string | null = null, author = 'one'): Waiting {
  const draft = aDraft(room(roomName), user(author), { content, clientRequestToken: token });
  return { draft, deadline: 0, place: undefined, settle: () => undefined, fail: () => undefined };
}

function aQueue(...items: Waiting[]): WriteQueue {
  const queue = new WriteQueue();
  for (const item of items) queue.push(item);
  return queue;
}

const contentsOf = (batch: Waiting[]) => batch.map((item) => item.draft.content);

describe('the queue of drafts', () => {
  it('hands the drafts of a room out in their order', () => {
    const queue = aQueue(waiting('a', '1'), waiting('b', '2'), waiting('a', '3'));
    expect(contentsOf(queue.take(10))).toEqual(['1', '3', '2']);
  });

  it('keeps a room back until what it is writing is released', () => {
    const queue = aQueue(waiting('a', '1'));
    const batch = queue.take(10);
    queue.push(waiting('a', '2'));
    queue.push(waiting('b', '3'));
    expect(contentsOf(queue.take(10))).toEqual(['3']);
    queue.release(batch);
    expect(contentsOf(queue.take(10))).toEqual(['2']);
  });

  it('lets a room that waited go before one that was just written', () => {
    const queue = aQueue(waiting('a', '1'), waiting('a', '2'), waiting('a', '3'), waiting('b', '4'));
    queue.release(queue.take(2));
    expect(contentsOf(queue.take(2))).toEqual(['4', '3']);
  });

  it('takes at most as many as asked for, across rooms', () => {
    const queue = aQueue(...['1', '2', '3'].map((text) => waiting(text, text)), waiting('1', '4'));
    expect(contentsOf(queue.take(3))).toEqual(['1', '4', '2']);
    expect(queue.size).toBe(1);
  });

  it('never puts two drafts of one request into one batch', () => {
    const token = randomUUID();
    const queue = aQueue(waiting('a', '1', token), waiting('a', '2', token), waiting('a', '3'));
    const first = queue.take(10);
    queue.release(first);
    expect([contentsOf(first), contentsOf(queue.take(10))]).toEqual([['1'], ['2', '3']]);
  });

  it('lets two people use the same token in one batch', () => {
    const token = randomUUID();
    const queue = aQueue(waiting('a', '1', token), waiting('a', '2', token, 'other'));
    expect(contentsOf(queue.take(10))).toEqual(['1', '2']);
  });

  it('drains what waits and leaves what is under way', () => {
    const queue = aQueue(waiting('a', '1'), waiting('b', '2'));
    const batch = queue.take(1);
    queue.push(waiting('a', '3'));
    expect(contentsOf(queue.drain()).sort()).toEqual(['2', '3']);
    queue.push(waiting('a', '4'));
    expect([queue.size, queue.take(10)]).toEqual([1, []]);
    queue.release(batch);
    expect(contentsOf(queue.take(10))).toEqual(['4']);
  });

  it('loses, doubles and reorders nothing, whatever is pushed, taken and released when', () => {
    fc.assert(fc.property(fc.commands(anyCommands, { size: '+1' }), runCommands), { numRuns: 300 });
  });
});

/** What must be true: per room the drafts in order, and which rooms are being written. */
type Model = { rooms: Map<string, string[]>; underWay: Waiting[][] };
type Command = fc.Command<Model, WriteQueue>;

let count = 0;

class Push implements Command {
  constructor(
    private readonly roomName: string,
    private readonly token: string | null,
  ) {}
  check = () => true;
  run({ rooms }: Model, queue: WriteQueue) {
    count += 1;
    rooms.set(this.roomName, [...(rooms.get(this.roomName) ?? []), String(count)]);
    queue.push(waiting(this.roomName, String(count), this.token));
  }
  toString = () => `push(${this.roomName}, ${String(this.token)})`;
}

class Take implements Command {
  constructor(private readonly max: number) {}
  check = () => true;
  run(model: Model, queue: WriteQueue) {
    const batch = queue.take(this.max);
    expect(batch.length).toBeLessThanOrEqual(this.max);
    const busy = roomsOf(model.underWay.flat());
    const isAnyReady = [...model.rooms].some(([name, left]) => left.length > 0 && !busy.has(name));
    expect(batch.length > 0).toBe(isAnyReady);
    for (const { draft } of batch) {
      expect(busy).not.toContain(draft.roomId);
      expect(model.rooms.get(draft.roomId)?.shift()).toBe(draft.content);
    }
    const keys = batch.filter(({ draft }) => draft.clientRequestToken !== null);
    expect(new Set(keys.map(({ draft }) => `${draft.roomId} ${String(draft.clientRequestToken)}`)).size).toBe(
      keys.length,
    );
    if (batch.length > 0) model.underWay.push(batch);
    expect(queue.size).toBe([...model.rooms.values()].flat().length);
  }
  toString = () => `take(${this.max})`;
}

class Release implements Command {
  check = ({ underWay }: Readonly<Model>) => underWay.length > 0;
  run({ underWay }: Model, queue: WriteQueue) {
    queue.release(underWay.shift() ?? []);
  }
  toString = () => 'release';
}

const anyCommands = [
  fc
    .tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom(null, null, 'x', 'y'))
    .map(([name, token]) => new Push(name, token)),
  fc.integer({ min: 1, max: 5 }).map((max) => new Take(max)),
  fc.constant(new Release()),
];

function roomsOf(batch: Waiting[]): Set<string> {
  return new Set(batch.map((item) => item.draft.roomId));
}

function runCommands(commands: Iterable<Command>): void {
  fc.modelRun(() => ({ model: { rooms: new Map(), underWay: [] }, real: new WriteQueue() }), commands);
}
