import { listMessageChanges } from '@carillon/client';
import { limits, type RoomId } from '@carillon/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { http } from '../../../shared/http/http';
import { isPassing } from '../../../shared/http/query-client';
import { patchTimeline, readAnew, readTimeline } from '../api';
import { caughtUp, lacksChanges } from './change-cursor';
import { withAnswered } from './changes';

/** Pages of changes that are read; beyond that the messages on hand are read again. */
const maxPages = 5;

/**
 * Reads the changes of messages on hand that nobody heard of. Calls for one room at the same time are one reading.
 * Fails quietly, as `catchUp` does.
 */
export async function catchUpChanges(queryClient: QueryClient, roomId: RoomId): Promise<void> {
  try {
    await queryClient.query({
      queryKey: ['changes-catch-up', roomId],
      queryFn: ({ signal }) => readChanges(queryClient, roomId, signal),
      staleTime: 0,
      gcTime: 0,
      retry: (failures, error) => failures < 3 && isPassing(error),
    });
  } catch (error) {
    console.warn('The changes missed could not be read yet.', error);
  }
}

async function readChanges(queryClient: QueryClient, roomId: RoomId, signal: AbortSignal): Promise<number> {
  let pages = 0;
  for (;;) {
    const asked = readTimeline(queryClient, roomId)?.cursor;
    if (!asked || !lacksChanges(asked)) return asked?.known ?? 0;
    let after: number | null = asked.known;
    while (after !== null) {
      pages += 1;
      if (pages > maxPages) {
        await readAnew(queryClient, roomId, signal);
        return asked.known;
      }
      const page = await listMessageChanges(http, roomId, { after, limit: limits.pages.maxSize }, signal);
      after = page.nextCursor === null ? null : Number(page.nextCursor);
      const isLast = after === null;
      patchTimeline(queryClient, roomId, (timeline) => ({
        ...withAnswered(timeline, page.items),
        cursor: isLast ? caughtUp(timeline.cursor, asked, page.lastChange) : timeline.cursor,
      }));
    }
  }
}
