import { ConnectionError } from '@carillon/client';
import type { DeliveryId, DeliveryView, MessageId, RoomId } from '@carillon/contracts';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { useLocation } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aDelivery, aWebhook } from '../../../testing/factories';
import { FakeServer } from '../../../testing/fake-server';
import { renderSignedIn } from '../../../testing/render';
import { ManageWebhooksDialog } from '../manage-webhooks-dialog';

const room = 'room' as RoomId;
const list = '/api/v1/rooms/room/webhooks';
const log = `${list}/webhook/deliveries`;
let server: FakeServer;
/** What the page asks to be told when it comes into view; jsdom lays nothing out. */
let seeEnd: () => void;

beforeEach(() => {
  server = new FakeServer();
  server.on(`GET ${list}`, { items: [aWebhook()], nextCursor: null });
  server.on('GET /api/v1/rooms/room/webhook-activity', { items: [], nextCursor: null });
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(seen: (entries: { isIntersecting: boolean }[]) => void) {
        seeEnd = () => {
          seen([{ isIntersecting: true }]);
        };
      }
      observe = () => undefined;
      disconnect = () => {
        seeEnd = () => undefined;
      };
    },
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const numbered = (number: number, change: Partial<DeliveryView> = {}) =>
  aDelivery({
    id: String(number).padStart(4, '0') as DeliveryId,
    preview: `Build ${String(number)}`,
    message: { id: `m${String(number)}` as MessageId, seq: number },
    ...change,
  });

const refusal = (number: number, change: Partial<DeliveryView> = {}) =>
  numbered(number, {
    outcome: 'refused',
    status: 429,
    code: 'RATE_LIMITED',
    reason: 'A webhook can post 1 message per second.',
    message: null,
    ...change,
  });

function Address() {
  const { pathname, hash } = useLocation();
  return <output aria-label="address">{pathname + hash}</output>;
}

async function openLog(deliveries: DeliveryView[], nextCursor: string | null = null) {
  server.on(`GET ${log}`, { items: deliveries, nextCursor });
  const onClose = vi.fn();
  const page = renderSignedIn(
    <>
      <Address />
      <ManageWebhooksDialog roomId={room} isOpen startsWithNew={false} onClose={onClose} />
    </>,
  );
  await page.user.click(await screen.findByRole('button', { name: 'Delivery log' }));
  const region = await screen.findByRole('region', { name: 'Delivery log of Deploys' });
  await waitFor(() => {
    expect(within(region).queryByRole('status', { name: 'Loading the delivery log' })).toBeNull();
  });
  const record = (...recorded: DeliveryView[]) =>
    act(async () => {
      page.realtime.tell('deliveries:recorded', { roomId: room, deliveries: recorded });
      // The cache tells its readers a moment later.
      await Promise.resolve();
    });
  return { ...page, region, record, onClose };
}

const rows = () => screen.queryAllByRole('button', { expanded: false, name: /Accepted|Refused/ });
const names = () => rows().map((row) => row.textContent);
const row = (name: RegExp) => screen.getByRole('button', { name });
const scroller = () => screen.getByRole('list', { name: 'Requests, newest first' }).parentElement;

function scrollTo(top: number) {
  const element = scroller();
  if (!element) throw new Error('Nothing scrolls.');
  element.scrollTop = top;
  fireEvent.scroll(element);
}

describe('the delivery log', () => {
  it('says of each request what became of it, why, from where, how large and how fast', async () => {
    await openLog([refusal(2, { sizeBytes: 2048, latencyMs: 0.84, times: 3 }), numbered(1)]);
    expect(row(/429 Refused/).textContent).toMatch(
      /A webhook can post 1 message per second.*192\.0\.2\.7 · 2\sKB · 0\.8\sms.*3 requests like this one/,
    );
    expect(row(/200 Accepted/).textContent).toMatch(/Build 1.*192\.0\.2\.7 · 24\sB · 4\.2\sms/);
  });

  it('marks a repeat, and a body that was not read', async () => {
    await openLog([numbered(1, { isRepeat: true, sizeBytes: null, preview: null, canPostAgain: false })]);
    expect(row(/200 Accepted/).textContent).toMatch(/No text.*body not read.*Repeat/);
  });

  it('says what is kept where nothing was posted, and shows the first request at once', async () => {
    const { record } = await openLog([]);
    expect(screen.getByRole('heading', { name: 'No requests in the last 7 days' })).toBeTruthy();
    await record(numbered(1));
    expect(names()).toHaveLength(1);
  });

  it('says why it cannot be shown, and tries again', async () => {
    server.refuse(`GET ${log}`, 'SERVICE_UNAVAILABLE');
    const { user } = renderSignedIn(
      <ManageWebhooksDialog roomId={room} isOpen startsWithNew={false} onClose={vi.fn()} />,
    );
    await user.click(await screen.findByRole('button', { name: 'Delivery log' }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/unavailable/);
    server.on(`GET ${log}`, { items: [numbered(1)], nextCursor: null });
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('button', { name: /Build 1/ })).toBeTruthy();
  });

  it('asks for one outcome at a time', async () => {
    const { user, record } = await openLog([refusal(2), numbered(1)]);
    server.on(`GET ${log}`, { items: [refusal(2)], nextCursor: null });
    await user.click(screen.getByRole('radio', { name: 'Refused' }));
    await waitFor(() => {
      expect(names()).toHaveLength(1);
    });
    expect(server.received.at(-1)?.query).toMatchObject({ outcome: 'refused' });
    await record(numbered(3), refusal(4));
    expect(names().every((name) => name.includes('Refused'))).toBe(true);
    expect(names()).toHaveLength(2);
  });

  it('goes back to the list by Escape, with the focus where it came from', async () => {
    const { user, onClose } = await openLog([numbered(1)]);
    await user.keyboard('{Escape}');
    expect(document.activeElement).toBe(await screen.findByRole('button', { name: 'Delivery log' }));
    expect(onClose).not.toHaveBeenCalled();
  });

  it('says that the webhook is gone where another administrator deleted it', async () => {
    const { queryClient, user } = await openLog([numbered(1)]);
    server.on(`GET ${list}`, { items: [], nextCursor: null });
    await act(() => queryClient.invalidateQueries({ queryKey: ['webhooks'] }));
    expect(await screen.findByRole('heading', { name: 'Deploys was deleted' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Back to the webhooks' }));
    expect(await screen.findByText('0 of 10')).toBeTruthy();
  });
});

describe('a live delivery log', () => {
  it('shows a new request at its top', async () => {
    const { record } = await openLog([numbered(1)]);
    await record(refusal(2));
    expect(names()[0]).toMatch(/429 Refused/);
  });

  it('counts up where a request has come to stand for more', async () => {
    const { record } = await openLog([refusal(1, { times: 2 })]);
    await record(refusal(1, { times: 57 }));
    expect(names()).toHaveLength(1);
    expect(names()[0]).toMatch(/57 requests like this one/);
  });

  it('keeps new ones back while the reader has scrolled down, until they want them', async () => {
    const { user, record } = await openLog([numbered(2), numbered(1)]);
    scrollTo(300);
    await record(numbered(3), numbered(4), numbered(5));
    expect(names()).toHaveLength(2);
    await user.click(screen.getByRole('button', { name: '3 new requests' }));
    expect(names()).toHaveLength(5);
    expect(scroller()?.scrollTop).toBe(0);
    expect(screen.queryByRole('button', { name: /new request/ })).toBeNull();
  });

  it('keeps new ones back while a request is open, and lets them in when it is closed', async () => {
    const { user, record } = await openLog([numbered(1)]);
    await user.click(row(/Build 1/));
    await record(numbered(2));
    expect(screen.getByRole('button', { name: '1 new request' })).toBeTruthy();
    await user.click(row(/Build 1/));
    expect(names()).toHaveLength(2);
  });

  it('says several new requests in one sentence', async () => {
    const { record } = await openLog([numbered(1)]);
    vi.useFakeTimers();
    await record(numbered(2));
    await record(refusal(3), refusal(4));
    expect(screen.queryByText(/new requests/)).toBeNull();
    act(() => {
      vi.advanceTimersByTime(2000);
    });
    expect(screen.getByText('3 new requests, 2 of them refused').closest('[role=status]')).toBeTruthy();
    await record(refusal(5));
    act(() => {
      vi.advanceTimersByTime(2000);
    });
    expect(screen.getByText('New request: 429 Refused')).toBeTruthy();
  });

  it('reads its first page again after a reconnect and keeps the rest', async () => {
    const { realtime } = await openLog([numbered(2), numbered(1)], '0001');
    server.on(`GET ${log}`, { items: [numbered(4), numbered(3), numbered(2)], nextCursor: '0002' });
    act(() => {
      realtime.become('reconnecting');
    });
    expect(await screen.findByText(/^Offline/, {}, { timeout: 3000 })).toBeTruthy();
    act(() => {
      realtime.become('connected');
    });
    await waitFor(() => {
      expect(names()).toHaveLength(4);
    });
    expect(screen.queryByText(/^Offline/)).toBeNull();
  });

  it('asks again to be told where the server did not take it', async () => {
    vi.spyOn(console, 'warn').mockReturnValue();
    const { realtime } = await openLog([]);
    realtime.refuseNext(new ConnectionError());
    act(() => {
      realtime.become('connected');
    });
    await waitFor(
      () => {
        expect(realtime.requests.filter(({ name }) => name === 'deliveries:watch')).toHaveLength(3);
      },
      { timeout: 5000 },
    );
  });
});

describe('older requests', () => {
  it('come by scrolling to the end, page by page, until there are none', async () => {
    await openLog([numbered(4), numbered(3)], '0003');
    server.on(`GET ${log}`, ({ query }) => ({
      status: 200,
      body: query['cursor'] === '0003' && { items: [numbered(2), numbered(1)], nextCursor: null },
    }));
    act(() => {
      seeEnd();
    });
    await waitFor(() => {
      expect(names()).toHaveLength(4);
    });
    expect(screen.queryByRole('button', { name: 'Load older requests' })).toBeNull();
    expect(screen.getByText(/kept for 7 days/)).toBeTruthy();
  });

  it('come by a button as well, and can be tried again', async () => {
    const { user } = await openLog([numbered(2)], '0002');
    server.refuse(`GET ${log}`, 'SERVICE_UNAVAILABLE');
    await user.click(screen.getByRole('button', { name: 'Load older requests' }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/could not be loaded.*unavailable/);
    server.on(`GET ${log}`, { items: [numbered(1)], nextCursor: null });
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => {
      expect(names()).toHaveLength(2);
    });
  });
});

describe('a request that is opened', () => {
  it('shows the reason with its code, and the text', async () => {
    const { user } = await openLog([refusal(1)]);
    await user.click(row(/429 Refused/));
    expect(screen.getByText('RATE_LIMITED')).toBeTruthy();
    expect(screen.getByText('Build 1')).toBeTruthy();
    expect(screen.getByText('24 bytes')).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Show in room' })).toBeNull();
  });

  it('leads to its message and closes the dialog', async () => {
    const { user, onClose } = await openLog([numbered(12)]);
    await user.click(row(/Build 12/));
    await user.click(screen.getByRole('link', { name: 'Show in room' }));
    expect(screen.getByLabelText('address').textContent).toBe('/rooms/room#message-12');
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  it('is posted again without a question, and what came of it stands at the top', async () => {
    const { user, record } = await openLog([refusal(1)]);
    server.on(`POST ${log}/0001/post-again`, { messageId: 'm2' }, 201);
    await user.click(row(/429 Refused/));
    await user.click(screen.getByRole('button', { name: 'Post again' }));
    expect(await screen.findByText(/^Posted again/)).toBeTruthy();
    await record(numbered(2));
    expect(rows()[0]?.textContent).toMatch(/200 Accepted/);
    expect(screen.queryByRole('button', { name: /new request/ })).toBeNull();
  });

  it('says why posting again was refused', async () => {
    const { user } = await openLog([refusal(1)]);
    server.refuse(`POST ${log}/0001/post-again`, 'DELIVERY_NOT_KEPT');
    await user.click(row(/429 Refused/));
    await user.click(screen.getByRole('button', { name: 'Post again' }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/not posted again.*was not kept/);
  });

  it('says that it cannot be posted again where its text is not known', async () => {
    const { user } = await openLog([refusal(1, { canPostAgain: false, preview: null })]);
    await user.click(row(/429 Refused/));
    expect(screen.queryByRole('button', { name: 'Post again' })).toBeNull();
    expect(screen.getByText(/cannot be posted again/)).toBeTruthy();
  });
});

describe('the rows by keyboard', () => {
  it('are one stop of Tab; arrows, Home and End lead from row to row', async () => {
    const { user } = await openLog([numbered(3), numbered(2), numbered(1)]);
    expect(rows().map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1]);
    rows()[0]?.focus();
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(rows()[1]);
    await user.keyboard('{End}');
    expect(document.activeElement).toBe(rows()[2]);
    await user.keyboard('{ArrowDown}{Home}{ArrowUp}');
    expect(document.activeElement).toBe(rows()[0]);
    await user.keyboard('{Enter}');
    expect(row(/Build 3/).getAttribute('aria-expanded')).toBe('true');
  });

  it('keep their stop where new ones come in above', async () => {
    const { record } = await openLog([numbered(1)]);
    rows()[0]?.focus();
    await record(numbered(2));
    expect(document.activeElement).toBe(row(/Build 1/));
    expect(row(/Build 1/).tabIndex).toBe(0);
    expect(row(/Build 2/).tabIndex).toBe(-1);
  });
});
