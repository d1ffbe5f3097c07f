import { screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { anAccount } from '../../testing/factories';
import { FakeServer } from '../../testing/fake-server';
import { renderSignedIn } from '../../testing/render';
import { useAccount } from './account-context';
import { forgetSession, sessionQuery } from './api';
import { RequireSession } from './require-session';

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function Who() {
  return <p>{useAccount().displayName}</p>;
}

function show() {
  const page = <RequireSession>{<Who />}</RequireSession>;
  return renderSignedIn(page, { path: '/rooms/1?pane=roster' });
}

describe('a page for signed-in people', () => {
  it('is shown to them', async () => {
    server.on('GET /api/v1/session', { account: anAccount({ displayName: 'Ana' }), sessionId: 'session' });
    show();
    expect(await screen.findByText('Ana')).toBeTruthy();
  });

  it('sends everyone else to sign-in, with the way back', async () => {
    server.refuse('GET /api/v1/session', 'NOT_SIGNED_IN');
    const { router } = show();
    await waitFor(() => {
      expect(router.state.location.pathname).toBe('/sign-in');
    });
    expect(new URLSearchParams(router.state.location.search).get('next')).toBe('/rooms/1?pane=roster');
  });

  it('gives way to sign-in when the session ends', async () => {
    server.on('GET /api/v1/session', { account: anAccount({ displayName: 'Ana' }), sessionId: 'session' });
    const { router, queryClient } = show();
    await screen.findByText('Ana');
    forgetSession(queryClient);
    await waitFor(() => {
      expect(router.state.location.pathname).toBe('/sign-in');
    });
  });

  it('says that the server is unavailable, and tries again', async () => {
    server.refuse('GET /api/v1/session', 'SERVICE_UNAVAILABLE');
    const { user } = show();
    await screen.findByText(/unavailable/);
    server.on('GET /api/v1/session', { account: anAccount({ displayName: 'Ana' }), sessionId: 'session' });
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Ana')).toBeTruthy();
  });

  it('stays when reading the session again fails', async () => {
    server.on('GET /api/v1/session', { account: anAccount({ displayName: 'Ana' }), sessionId: 'session' });
    const { queryClient } = show();
    await screen.findByText('Ana');
    server.refuse('GET /api/v1/session', 'SERVICE_UNAVAILABLE');
    await queryClient.refetchQueries({ queryKey: sessionQuery.queryKey });
    expect(queryClient.getQueryState(sessionQuery.queryKey)?.status).toBe('error');
    expect(screen.getByText('Ana')).toBeTruthy();
  });
});
