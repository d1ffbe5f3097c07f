import { describe, expect, it } from 'vitest';
import { audit, Books, textOf, type Entry, type Outcome, type Seen, type Stored } from './books.js';

const roomId = 'room';

function anEntry(number: number, outcome: Outcome | undefined, change: Partial<Entry> = {}): Entry {
  return {
    number,
    roomId,
    sentAt: 0,
    outcome,
    status: 200,
    messageId: `m${number}`,
    afterMs: 1,
    complaint: undefined,
    ...change,
  };
}

const aMessage = (seq: number, change: Partial<Stored> = {}): Stored => ({
  id: `m${seq}`,
  roomId,
  seq,
  content: textOf(seq, 3),
  ...change,
});

const aReader = (...shown: string[]): Seen => ({
  name: 'reader 1',
  shown: new Map([[roomId, shown]]),
  faults: [],
  streams: new Map(),
});

const aStream = (change: { repeated?: number[]; late?: number[]; leftOut?: number[] }): Seen => ({
  ...aReader('m1', 'm2'),
  streams: new Map([[roomId, [{ repeated: [], late: [], leftOut: [], ...change }]]]),
});

const problems = (entries: Entry[], stored: Stored[], readers: Seen[] = []) =>
  audit(entries, stored, readers).problems;

const two = [anEntry(1, 'accepted'), anEntry(2, 'accepted')];
const bothStored = [aMessage(1), aMessage(2)];

describe('the books', () => {
  it('agree where all is well', () => {
    expect(problems(two, bothStored, [aReader('m1', 'm2')])).toEqual([]);
  });

  it('agree where a lost or refused post is stored once or not at all', () => {
    expect(problems([anEntry(1, 'lost'), anEntry(2, 'refused')], bothStored)).toEqual([]);
    expect(problems([anEntry(1, 'lost'), anEntry(2, 'refused')], [])).toEqual([]);
  });

  it('agree where a connection left out what was stored without an acknowledgement', () => {
    const reader = aStream({ leftOut: [1] });
    expect(problems([anEntry(1, 'refused'), anEntry(2, 'accepted')], bothStored, [reader])).toEqual([]);
  });

  it('count what was refused and is stored', () => {
    expect(audit([anEntry(1, 'refused'), anEntry(2, 'refused')], [aMessage(1)], []).storedThoughRefused).toBe(
      1,
    );
  });

  it.each<[string, Entry[], Stored[], Seen[], RegExp]>([
    [
      'an acknowledged post that is not stored',
      two,
      [aMessage(1)],
      [],
      /2 was acknowledged and is not stored/,
    ],
    [
      'a post stored twice',
      two,
      [...bothStored, aMessage(3, { content: textOf(2) })],
      [],
      /2 is stored 2 times/,
    ],
    [
      'a lost post stored twice',
      [anEntry(1, 'lost')],
      [aMessage(1), aMessage(2, { content: textOf(1) })],
      [],
      /1 is stored 2 times/,
    ],
    [
      "another message's id",
      [anEntry(1, 'accepted', { messageId: 'm9' })],
      [aMessage(1)],
      [],
      /id of another/,
    ],
    [
      'an answer that is neither 200, 429 nor 503',
      [anEntry(1, 'wrong', { status: 500 })],
      [],
      [],
      /answered 500/,
    ],
    ['a post without an answer', [anEntry(1, 'silent')], [], [], /no answer in time/],
    ['a post that never ended', [anEntry(1, undefined)], [], [], /never ended/],
    [
      'a refusal without Retry-After',
      [anEntry(1, 'refused', { complaint: 'no Retry-After' })],
      [],
      [],
      /no Retry-After/,
    ],
    ['a gap in seq', two, [aMessage(1), aMessage(2, { seq: 3 })], [], /gap or a repetition/],
    ['a reader that misses one', two, bothStored, [aReader('m1')], /shows 1 of 2/],
    ['a reader in another order', two, bothStored, [aReader('m2', 'm1')], /differs from number 1/],
    ['a reader that shows one twice', two, bothStored, [aReader('m1', 'm1', 'm2')], /differs from number 2/],
    [
      'a reader that shows what is not stored',
      two,
      bothStored,
      [aReader('m1', 'm2', 'm3')],
      /1 messages that are not stored/,
    ],
    ['a doubled event', two, bothStored, [aStream({ repeated: [2] })], /message 2 twice/],
    ['a late event', two, bothStored, [aStream({ late: [1] })], /message 1 after a later one/],
    ['an acknowledged message left out', two, bothStored, [aStream({ leftOut: [2] })], /not sent message 2/],
    [
      'what a reader complains of',
      two,
      bothStored,
      [{ ...aReader('m1', 'm2'), faults: ['was turned away'] }],
      /turned away/,
    ],
  ])('tell %s', (_words, entries, stored, readers, words) => {
    expect(problems(entries, stored, readers).join('\n')).toMatch(words);
  });

  it('allow several servers that events pass each other or are left out, not that one comes twice', () => {
    const found = (reader: Seen) => audit(two, bothStored, [reader], false).problems;
    expect(found(aStream({ late: [1], leftOut: [2] }))).toEqual([]);
    expect(found(aStream({ repeated: [2] }))).toHaveLength(1);
  });

  it('number what is sent, and find it by its outcome', () => {
    const books = new Books();
    books.open(roomId).outcome = 'accepted';
    books.open(roomId).outcome = 'lost';
    expect(books.of('lost').map(({ number }) => number)).toEqual([2]);
  });
});
