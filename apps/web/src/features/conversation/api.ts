import { listMessages } from '@carillon/client';
import { limits, type RoomId } from '@carillon/contracts';
import { queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { http } from '../../shared/http/http';
import { isPassing } from '../../shared/http/query-client';
import {
  isBehind,
  newestSeq,
  openTimeline,
  restartedFrom,
  trimmed,
  withNewer,
  withOlder,
  type Timeline,
} from './timeline';

/** Messages kept of a room that is not on screen, and of one whose reader stands at the end. */
const keptAtTheEnd = 300;

/** Pages read to fill a gap; beyond that the conversation starts again from its newest page. */
const maxCatchUpPages = 5;

/**
 * The messages of a room. The one copy of them: pages, sockets and answers to posts all come together here, through
 * the pure functions of `timeline.ts`. It stays when the room is closed, so that coming back costs no waiting.
 */
export function timelineQuery(roomId: RoomId, unreadCount = 0) {
  return queryOptions({
    queryKey: ['timeline', roomId],
    queryFn: async ({ signal }) => {
      const page = await listMessages(http, roomId, { limit: firstPageSize(unreadCount) }, signal);
      return openTimeline(page.items, page.nextCursor !== null);
    },
    // What is unsent must not be forgotten; the messages themselves are trimmed when the room is closed.
    gcTime: Infinity,
  });
}

/** Enough to open at the first unread message, with some context above it. */
function firstPageSize(unreadCount: number): number {
  return Math.min(limits.pages.maxSize, Math.max(limits.pages.defaultSize, unreadCount + 20));
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

/** Forgets what lies far back. */
export function trimTimeline(queryClient: QueryClient, roomId: RoomId): void {
  patchTimeline(queryClient, roomId, (timeline) => trimmed(timeline, keptAtTheEnd));
}

/**
 * Reads what is missing behind the newest message on screen. Calls for one room at the same time are one reading.
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

async function readMissing(queryClient: QueryClient, roomId: RoomId, signal: AbortSignal): Promise<number> {
  for (let pages = 0; pages < maxCatchUpPages; pages += 1) {
    const timeline = readTimeline(queryClient, roomId);
    if (!timeline) return 0;
    const after = newestSeq(timeline);
    const page = await listMessages(http, roomId, { after, limit: limits.pages.maxSize }, signal);
    patchTimeline(queryClient, roomId, (current) => withNewer(current, page.items));
    const caughtUp = readTimeline(queryClient, roomId);
    if (page.nextCursor === null && !(caughtUp && isBehind(caughtUp))) return after;
  }
  return restart(queryClient, roomId, signal);
}

async function restart(queryClient: QueryClient, roomId: RoomId, signal: AbortSignal): Promise<number> {
  const page = await listMessages(http, roomId, { limit: limits.pages.defaultSize }, signal);
  patchTimeline(queryClient, roomId, (timeline) =>
    restartedFrom(timeline, page.items, page.nextCursor !== null),
  );
  return page.items[0]?.seq ?? 0;
}

/** Pages read to reach a message that an address names; what lies farther back is not worth the waiting. */
const maxPagesBack = 20;

/** Reads older messages until one of this number is among them. Whether that message still exists is not said. */
export async function readBackTo(
  queryClient: QueryClient,
  roomId: RoomId,
  seq: number,
): Promise<'reached' | 'tooFar' | 'failed'> {
  for (let pages = 0; pages < maxPagesBack; pages += 1) {
    const timeline = readTimeline(queryClient, roomId);
    const before = timeline?.messages[0]?.seq;
    if (before === undefined || before <= seq || !timeline?.hasOlder) return 'reached';
    try {
      const page = await listMessages(http, roomId, { before, limit: limits.pages.maxSize });
      patchTimeline(queryClient, roomId, (current) =>
        withOlder(current, page.items, before, page.nextCursor !== null),
      );
    } catch (error) {
      console.warn('The messages before one that an address names could not be read.', error);
      return 'failed';
    }
  }
  return 'tooFar';
}

/** Reads the page above the oldest message on screen. */
export function useLoadOlder(roomId: RoomId) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const before = readTimeline(queryClient, roomId)?.messages[0]?.seq;
      if (before === undefined) return;
      const page = await listMessages(http, roomId, { before, limit: limits.pages.defaultSize });
      patchTimeline(queryClient, roomId, (timeline) =>
        withOlder(timeline, page.items, before, page.nextCursor !== null),
      );
    },
  });
}
