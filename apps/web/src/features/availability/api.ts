import { changeAvailability, readAvailability } from '@carillon/client';
import type { AvailabilityChange, MyAvailabilityView } from '@carillon/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { http } from '../../shared/http/http';
import { patchable, patchQuery } from '../../shared/http/patched-query';
import { showToast } from '../../shared/ui/toasts';

/** What I chose about how I am to be reached. */
export const myAvailabilityQuery = queryOptions({
  queryKey: ['my-availability'],
  queryFn: patchable(({ signal }) => readAvailability(http, signal)),
});

/** Shown as chosen at once; where the server refuses, it goes back and the reason is said. */
export function useChangeAvailability() {
  const queryClient = useQueryClient();
  const { queryKey } = myAvailabilityQuery;
  return useMutation({
    mutationFn: (change: AvailabilityChange) => changeAvailability(http, change),
    onMutate: (change) => {
      const before = queryClient.getQueryData(queryKey);
      patchQuery<MyAvailabilityView>(queryClient, queryKey, (mine) => withChange(mine, change));
      return before;
    },
    onError: (error, _change, before) => {
      if (before) patchQuery<MyAvailabilityView>(queryClient, queryKey, () => before);
      showToast(error.message);
    },
    onSuccess: (mine) => {
      patchQuery<MyAvailabilityView>(queryClient, queryKey, () => mine);
    },
  });
}

/** What the server will make of a change. */
export function withChange(mine: MyAvailabilityView, change: AvailabilityChange): MyAvailabilityView {
  const { choice, until = null, status } = change;
  return {
    ...mine,
    ...(choice !== undefined && { choice, until: choice === 'automatic' ? null : until }),
    ...(status !== undefined && {
      status: status && {
        text: status.text ?? null,
        emoji: status.emoji ?? null,
        until: status.until ?? null,
      },
    }),
  };
}
