import { groupBy } from '../group-by.js';
import type { Stream } from './timeline.js';

/** What its sender knows of a post. */
export type Outcome =
  /** Answered 200 (201 for a member's message) with an id. */
  | 'accepted'
  /** Answered 429 or 503: it must not be stored. */
  | 'refused'
  /** The connection broke before the answer: it may be stored. */
  | 'lost'
  /** No answer in time. */
  | 'silent'
  /** Any other answer. */
  | 'wrong';

/** One post or message: who sends what, and what came back. */
export type Entry = {
  /** Stands in the text, so that it is known again wherever it turns up. */
  readonly number: number;
  readonly roomId: string;
  /** Unit: monotonic milliseconds. */
  readonly sentAt: number;
  outcome: Outcome | undefined;
  status: number | undefined;
  messageId: string | undefined;
  /** From sending to the answer. Unit: milliseconds. */
  afterMs: number;
  /** What is wrong with the answer itself. */
  complaint: string | undefined;
};

/** A message as the database has it. */
export type Stored = {
  readonly id: string;
  readonly roomId: string;
  readonly seq: number;
  readonly content: string;
};

/** What one reader has on screen at the end, and what is wrong with how it came. */
export type Seen = {
  readonly name: string;
  /** Ids in the order on screen, by room. */
  readonly shown: ReadonlyMap<string, readonly string[]>;
  /** A complaint of its own, such as that it was turned away. */
  readonly faults: readonly string[];
  /** What came over each connection, by room. */
  readonly streams: ReadonlyMap<string, readonly Pick<Stream, 'repeated' | 'late' | 'leftOut'>[]>;
};

const prefix = 'fault ';

/** The text of a post. `padding`: further characters. */
export function textOf(number: number, padding = 0): string {
  return `${prefix}${number}${padding > 0 ? ` ${'x'.repeat(padding)}` : ''}`;
}

function numberOf({ content }: Stored): number {
  return content.startsWith(prefix) ? parseInt(content.slice(prefix.length), 10) : NaN;
}

/** The book of everything sent. */
export class Books {
  readonly entries: Entry[] = [];

  open(roomId: string): Entry {
    const entry: Entry = {
      number: this.entries.length + 1,
      roomId,
      sentAt: performance.now(),
      outcome: undefined,
      status: undefined,
      messageId: undefined,
      afterMs: 0,
      complaint: undefined,
    };
    this.entries.push(entry);
    return entry;
  }

  of(outcome: Outcome): Entry[] {
    return this.entries.filter((entry) => entry.outcome === outcome);
  }
}

/**
 * Every way in which the books do not agree, as sentences. Refused posts that are stored are counted apart.
 *
 * @param isOneServer then whoever is connected is told of every message before its sender is answered, in order.
 *   Several servers tell each other, so events may pass each other, or be lost with Redis: readers put that right.
 */
export function audit(
  entries: readonly Entry[],
  stored: readonly Stored[],
  readers: readonly Seen[],
  isOneServer = true,
): { problems: string[]; storedThoughRefused: number } {
  const byNumber = groupBy(stored, numberOf);
  return {
    problems: [
      ...entries.flatMap((entry) => auditAnswer(entry)),
      ...entries.flatMap((entry) => auditStored(entry, byNumber.get(entry.number) ?? [])),
      ...auditOrder(stored),
      ...auditReaders(stored, readers),
      ...auditRepetitions(readers),
      ...(isOneServer ? auditStreams(entries, stored, readers) : []),
    ],
    storedThoughRefused: entries.filter(
      ({ outcome, number }) => outcome === 'refused' && byNumber.has(number),
    ).length,
  };
}

function auditAnswer({ number, outcome, status, complaint }: Entry): string[] {
  if (outcome === undefined) return [`post ${number} was never ended`];
  if (outcome === 'silent') return [`post ${number} got no answer in time`];
  if (outcome === 'wrong') return [`post ${number} was answered ${status ?? ''} ${complaint ?? ''}`];
  return complaint === undefined ? [] : [`post ${number}: ${complaint}`];
}

function auditStored({ number, outcome, messageId }: Entry, copies: readonly Stored[]): string[] {
  if (copies.length > 1) return [`post ${number} is stored ${copies.length} times`];
  if (outcome !== 'accepted') return [];
  if (copies.length === 0) return [`post ${number} was acknowledged and is not stored`];
  return copies[0]?.id === messageId
    ? []
    : [`post ${number} was acknowledged with the id of another message`];
}

function auditOrder(stored: readonly Stored[]): string[] {
  return [...groupBy(stored, ({ roomId }) => roomId).values()].flatMap((messages) =>
    messages.every(({ seq }, index) => seq === index + 1)
      ? []
      : [`the numbers of room ${messages[0]?.roomId ?? ''} have a gap or a repetition`],
  );
}

function auditReaders(stored: readonly Stored[], readers: readonly Seen[]): string[] {
  const byRoom = groupBy(stored, ({ roomId }) => roomId);
  return readers.flatMap((reader) => [
    ...reader.faults.map((fault) => `${reader.name} ${fault}`),
    ...[...reader.shown].flatMap(([roomId, shown]) =>
      compare(
        reader.name,
        shown,
        (byRoom.get(roomId) ?? []).map(({ id }) => id),
      ),
    ),
  ]);
}

function auditRepetitions(readers: readonly Seen[]): string[] {
  return readers.flatMap(({ name, streams }) =>
    [...streams.values()]
      .flat()
      .flatMap(({ repeated }) =>
        repeated.map((seq) => `${name} was sent message ${seq} twice on one connection`),
      ),
  );
}

function auditStreams(
  entries: readonly Entry[],
  stored: readonly Stored[],
  readers: readonly Seen[],
): string[] {
  const accepted = new Set(
    entries.filter(({ outcome }) => outcome === 'accepted').map(({ messageId }) => messageId),
  );
  const place = (roomId: string, seq: number) => `${roomId} ${seq}`;
  const idAt = new Map(stored.map(({ id, roomId, seq }) => [place(roomId, seq), id]));
  return readers.flatMap(({ name, streams }) =>
    [...streams].flatMap(([roomId, ofRoom]) =>
      ofRoom.flatMap(({ late, leftOut }) => [
        ...late.map((seq) => `${name} was sent message ${seq} after a later one`),
        ...leftOut
          .filter((seq) => accepted.has(idAt.get(place(roomId, seq))))
          .map((seq) => `${name} was connected and was not sent message ${seq}, which was acknowledged`),
      ]),
    ),
  );
}

function compare(name: string, shown: readonly string[], stored: readonly string[]): string[] {
  const at = stored.findIndex((id, index) => shown[index] !== id);
  if (at >= 0)
    return [`${name} shows ${shown.length} of ${stored.length} messages, and differs from number ${at + 1}`];
  const phantoms = shown.length - stored.length;
  return phantoms > 0 ? [`${name} shows ${phantoms} messages that are not stored`] : [];
}
