import { searchMessages } from '@carillon/client';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { http } from '../../shared/http/http';

/** What a line of search finds, page behind page. */
export function searchQuery(q: string) {
  return infiniteQueryOptions({
    queryKey: ['search', q],
    queryFn: ({ pageParam, signal }) =>
      searchMessages(http, { q, timeZone: timeZoneHere(), cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    enabled: q !== '',
    // Asking again means wanting to know again.
    staleTime: 0,
    refetchOnMount: false,
  });
}

function timeZoneHere(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
