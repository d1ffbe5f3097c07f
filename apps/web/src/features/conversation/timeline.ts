import type { AttachmentView, MessageView } from '@carillon/contracts';
import { changeOf, cursorAt, withPageAt, type ChangeCursor } from './changes/change-cursor';
import type { PendingChange } from './changes/pending';

/** How a message of the reader stands that is not among the others yet. */
export type UnsentState =
  /** Waits for its turn or for a connection. */
  | { state: 'waiting' }
  /** Is on its way; whether it arrived is not known yet. */
  | { state: 'sending' }
  /** Is stored; it stays here until everything before it has arrived. */
  | { state: 'stored' }
  /** Was refused; it stays until the reader tries again or takes it away. */
  | { state: 'failed'; reason: string };

export type UnsentMessage = {
  clientRequestToken: string;
  content: string;
  /** Files that are uploaded already. */
  attachments: readonly AttachmentView[];
  writtenAt: string;
} & UnsentState;

/**
 * What is known of one room's messages: one part of its history, and what the reader wrote. Unless `hasNewer`, the part
 * reaches the latest message, and grows by what arrives.
 */
export type Timeline = {
  /** Without a gap, oldest first. */
  messages: readonly MessageView[];
  /** Newer ones that arrived before what lies between; never shown until that is here. Oldest first. */
  ahead: readonly MessageView[];
  hasOlder: boolean;
  /** More lies behind the newest here: what arrives is counted, not added. */
  hasNewer: boolean;
  /** Number of the newest message heard of. */
  lastSeq: number;
  /** Another number for each part of the history that took the place of the one before. */
  part: number;
  /** In the order they were written. */
  unsent: readonly UnsentMessage[];
  /** How far the changes of messages are known that are there already. */
  cursor: ChangeCursor;
  /** Changes of the reader's that the server has not answered yet. */
  pending: readonly PendingChange[];
};

/**
 * One part of the history as it was read; pages come newest first. `lastChange` is up to which change of the room it
 * shows its messages; a lower number only means that more is read again.
 */
export type Part = {
  page: readonly MessageView[];
  hasOlder: boolean;
  hasNewer: boolean;
  lastChange?: number;
};

const nothing: Timeline = {
  messages: [],
  ahead: [],
  hasOlder: true,
  hasNewer: true,
  lastSeq: 0,
  part: 0,
  unsent: [],
  cursor: cursorAt(0),
  pending: [],
};

/** A timeline that starts with the newest page. */
export function openTimeline(newestPage: readonly MessageView[], hasOlder: boolean): Timeline {
  return withPart(nothing, { page: newestPage, hasOlder, hasNewer: false });
}

/** Shows another part of the history. What is unsent stays, except what turns out to be stored. */
export function withPart(before: Timeline | undefined, read: Part): Timeline {
  const { page, hasOlder, hasNewer, lastChange = 0 } = read;
  const { ahead, lastSeq, part, unsent, cursor, pending } = before ?? nothing;
  const messages = page.toReversed();
  const timeline: Timeline = {
    messages,
    ahead: [],
    hasOlder,
    hasNewer,
    lastSeq: Math.max(lastSeq, messages.at(-1)?.seq ?? 0),
    part: part + 1,
    unsent: withoutTokens(unsent, messages),
    cursor: { ...withPageAt(cursor, lastChange), known: lastChange },
    pending,
  };
  return hasNewer ? timeline : withNewer(timeline, ahead);
}

/** Number of the newest message on hand; 0 in an empty room. */
export function newestSeq(timeline: Timeline): number {
  return timeline.messages.at(-1)?.seq ?? 0;
}

/** Whether a timeline that should reach the latest message lacks some of what was heard of. */
export function isBehind(timeline: Timeline, lastSeq = 0): boolean {
  return !timeline.hasNewer && Math.max(timeline.lastSeq, lastSeq) > newestSeq(timeline);
}

/** Whether a place can be shown as it is, with something above it: the number of a message, or the latest. */
export function covers(timeline: Timeline, place: Place): boolean {
  if (place === 'latest') return !timeline.hasNewer;
  const { messages, hasOlder, hasNewer } = timeline;
  const oldest = messages[0]?.seq ?? 0;
  const isAfterStart = hasOlder ? oldest < place : oldest <= place;
  return messages.length > 0 && isAfterStart && (place <= newestSeq(timeline) || !hasNewer);
}

/** Where in the history: the number of a message, or where it ends. */
export type Place = number | 'latest';

/**
 * Takes in messages that are newer than those on hand, in any order and any number of times: from a socket, from
 * the answer to a post, from a page. Each is shown once, and only when everything before it is.
 */
export function withNewer(timeline: Timeline, arrived: readonly MessageView[]): Timeline {
  const lastSeq = arrived.reduce((last, { seq }) => Math.max(last, seq), timeline.lastSeq);
  if (timeline.hasNewer) return lastSeq === timeline.lastSeq ? timeline : { ...timeline, lastSeq };
  const newest = newestSeq(timeline);
  const bySeq = newestViews([...timeline.ahead, ...arrived]);
  const fresh = [...bySeq.values()].filter(({ seq }) => seq > newest).toSorted((a, b) => a.seq - b.seq);
  const connected = fresh.filter(({ seq }, index) => seq === newest + 1 + index);
  const ahead = fresh.slice(connected.length);
  return {
    ...timeline,
    messages: connected.length > 0 ? [...timeline.messages, ...connected] : timeline.messages,
    ahead,
    lastSeq,
    unsent: withoutTokens(
      timeline.unsent,
      [...bySeq.values()].filter((message) => !ahead.includes(message)),
    ),
  };
}

/** Of each message the view that shows more of its changes: what was posted may be heard of after an edit of it. */
function newestViews(messages: readonly MessageView[]): Map<number, MessageView> {
  const bySeq = new Map<number, MessageView>();
  for (const message of messages) {
    const known = bySeq.get(message.seq);
    if (!known || changeOf(message) >= changeOf(known)) bySeq.set(message.seq, message);
  }
  return bySeq;
}

function withoutTokens(
  unsent: readonly UnsentMessage[],
  stored: readonly MessageView[],
): readonly UnsentMessage[] {
  if (unsent.length === 0) return unsent;
  const tokens = new Set(stored.map((message) => message.clientRequestToken));
  return unsent.filter(({ clientRequestToken }) => !tokens.has(clientRequestToken));
}

/** Puts a page of older messages, newest first, in front. Those already there, and a page that does not connect, are left out. */
export function withOlder(
  timeline: Timeline,
  page: readonly MessageView[],
  before: number,
  hasOlder: boolean,
): Timeline {
  if (timeline.messages[0]?.seq !== before) return timeline;
  const older = page.filter(({ seq }) => seq < before).toReversed();
  return { ...timeline, messages: [...older, ...timeline.messages], hasOlder };
}

/** Puts a page of newer messages, newest first, behind those on hand. A page that does not connect is left out. */
export function withNewerPage(
  timeline: Timeline,
  page: readonly MessageView[],
  after: number,
  hasNewer: boolean,
): Timeline {
  if (newestSeq(timeline) !== after) return timeline;
  return { ...withNewer({ ...timeline, hasNewer: false }, page.toReversed()), hasNewer };
}

/** Stops following what arrives, where more was missed than this first page of it: it can be read on from here. */
export function leftBehind(timeline: Timeline, page: readonly MessageView[], after: number): Timeline {
  return withNewerPage({ ...timeline, ahead: [], hasNewer: true }, page, after, true);
}

/**
 * Keeps `keep` messages around the one that the reader looks at, where there are more than `max`. What lies farther
 * away is read again when they get there.
 */
export function bounded(timeline: Timeline, looksAt: number, max: number, keep: number): Timeline {
  const { messages } = timeline;
  if (messages.length <= max) return timeline;
  const place = looksAt - (messages[0]?.seq ?? 0);
  const start = Math.min(Math.max(place - Math.floor(keep / 2), 0), messages.length - keep);
  const cutsEnd = start + keep < messages.length;
  return {
    ...timeline,
    messages: messages.slice(start, start + keep),
    ahead: cutsEnd ? [] : timeline.ahead,
    hasOlder: timeline.hasOlder || start > 0,
    hasNewer: timeline.hasNewer || cutsEnd,
  };
}

/** What stays of a timeline when its room is closed: the latest messages, or, where it does not reach them, none. */
export function closed(timeline: Timeline, keep: number): Timeline {
  if (timeline.hasNewer) return { ...timeline, messages: [], hasOlder: true };
  return bounded(timeline, newestSeq(timeline), keep, keep);
}

/** Adds a message the reader has just written. */
export function withUnsent(timeline: Timeline, message: UnsentMessage): Timeline {
  return { ...timeline, unsent: [...timeline.unsent, message] };
}

/** Takes a message away that was never sent. */
export function withoutUnsent(timeline: Timeline, token: string): Timeline {
  return {
    ...timeline,
    unsent: timeline.unsent.filter(({ clientRequestToken }) => clientRequestToken !== token),
  };
}

/** Changes how an unsent message stands. */
export function withUnsentState(timeline: Timeline, token: string, next: UnsentState): Timeline {
  return {
    ...timeline,
    unsent: timeline.unsent.map((message) => {
      if (message.clientRequestToken !== token) return message;
      const { clientRequestToken, content, attachments, writtenAt } = message;
      return { clientRequestToken, content, attachments, writtenAt, ...next };
    }),
  };
}

/** The message whose turn it is: messages leave one after the other, so that they arrive in the order written. */
export function nextToSend(timeline: Timeline): UnsentMessage | null {
  if (timeline.unsent.some(({ state }) => state === 'sending')) return null;
  return timeline.unsent.find(({ state }) => state === 'waiting') ?? null;
}
