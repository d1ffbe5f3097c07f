import type { FoundMessage, MessageId, RoomId, UserId } from '@carillon/contracts';
import { screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FakeServer } from '../../testing/fake-server';
import { renderSignedIn } from '../../testing/render';
import { SearchPage } from './search-page';

const call = 'GET /api/v1/search/messages';
let server: FakeServer;
beforeEach(() => {
  server = new FakeServer();
  localStorage.clear();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function aFound(change: Partial<FoundMessage> = {}): FoundMessage {
  return {
    id: 'message' as MessageId,
    room: { id: 'room' as RoomId, name: 'Operations' },
    seq: 7,
    author: { kind: 'member', userId: 'john' as UserId, displayName: 'John Stiles', alias: 'john' },
    createdAt: '2026-11-24T08:00:00.000Z',
    excerpt: { text: 'Deploy failed again', matches: [{ start: 7, end: 13 }] },
    ...change,
  };
}

function show(path = '/search') {
  return renderSignedIn(<SearchPage rooms={['Operations']} people={['me']} nameOfRoom={() => undefined} />, {
    path,
  });
}

const field = () => screen.getByRole('searchbox', { name: 'Search messages' });

it('shows what is found, with the match marked, and leads to the message', async () => {
  server.on(call, { items: [aFound()], nextCursor: null, searchedBackTo: null });
  const { user, router } = show();
  await user.type(field(), 'failed{Enter}');
  const result = await screen.findByRole('link', { name: /John Stiles.*Operations.*Deploy failed again/ });
  expect(within(result).getByText('failed').tagName).toBe('MARK');
  expect(result.getAttribute('href')).toBe('/rooms/room#message-7');
  expect(router.state.location.search).toBe('?q=failed');
  expect(server.received[0]?.query).toMatchObject({ q: 'failed', timeZone: expect.any(String) as string });
});

it('remembers what was searched for, and forgets it when told so', async () => {
  server.on(call, { items: [], nextCursor: null, searchedBackTo: null });
  const { user, router } = show();
  await user.type(field(), 'failed{Enter}');
  await screen.findByText('Nothing found');
  await router.navigate('/search');
  await user.click(await screen.findByRole('button', { name: 'failed' }));
  await screen.findByText('Nothing found');
  await router.navigate('/search');
  await user.click(await screen.findByRole('button', { name: 'Clear' }));
  expect(screen.queryByRole('button', { name: 'failed' })).toBeNull();
});

it('says what is wrong with a search before it asks, and what the server says of it', async () => {
  const { user } = show();
  await user.type(field(), 'has:cheese{Enter}');
  expect((await screen.findByRole('alert')).textContent).toMatch(/has: knows link and file/);
  expect(server.received).toEqual([]);
  server.refuse(call, 'SEARCH_TOO_SLOW');
  await user.clear(field());
  await user.type(field(), 'x{Enter}');
  expect(await screen.findByText(/This search takes too long/)).toBeTruthy();
});

it('goes on to older messages, and says how far it came where time ran out', async () => {
  server.on(call, ({ query }) => ({
    status: 200,
    body:
      query['cursor'] === undefined
        ? { items: [aFound()], nextCursor: 'next', searchedBackTo: '2026-03-01T00:00:00.000Z' }
        : { items: [aFound({ id: 'older' as MessageId, seq: 3 })], nextCursor: null, searchedBackTo: null },
  }));
  const { user } = show('/search?q=failed');
  await screen.findByText(/Searched back to .*2026/);
  await user.click(screen.getByRole('button', { name: 'Search further back' }));
  expect(await screen.findAllByRole('link', { name: /John Stiles/ })).toHaveLength(2);
  expect(screen.getByRole('status').textContent).toBe('2 messages');
});

it('offers how the line may go on', async () => {
  const { user } = show();
  await user.type(field(), 'in:');
  await user.click(screen.getByRole('button', { name: 'Operations' }));
  expect(field()).toHaveProperty('value', 'in:Operations ');
  expect(document.activeElement).toBe(field());
});
