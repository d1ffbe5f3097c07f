import { ApiError, ConnectionError } from '@carillon/client';
import { MutationCache, notifyManager, QueryCache, QueryClient } from '@tanstack/react-query';

const maxRetries = 3;

// Before the next key press rather than after the next timer: a second Enter finds the form busy and sends nothing.
notifyManager.setScheduler(queueMicrotask);

/** The cache of what the server said. `onSignedOut` is called when any answer shows that the session has ended. */
export function createQueryClient(onSignedOut: (queryClient: QueryClient) => void): QueryClient {
  function notice(error: Error): void {
    if (error instanceof ApiError && error.code === 'NOT_SIGNED_IN') onSignedOut(queryClient);
  }
  const queryClient: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: notice }),
    mutationCache: new MutationCache({ onError: notice }),
    defaultOptions: {
      queries: {
        // Sockets keep the cache fresh, and every connection made refetches what may have been missed.
        staleTime: Infinity,
        refetchOnWindowFocus: false,
        // A browser's idea of being offline is often wrong; try, and show what came of it.
        networkMode: 'always',
        retry: (failures, error) => failures < maxRetries && isPassing(error),
        retryDelay: (failures) => Math.min(1000 * 2 ** failures, 8000),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
  return queryClient;
}

/** Whether trying again may help by itself. */
export function isPassing(error: Error): boolean {
  return error instanceof ConnectionError || (error instanceof ApiError && error.status >= 500);
}
