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
  Element.prototype.scrollIntoView = vi.fn(); // jsdom does not lay out, so it does not scroll either.
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe = () => undefined;
      disconnect = () => undefined;
    },
  );
  server = new FakeServer();
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** Answers pages of two, newest first, of messages numbered from 1. */
function serveMessages(newest: number) {
  server.on(`GET ${messagesPath}`, ({ query }) => {
    const first = Math.min(Number(query['before'] ?? newest + 1) - 1, newest);
    const items = [first, first - 1]
      .filter((seq) => seq > 0)
      .map((seq) => aMessage({ seq, id: `m${String(seq)}` as MessageId, content: `Message ${String(seq)}` }));
    return { status: 200, body: { items, nextCursor: first > 2 ? 'more' : null } };
  });
}

function openAt(seq: number) {
  return renderSignedIn(
    <Conversation room={aRoom()} account={anAccount()} members={[]} emptyState={<p>Nothing yet</p>} />,
    { path: messageAddress(roomId, seq) },
  );
}

const focused = () => document.activeElement?.getAttribute('data-seq');

describe('the address of a message', () => {
  it('leads to it: in view, and with the focus', async () => {
    serveMessages(2);
    openAt(1);
    await waitFor(() => {
      expect(focused()).toBe('1');
    });
    expect(Element.prototype.scrollIntoView).toHaveBeenCalledWith({ block: 'center' });
  });

  it('reads older messages until it is there', async () => {
    serveMessages(9);
    openAt(3);
    await waitFor(() => {
      expect(focused()).toBe('3');
    });
    expect(screen.getAllByRole('article').length).toBeGreaterThanOrEqual(7);
  });

  it('waits for a message that is on its way', async () => {
    serveMessages(1);
    const { realtime } = openAt(2);
    await screen.findByText('Message 1');
    act(() => {
      realtime.tell('message:created', aMessage({ seq: 2, content: 'Message 2' }));
    });
    await waitFor(() => {
      expect(focused()).toBe('2');
    });
  });

  it('leads there again where the same link is followed again', async () => {
    serveMessages(2);
    const { router } = openAt(1);
    await waitFor(() => {
      expect(focused()).toBe('1');
    });
    act(() => {
      screen.getByRole('textbox').focus();
    });
    await act(() => router.navigate(messageAddress(roomId, 1)));
    await waitFor(() => {
      expect(focused()).toBe('1');
    });
  });

  it('says so where what lies between cannot be loaded', async () => {
    vi.spyOn(console, 'warn').mockReturnValue();
    let calls = 0;
    server.on(`GET ${messagesPath}`, () => {
      calls += 1;
      return calls === 1
        ? { status: 200, body: { items: [aMessage({ seq: 9 })], nextCursor: 'more' } }
        : { status: 500, body: {} };
    });
    openAt(1);
    expect(await screen.findByText('The message could not be loaded. Try again.')).toBeTruthy();
  });

  it('says so where it is gone', async () => {
    server.on(`GET ${messagesPath}`, { items: [aMessage({ seq: 2 })], nextCursor: null });
    openAt(1);
    expect(await screen.findByText('That message is no longer there.')).toBeTruthy();
  });

  it('says so where it lies too far back', async () => {
    serveMessages(1000);
    openAt(1);
    const sentence = 'That message lies too far back to be shown.';
    expect(await screen.findByText(sentence, {}, { timeout: 5000 })).toBeTruthy();
  });
});
