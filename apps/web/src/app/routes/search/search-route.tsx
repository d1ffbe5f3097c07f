import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { roomsQuery } from '../../../features/rooms/api';
import { untilLoaded } from '../../../shared/page/until-loaded';
import { Skeleton } from '../../../shared/ui/skeleton';

const SearchPage = lazy(async () => ({
  default: (await untilLoaded(() => import('../../../features/search/search-page'))).SearchPage,
}));

/** The page of search, which is loaded when somebody searches. */
export function SearchRoute() {
  const { data: rooms = [] } = useQuery(roomsQuery);
  return (
    <Suspense fallback={<Skeleton label="Loading search" rows={3} />}>
      <SearchPage
        rooms={rooms.filter(({ kind }) => kind === 'room').map(({ name }) => name)}
        people={['me']}
        nameOfRoom={(roomId) => rooms.find(({ id }) => id === roomId)?.name}
      />
    </Suspense>
  );
}
