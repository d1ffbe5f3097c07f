import { changePerson, listPeople } from '@carillon/client';
import type { Page, PersonView } from '@carillon/contracts';
import {
  infiniteQueryOptions,
  keepPreviousData,
  useMutation,
  useQueryClient,
  type InfiniteData,
} from '@tanstack/react-query';
import { http } from '../../shared/http/http';

/** Everybody whose name, alias or address holds these letters, page by page. */
export function peopleQuery(search: string) {
  return infiniteQueryOptions({
    queryKey: ['people', search],
    queryFn: ({ pageParam, signal }) =>
      listPeople(
        http,
        { ...(search !== '' && { search }), ...(pageParam !== null && { cursor: pageParam }) },
        signal,
      ),
    // The type of the cursors to come, of which the first page has none.
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    // People sign up meanwhile.
    staleTime: 0,
  });
}

/** Deactivates an account, or reactivates it; every list that shows it follows. */
export function useChangePerson() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ userId, deactivatedAt }: PersonView) =>
      changePerson(http, userId, { isDeactivated: deactivatedAt === null }),
    onSuccess: (changed) => {
      queryClient.setQueriesData<InfiniteData<Page<PersonView>>>(
        { queryKey: ['people'] },
        (people) => people && { ...people, pages: people.pages.map((page) => withPerson(page, changed)) },
      );
    },
  });
}

function withPerson(page: Page<PersonView>, changed: PersonView): Page<PersonView> {
  return {
    ...page,
    items: page.items.map((person) => (person.userId === changed.userId ? changed : person)),
  };
}
