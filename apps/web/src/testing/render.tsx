import type { AccountView } from '@carillon/contracts';
import { QueryClient } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { Providers } from '../app/providers';
import { AccountContext } from '../features/session/account-context';
import { RealtimeContext } from '../shared/realtime/realtime-context';
import { anAccount } from './factories';
import { FakeRealtime } from './fake-realtime';

/** A cache that does not try again: a test that refuses means it. */
export function aQueryClient(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
}

type Options = { account?: AccountView; queryClient?: QueryClient; path?: string };

/** Shows a component as a signed-in person would have it: router, cache, socket, account. */
export function renderSignedIn(element: ReactNode, options: Options = {}) {
  const { account = anAccount(), queryClient = aQueryClient(), path = '/' } = options;
  const realtime = new FakeRealtime();
  const router = createMemoryRouter([{ path: '*', element }], { initialEntries: [path] });
  const user = userEvent.setup();
  render(
    <Providers queryClient={queryClient}>
      <RealtimeContext value={realtime}>
        <AccountContext value={account}>
          <RouterProvider router={router} />
        </AccountContext>
      </RealtimeContext>
    </Providers>,
  );
  return { queryClient, realtime, router, user };
}
