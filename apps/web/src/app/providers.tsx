import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { forgetSession } from '../features/session/api';
import { createQueryClient } from '../shared/http/query-client';
import { untilLoaded } from '../shared/page/until-loaded';

// Not needed for the first paint, so it comes right behind it; what is said until then waits.
const Toasts = lazy(async () => ({
  default: (await untilLoaded(() => import('../shared/ui/toast'))).Toasts,
}));

type Props = {
  children: ReactNode;
  /** For tests: a cache that they fill themselves. */
  queryClient?: QueryClient;
};

/** Everything that stands above the routes. */
export function Providers({ children, queryClient: given }: Props) {
  const [queryClient] = useState(() => given ?? createQueryClient(forgetSession));
  return (
    // The content security policy of the server allows no style elements.
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queryClient}>
        <Tooltip.Provider delay={500}>
          {children}
          <Suspense fallback={null}>
            <Toasts />
          </Suspense>
        </Tooltip.Provider>
      </QueryClientProvider>
    </CSPProvider>
  );
}
