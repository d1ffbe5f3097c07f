import { listMessages, type HistoryRequest } from '@carillon/client';
import { limits, type MessagePage, type RoomId } from '@carillon/contracts';
import { queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { http } from '../../shared/http/http';
import { isPassing } from '../../shared/http/query-client';
import { withPageAt } from './changes/change-cursor';
import {
  bounded,
  closed,
  covers,
  isBehind,
  leftBehind,
  newestSeq,
  withNewer,
  withNewerPage,
  withOlder,
  withPart,
  type Part,
  type Place,
  type Timeline,
} from './timeline';

/** Messages kept of a room that is not on screen; beyond twice as many, those that arrive push out the oldest. */
const keptWhenClosed = 300;

/** Messages on hand of the open room, beyond which those far from the reader are forgotten, and how many stay. */
const onHand = { max: 800, keep: 500 };

/** Read at once by scrolling. */
const pageSize = 100;

/** Read around a place in the history: enough for a screen on both sides of it. */
const around = { older: 30, newer: 40 };

/**
 * The messages of a room. The one copy of them: pages, sockets and answers to posts all come together here, through
 * the pure functions of `timeline.ts`. It stays when the room is closed, so that coming back costs no waiting.
 */
export function timelineQuery(roomId: RoomId, place: Place = 'latest') {
  return queryOptions({
    queryKey: ['timeline', roomId],
    queryFn: async ({ signal, client }): Promise<Timeline> => {
      const part = await readPart(roomId, place, signal);
      return withPart(readTimeline(client, roomId), part);
    },
    // What is unsent must not be forgotten; the messages themselves are bounded, here and when the room is closed.
    gcTime: Infinity,
    // Messages are replaced, never changed in place: looking for equal ones would cost more than it saves.
    structuralSharing: false,
    refetchOnMount: ({ state }) => (state.data && covers(state.data, place) ? false : 'always'),
  });
}

/** Reads the part of a room's history around a place. */
async function readPart(roomId: RoomId, place: Place, signal?: AbortSignal): Promise<Part> {
  if (place === 'latest') {
    const page = await listMessages(http, roomId, { limit: limits.pages.defaultSize }, signal);
    return {
      page: page.items,
      hasOlder: page.nextCursor !== null,
      hasNewer: false,
      lastChange: page.lastChange,
    };
  }
  const before = place + around.newer + 1;
  const limit = around.older + around.newer + 1;
  const page = await listMessages(http, roomId, { before, limit }, signal);
  const newest = page.items[0]?.seq ?? 0;
  return {
    page: page.items,
    hasOlder: page.nextCursor !== null,
    hasNewer: newest === before - 1,
    lastChange: page.lastChange,
  };
}

/** What is known of a room's messages, without asking. */
export function readTimeline(queryClient: QueryClient, roomId: RoomId): Timeline | undefined {
  return queryClient.getQueryData(timelineQuery(roomId).queryKey);
}

/** Changes what is known of a room's messages; nothing if it was never opened. */
export function patchTimeline(
  queryClient: QueryClient,
  roomId: RoomId,
  patch: (timeline: Timeline) => Timeline,
): void {
  queryClient.setQueryData(timelineQuery(roomId).queryKey, (timeline) => timeline && patch(timeline));
}

/** Forgets what nobody looks at when the room is closed. */
export function closeTimeline(queryClient: QueryClient, roomId: RoomId): void {
  patchTimeline(queryClient, roomId, (timeline) => closed(timeline, keptWhenClosed));
}

/** Keeps what arrives in a closed room from growing without end. */
export function boundClosedTimeline(queryClient: QueryClient, roomId: RoomId): void {
  patchTimeline(queryClient, roomId, (timeline) =>
    bounded(timeline, newestSeq(timeline), 2 * keptWhenClosed, keptWhenClosed),
  );
}

/** Forgets what lies far from where the reader of the open room is. */
export function boundTimeline(queryClient: QueryClient, roomId: RoomId, looksAt: number): void {
  patchTimeline(queryClient, roomId, (timeline) => bounded(timeline, looksAt, onHand.max, onHand.keep));
}

/** Whether `boundTimeline` would forget something. */
export function isTooLong(timeline: Timeline): boolean {
  return timeline.messages.length > onHand.max;
}

/**
 * Makes a place in the history part of what is on hand, reading it if it is not. Whether a message of that number
 * still exists is not said.
 */
export async function bringPlace(
  queryClient: QueryClient,
  roomId: RoomId,
  place: Place,
): Promise<'here' | 'failed'> {
  const timeline = readTimeline(queryClient, roomId);
  if (!timeline || covers(timeline, place)) return 'here';
  try {
    const part = await readPart(roomId, place);
    patchTimeline(queryClient, roomId, (current) => withPart(current, part));
    return 'here';
  } catch (error) {
    console.warn('A part of the history could not be read.', error);
    return 'failed';
  }
}

/**
 * Reads what is missing behind the newest message on hand. Calls for one room at the same time are one reading.
 * Fails quietly: the next event, connection or opening tries again, and the banner says that we are offline.
 */
export async function catchUp(queryClient: QueryClient, roomId: RoomId): Promise<void> {
  try {
    await queryClient.query({
      queryKey: ['timeline-catch-up', roomId],
      queryFn: ({ signal }) => readMissing(queryClient, roomId, signal),
      staleTime: 0,
      gcTime: 0,
      retry: (failures, error) => failures < 3 && isPassing(error),
    });
  } catch (error) {
    console.warn('The messages missed could not be read yet.', error);
  }
}

/** Answers the number after which it read last. Where a page is not enough, the reader goes on from where they are. */
async function readMissing(queryClient: QueryClient, roomId: RoomId, signal: AbortSignal): Promise<number> {
  const timeline = readTimeline(queryClient, roomId);
  if (!timeline || timeline.hasNewer) return 0;
  const after = newestSeq(timeline);
  const page = await readPage(queryClient, roomId, { after, limit: limits.pages.maxSize }, signal);
  const isTooMuch = page.nextCursor !== null;
  patchTimeline(queryClient, roomId, (current) =>
    isTooMuch ? leftBehind(current, page.items, after) : withNewer(current, page.items),
  );
  const caughtUp = readTimeline(queryClient, roomId);
  const isStillBehind = caughtUp !== undefined && isBehind(caughtUp) && newestSeq(caughtUp) > after;
  return isStillBehind ? readMissing(queryClient, roomId, signal) : after;
}

/** Reads a page to put beside the messages on hand, and notes which changes it may lack. */
async function readPage(
  queryClient: QueryClient,
  roomId: RoomId,
  request: HistoryRequest,
  signal?: AbortSignal,
): Promise<MessagePage> {
  const page = await listMessages(http, roomId, request, signal);
  patchTimeline(queryClient, roomId, (timeline) => ({
    ...timeline,
    cursor: withPageAt(timeline.cursor, page.lastChange),
  }));
  return page;
}

/** Reads what is on hand again, where more of it changed than can be read change by change. */
export async function readAnew(queryClient: QueryClient, roomId: RoomId, signal: AbortSignal): Promise<void> {
  const timeline = readTimeline(queryClient, roomId);
  const middle = timeline?.messages[Math.floor(timeline.messages.length / 2)]?.seq;
  const part = await readPart(roomId, timeline?.hasNewer ? (middle ?? 'latest') : 'latest', signal);
  patchTimeline(queryClient, roomId, (current) => withPart(current, part));
}

/** Reads the page above the oldest message on hand. */
export function useLoadOlder(roomId: RoomId) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const before = readTimeline(queryClient, roomId)?.messages[0]?.seq;
      if (before === undefined) return;
      const page = await readPage(queryClient, roomId, { before, limit: pageSize });
      patchTimeline(queryClient, roomId, (timeline) =>
        withOlder(timeline, page.items, before, page.nextCursor !== null),
      );
    },
  });
}

/** Reads the page below the newest message on hand, and follows what arrives once that is the latest. */
export function useLoadNewer(roomId: RoomId) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const timeline = readTimeline(queryClient, roomId);
      if (!timeline?.hasNewer) return;
      const after = newestSeq(timeline);
      const page = await readPage(queryClient, roomId, { after, limit: pageSize });
      patchTimeline(queryClient, roomId, (current) =>
        withNewerPage(current, page.items, after, page.nextCursor !== null),
      );
      const current = readTimeline(queryClient, roomId);
      if (page.items.length > 0 && current && isBehind(current)) void catchUp(queryClient, roomId);
    },
  });
}
