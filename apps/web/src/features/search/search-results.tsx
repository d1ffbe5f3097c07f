import { ApiError } from '@carillon/client';
import type { FoundMessagePage, RoomId } from '@carillon/contracts';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { isPassing } from '../../shared/http/query-client';
import { Button } from '../../shared/ui/button';
import { EmptyState } from '../../shared/ui/empty-state';
import { ErrorState } from '../../shared/ui/error-state';
import { Skeleton } from '../../shared/ui/skeleton';
import { dateOf } from '../../shared/ui/times';
import { FoundMessage } from './found-message';
import styles from './search-page.module.css';

type Props = {
  q: string;
  found: UseInfiniteQueryResult<InfiniteData<FoundMessagePage>>;
  nameOfRoom: (roomId: RoomId) => string | undefined;
};

/** What was found, newest first. */
export function SearchResults({ q, found, nameOfRoom }: Props) {
  if (found.isPending) return <Skeleton label="Searching" rows={6} />;
  if (!found.data && !isPassing(found.error) && !isTooMany(found.error))
    return (
      <EmptyState icon={<SearchX />} title="This cannot be searched for">
        <p role="alert">{found.error.message}</p>
      </EmptyState>
    );
  if (!found.data)
    return (
      <ErrorState
        title="The search came to nothing"
        error={found.error}
        isRetrying={found.isFetching}
        onRetry={() => void found.refetch()}
      />
    );
  const messages = found.data.pages.flatMap(({ items }) => items);
  const backTo = found.data.pages.at(-1)?.searchedBackTo ?? null;
  if (messages.length === 0 && !found.hasNextPage) return <Nothing q={q} />;
  const today = new Date().toDateString();
  return (
    <section aria-label={`Results for ${q}`} aria-busy={found.isFetching}>
      <p role="status" className={styles.count}>
        {countOf(messages.length, found.hasNextPage)}
      </p>
      <ol className={styles.list} onKeyDown={moveFocus}>
        {messages.map((message) => (
          <FoundMessage
            key={message.id}
            message={message}
            roomName={nameOfRoom(message.room.id) ?? message.room.name}
            today={today}
          />
        ))}
      </ol>
      {found.hasNextPage && (
        <div className={styles.more}>
          {backTo !== null && <p>Searched back to {dateOf(backTo)}. There may be older ones.</p>}
          {found.isFetchNextPageError && <p role="alert">{found.error.message}</p>}
          <Button isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {backTo === null ? 'Show older results' : 'Search further back'}
          </Button>
        </div>
      )}
    </section>
  );
}

function Nothing({ q }: { q: string }) {
  return (
    <EmptyState icon={<SearchX />} title="Nothing found">
      <p>
        No message in your rooms says <b dir="auto">{q}</b>. Try fewer words, the beginning of a word with a
        star (deploy*), or another spelling.
      </p>
    </EmptyState>
  );
}

/** After a while the same search may be asked again. */
function isTooMany(error: Error): boolean {
  return error instanceof ApiError && error.status === 429;
}

function countOf(count: number, isMore: boolean): string {
  if (isMore) return count === 0 ? 'Nothing yet' : `The newest ${String(count)} messages`;
  return count === 1 ? '1 message' : `${String(count)} messages`;
}

/** The arrows lead from one result to the next. */
function moveFocus(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a')];
  const place = links.findIndex((link) => link === document.activeElement);
  const next = links[place + (event.key === 'ArrowDown' ? 1 : -1)];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
