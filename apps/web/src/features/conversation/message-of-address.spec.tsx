import type { MessageId } from '@carillon/contracts';
import { act, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { messageAddress } from '../../shared/page/message-address';
import { aMessage, anAccount, aRoom } from '../../testing/factories';
import { FakeServer } from '../../testing/fake-server';
import { renderSignedIn } from '../../testing/render';
import { Conversation } from './conversation';

const messagesPath = '/api/v1/rooms/room/messages';
const { id: roomId } = aRoom();
let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
});
afterEach(() => {
  vi.restoreAllMocks();
});

const numbered = (seq: number) =>
  aMessage({ seq, id: `m${String(seq)}` as MessageId, content: `Message ${String(seq)}` });

/** Answers pages of messages numbered from 1, newest first. */
function serveMessages(newest: number) {
  server.on(`GET ${messagesPath}`, ({ query }) => {
    const { before = newest + 1, after, limit = 50 } = query;
    const last = after === undefined ? Number(before) - 1 : Number(after) + Number(limit);
    const top = Math.min(last, newest);
    const bottom = Math.max(last - Number(limit) + 1, 1);
    const items = Array.from({ length: Math.max(top - bottom + 1, 0) }, (_, index) => numbered(top - index));
    const hasMore = after === undefined ? bottom > 1 : top < newest;
    return { status: 200, body: { items, nextCursor: hasMore ? 'more' : null, lastChange: 0 } };
  });
}

function openAt(seq: number, lastSeq: number) {
  return renderSignedIn(
    <Conversation
      room={aRoom({ lastSeq })}
      account={anAccount()}
      members={[]}
      emptyState={<p>Nothing yet</p>}
    />,
    { path: messageAddress(roomId, seq) },
  );
}

async function waitUntilFocused(seq: number) {
  await waitFor(() => {
    expect(document.activeElement?.getAttribute('data-seq')).toBe(String(seq));
  });
}

const historyReads = () => server.received.filter(({ path }) => path === messagesPath);

describe('the address of a message', () => {
  it('leads to it, with the focus', async () => {
    serveMessages(2);
    openAt(1, 2);
    await waitUntilFocused(1);
  });

  it('leads far back in one reading of what is around it', async () => {
    serveMessages(100_000);
    openAt(4000, 100_000);
    await waitUntilFocused(4000);
    expect(historyReads()[0]?.query).toEqual({ before: '4041', limit: '71' });
    expect(screen.getByText('Message 3999')).toBeTruthy();
  });

  it('leads from one part of the history to another', async () => {
    serveMessages(100_000);
    const { router } = openAt(4000, 100_000);
    await waitUntilFocused(4000);
    await act(() => router.navigate(messageAddress(roomId, 70_000)));
    await waitUntilFocused(70_000);
    expect(screen.queryByText('Message 4000')).toBeNull();
  });

  it('waits for a message that is on its way', async () => {
    serveMessages(1);
    const { realtime } = openAt(2, 1);
    await screen.findByText('Message 1');
    act(() => {
      realtime.tell('message:created', numbered(2));
    });
    await waitUntilFocused(2);
  });

  it('leads there again where the same link is followed again', async () => {
    serveMessages(2);
    const { router } = openAt(1, 2);
    await waitUntilFocused(1);
    act(() => {
      screen.getByRole('textbox').focus();
    });
    await act(() => router.navigate(messageAddress(roomId, 1)));
    await waitUntilFocused(1);
  });

  it('says so where what is around it cannot be loaded', async () => {
    vi.spyOn(console, 'warn').mockReturnValue();
    serveMessages(100_000);
    const { router } = openAt(4000, 100_000);
    await waitUntilFocused(4000);
    server.on(`GET ${messagesPath}`, {}, 500);
    await act(() => router.navigate(messageAddress(roomId, 70_000)));
    expect(await screen.findByText('The messages there could not be loaded. Try again.')).toBeTruthy();
    expect(screen.getByText('Message 4000')).toBeTruthy();
  });

  it('says so where it is gone', async () => {
    server.on(`GET ${messagesPath}`, { items: [numbered(2)], nextCursor: null });
    openAt(1, 2);
    expect(await screen.findByText('That message is no longer there.')).toBeTruthy();
  });
});
