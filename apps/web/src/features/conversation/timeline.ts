import type { MessageView } from '@carillon/contracts';

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

export type UnsentMessage = { clientRequestToken: string; content: string; writtenAt: string } & UnsentState;

/** What is known of one room's messages. */
export type Timeline = {
  /** Without a gap, oldest first, up to the newest that connects to them. */
  messages: readonly MessageView[];
  /** Newer ones that arrived before what lies between; never shown until that is here. Oldest first. */
  ahead: readonly MessageView[];
  hasOlder: boolean;
  /** In the order they were written. */
  unsent: readonly UnsentMessage[];
};

/** A timeline that starts with the newest page. Pages come newest first. */
export function openTimeline(newestPage: readonly MessageView[], hasOlder: boolean): Timeline {
  return { messages: newestPage.toReversed(), ahead: [], hasOlder, unsent: [] };
}

/** Number of the newest message on screen; 0 in an empty room. */
export function newestSeq(timeline: Timeline): number {
  return timeline.messages.at(-1)?.seq ?? 0;
}

/** Whether messages are missing between what is on screen and the newest one heard of. */
export function isBehind(timeline: Timeline, lastSeq = 0): boolean {
  return timeline.ahead.length > 0 || lastSeq > newestSeq(timeline);
}

/**
 * Takes in messages that are newer than those on screen, in any order and any number of times: from a socket, from
 * the answer to a post, from a page. Each is shown once, and only when everything before it is.
 */
export function withNewer(timeline: Timeline, arrived: readonly MessageView[]): Timeline {
  const newest = newestSeq(timeline);
  const bySeq = new Map([...timeline.ahead, ...arrived].map((message) => [message.seq, message]));
  const fresh = [...bySeq.values()].filter(({ seq }) => seq > newest).toSorted((a, b) => a.seq - b.seq);
  const connected = fresh.filter(({ seq }, index) => seq === newest + 1 + index);
  const ahead = fresh.slice(connected.length);
  return {
    ...timeline,
    messages: connected.length > 0 ? [...timeline.messages, ...connected] : timeline.messages,
    ahead,
    unsent: withoutTokens(
      timeline.unsent,
      [...bySeq.values()].filter((message) => !ahead.includes(message)),
    ),
  };
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

/** Starts again from the newest page, where too much was missed to read it all. What is unsent stays. */
export function restartedFrom(
  timeline: Timeline,
  newestPage: readonly MessageView[],
  hasOlder: boolean,
): Timeline {
  const fresh = openTimeline(newestPage, hasOlder);
  const ahead = timeline.ahead.filter(({ seq }) => seq > newestSeq(fresh));
  const restarted = { ...fresh, unsent: withoutTokens(timeline.unsent, newestPage) };
  return withNewer(restarted, ahead);
}

/** Forgets the oldest messages beyond `keep`; they can be read again by scrolling up. */
export function trimmed(timeline: Timeline, keep: number): Timeline {
  if (timeline.messages.length <= keep) return timeline;
  return { ...timeline, messages: timeline.messages.slice(-keep), hasOlder: true };
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
      const { clientRequestToken, content, writtenAt } = message;
      return { clientRequestToken, content, writtenAt, ...next };
    }),
  };
}

/** The message whose turn it is: messages leave one after the other, so that they arrive in the order written. */
export function nextToSend(timeline: Timeline): UnsentMessage | null {
  if (timeline.unsent.some(({ state }) => state === 'sending')) return null;
  return timeline.unsent.find(({ state }) => state === 'waiting') ?? null;
}
