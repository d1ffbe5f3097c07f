import type { DeliveryId, RoomId, UserId, WebhookId, WebhookView } from '@carillon/contracts';
import { act, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aDelivery, anActivity, aWebhook } from '../../testing/factories';
import { FakeServer } from '../../testing/fake-server';
import { renderSignedIn } from '../../testing/render';
import { useWebhooksLive } from './live';
import { ManageWebhooksDialog } from './manage-webhooks-dialog';
import { go } from './snippets/go';

const room = 'room' as RoomId;
const list = '/api/v1/rooms/room/webhooks';
const activity = '/api/v1/rooms/room/webhook-activity';
let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
  server.on(`GET ${activity}`, { items: [anActivity()], nextCursor: null });
  server.on(`GET ${list}/webhook/deliveries`, { items: [], nextCursor: null });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** The dialog as a room has it: it can be closed, and the lists are kept live. */
function Host() {
  const [isOpen, setIsOpen] = useState(true);
  useWebhooksLive();
  return (
    <ManageWebhooksDialog
      roomId={room}
      isOpen={isOpen}
      startsWithNew={false}
      onClose={() => {
        setIsOpen(false);
      }}
    />
  );
}

async function openWith(webhooks: WebhookView[]) {
  server.on(`GET ${list}`, { items: webhooks, nextCursor: null });
  const page = renderSignedIn(<Host />);
  await screen.findByText(`${String(webhooks.length)} of 10`);
  /** Another administrator changes the webhooks, which everybody is told. */
  const othersMake = async (changed: WebhookView[]) => {
    server.on(`GET ${list}`, { items: changed, nextCursor: null });
    await act(async () => {
      page.realtime.tell('roster:changed', {
        roomId: room,
        change: { kind: 'webhook-changed', webhook: { id: 'webhook' as WebhookId, name: '' } },
      });
      await Promise.resolve();
    });
  };
  const choose = async (item: string) => {
    await page.user.click(screen.getByRole('button', { name: /^More actions for/ }));
    await page.user.click(await screen.findByRole('menuitem', { name: item }));
  };
  return { ...page, othersMake, choose };
}

function numbered(count: number): WebhookView[] {
  return Array.from({ length: count }, (_, index) =>
    aWebhook({ id: `webhook-${String(index)}` as WebhookId, name: `Webhook ${String(index)}` }),
  );
}

describe('Manage webhooks', () => {
  it('creates a webhook by New, Name, Create and lists it', async () => {
    const { user } = await openWith([]);
    server.on(`POST ${list}`, aWebhook({ name: 'Deploys' }), 201);
    await user.click(screen.getByRole('button', { name: 'New' }));
    await user.type(screen.getByLabelText('Name'), 'Deploys');
    await user.click(screen.getByRole('button', { name: 'Create' }));
    const row = await screen.findByRole('listitem', { name: 'Deploys' });
    expect(within(row).getByRole('button', { name: 'Copy a curl command' })).toBeTruthy();
    expect(server.writes()).toEqual([
      { method: 'POST', path: list, body: { name: 'Deploys', format: 'markdown' } },
    ]);
  });

  it('copies the URL without ever showing it', async () => {
    const { user } = await openWith([aWebhook()]);
    await user.click(screen.getByRole('button', { name: 'Copy webhook URL' }));
    expect(await navigator.clipboard.readText()).toBe(aWebhook().url);
    expect(new XMLSerializer().serializeToString(document)).not.toContain('carillonwhsecret');
  });

  it('offers code in several languages, shows it with the token covered and copies it whole', async () => {
    const { user } = await openWith([aWebhook()]);
    await user.click(screen.getByRole('button', { name: 'Code for Deploys', expanded: false }));
    const panel = screen.getByRole('region', { name: 'Code for Deploys' });
    await user.selectOptions(within(panel).getByLabelText('Language or tool'), 'Go');
    expect(within(panel).getByLabelText('Code, Go').textContent).toContain('?token=••••••••"');
    await user.click(within(panel).getByRole('button', { name: 'Copy code' }));
    expect(await navigator.clipboard.readText()).toBe(go.text(aWebhook().url));
    expect(new XMLSerializer().serializeToString(document)).not.toContain('carillonwhsecret');
    await user.click(screen.getByRole('button', { name: 'Code for Deploys', expanded: true }));
    expect(screen.queryByRole('region', { name: 'Code for Deploys' })).toBeNull();
  });

  it('shows the URL selected where the browser refuses to copy', async () => {
    const { user } = await openWith([aWebhook()]);
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('not allowed'));
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    Object.defineProperty(document, 'execCommand', { value: () => false, configurable: true }); // jsdom has none.
    await user.click(screen.getByRole('button', { name: 'Copy webhook URL' }));
    const field = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Copy webhook URL' });
    expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe(aWebhook().url);
  });

  it('turns New off at 10 and says why', async () => {
    await openWith(numbered(10));
    const button = screen.getByRole('button', { name: 'New', description: /can have 10 webhooks/ });
    expect(button.getAttribute('aria-disabled')).toBe('true');
  });

  it('leaves New on at 9', async () => {
    await openWith(numbered(9));
    expect(screen.getByRole('button', { name: 'New' }).getAttribute('aria-disabled')).not.toBe('true');
  });

  it('shows why the eleventh was refused where another administrator was quicker', async () => {
    const { user } = await openWith(numbered(9));
    server.refuse(`POST ${list}`, 'WEBHOOK_LIMIT_REACHED');
    await user.click(screen.getByRole('button', { name: 'New' }));
    await user.type(screen.getByLabelText('Name'), 'One too many');
    await user.click(screen.getByRole('button', { name: 'Create' }));
    expect(await screen.findByText(/Delete one that is no longer used first/)).toBeTruthy();
  });

  it('regenerates only after a confirmation that says what breaks', async () => {
    const { user } = await openWith([aWebhook()]);
    server.on(`POST ${list}/webhook/regenerate`, aWebhook({ url: 'http://localhost/new' }));
    await user.click(screen.getByRole('button', { name: 'More actions for Deploys' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Regenerate URL' }));
    const question = await screen.findByRole('alertdialog');
    expect(question.textContent).toContain('The old URL stops working at once');
    expect(server.writes()).toEqual([]);
    await user.click(within(question).getByRole('button', { name: 'Regenerate URL' }));
    await waitFor(() => {
      expect(screen.getByText(/It has a new URL/)).toBeTruthy();
    });
    await user.click(screen.getByRole('button', { name: 'Copy webhook URL' }));
    expect(await navigator.clipboard.readText()).toBe('http://localhost/new');
  });

  it('deletes only after a confirmation that says what breaks', async () => {
    const { user } = await openWith([aWebhook()]);
    server.on(`DELETE ${list}/webhook`, () => ({ status: 204 }));
    await user.click(screen.getByRole('button', { name: 'More actions for Deploys' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Delete' }));
    const question = await screen.findByRole('alertdialog');
    expect(question.textContent).toContain('gets error 404 from now on');
    await user.click(within(question).getByRole('button', { name: 'Delete' }));
    expect(await screen.findByText('0 of 10')).toBeTruthy();
  });

  it('says what went wrong when the list cannot be read, and tries again', async () => {
    server.refuse(`GET ${list}`, 'SERVICE_UNAVAILABLE');
    const { user } = renderSignedIn(
      <ManageWebhooksDialog roomId={room} isOpen startsWithNew={false} onClose={vi.fn()} />,
    );
    expect((await screen.findByRole('alert')).textContent).toMatch(/unavailable/);
    server.on(`GET ${list}`, { items: [], nextCursor: null });
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('0 of 10')).toBeTruthy();
  });
});

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const used = anActivity({ lastPostAt: minutesAgo(3), acceptedLast24Hours: 12, refusedLast24Hours: 2 });

describe('the use of a webhook', () => {
  it('is its last post, with the exact time, and what came in 24 hours', async () => {
    server.on(`GET ${activity}`, { items: [used], nextCursor: null });
    await openWith([aWebhook()]);
    const row = await screen.findByText(/Last post/);
    expect(row.textContent).toMatch(/3 minutes ago \(.*20\d\d.*\) · 12 posts and 2 refusals in 24 hours/);
    expect(screen.getByText('3 minutes ago').tagName).toBe('TIME');
  });

  it('is none where nothing was ever posted', async () => {
    await openWith([aWebhook()]);
    expect(await screen.findByText('Never used')).toBeTruthy();
  });

  it('follows every post at once', async () => {
    const { realtime } = await openWith([aWebhook()]);
    await screen.findByText('Never used');
    server.on(`GET ${activity}`, {
      items: [anActivity({ lastPostAt: minutesAgo(0), acceptedLast24Hours: 1 })],
      nextCursor: null,
    });
    act(() => {
      const delivery = aDelivery({ receivedAt: minutesAgo(0) });
      realtime.tell('deliveries:recorded', { roomId: room, deliveries: [delivery] });
    });
    expect(await screen.findByText('just now')).toBeTruthy();
    expect(await screen.findByText(/1 post/, {}, { timeout: 4000 })).toBeTruthy();
  });

  it('leads from the refusals to the delivery log of them', async () => {
    server.on(`GET ${activity}`, { items: [used], nextCursor: null });
    const { user } = await openWith([aWebhook()]);
    await user.click(await screen.findByRole('button', { name: '2 refusals' }));
    expect(await screen.findByRole('radio', { name: 'Refused', checked: true })).toBeTruthy();
  });

  it('is in the question before deleting: when, from where, how often', async () => {
    server.on(`GET ${activity}`, { items: [used], nextCursor: null });
    server.on(`GET ${list}/webhook/deliveries`, { items: [aDelivery()], nextCursor: null });
    const { choose } = await openWith([aWebhook()]);
    await choose('Delete');
    const question = await screen.findByRole('alertdialog');
    await waitFor(() => {
      expect(question.textContent).toMatch(
        /It was used 3 minutes ago from 192\.0\.2\.7\. In the last 24 hours it posted 12 times\./,
      );
    });
  });

  it('is in the question before regenerating, also where it is none', async () => {
    const { choose } = await openWith([aWebhook()]);
    await choose('Regenerate URL');
    const question = await screen.findByRole('alertdialog');
    await waitFor(() => {
      expect(question.textContent).toContain('It was never used.');
    });
  });

  it('names the person where the last post came from this dialog', async () => {
    const postedBy = { userId: 'mary' as UserId, displayName: 'Mary Major' };
    server.on(`GET ${activity}`, { items: [used], nextCursor: null });
    server.on(`GET ${list}/webhook/deliveries`, {
      items: [aDelivery({ address: null, postedBy })],
      nextCursor: null,
    });
    const { choose } = await openWith([aWebhook()]);
    await choose('Delete');
    expect(await screen.findByText(/by Mary Major in Manage webhooks/)).toBeTruthy();
  });
});

describe('a test message', () => {
  it('is said to be in the room', async () => {
    const { user } = await openWith([aWebhook()]);
    server.on(`POST ${list}/webhook/test`, { messageId: 'message' }, 201);
    await user.click(screen.getByRole('button', { name: 'Send test message' }));
    const said = await screen.findByText('The test message is in the room.');
    expect(said.closest('[role=status]')).toBeTruthy();
  });

  it('is refused with the reason', async () => {
    const { user } = await openWith([aWebhook()]);
    server.refuse(`POST ${list}/webhook/test`, 'RATE_LIMITED');
    await user.click(screen.getByRole('button', { name: 'Send test message' }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/No test message was sent.*per second/);
  });
});

describe('two administrators at once', () => {
  it('see a webhook of the other, and its new name', async () => {
    const { othersMake } = await openWith([aWebhook()]);
    await othersMake([aWebhook({ name: 'Releases' }), aWebhook({ id: 'new' as WebhookId, name: 'Alerts' })]);
    expect(await screen.findByRole('listitem', { name: 'Releases' })).toBeTruthy();
    expect(screen.getByRole('listitem', { name: 'Alerts' })).toBeTruthy();
  });

  it('are told that the other deleted one, and the question about it is closed', async () => {
    const { othersMake, choose, user } = await openWith([aWebhook()]);
    await choose('Delete');
    await screen.findByRole('alertdialog');
    await othersMake([]);
    expect(await screen.findByText('Deploys was deleted by another administrator.')).toBeTruthy();
    await waitFor(() => {
      expect(screen.queryByRole('alertdialog')).toBeNull();
    });
    await user.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByText(/was deleted/)).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'New' }));
  });

  it('are not told of what they deleted themselves', async () => {
    const { choose, user } = await openWith([aWebhook()]);
    server.on(`DELETE ${list}/webhook`, () => ({ status: 204 }));
    await choose('Delete');
    const question = await screen.findByRole('alertdialog');
    await user.click(within(question).getByRole('button', { name: 'Delete' }));
    await screen.findByText('0 of 10');
    expect(screen.queryByText(/another administrator/)).toBeNull();
    await waitFor(() => {
      expect(document.activeElement).toBe(screen.getByRole('button', { name: 'New' }));
    });
  });

  it('are told that the other regenerated the URL, and the question about that is closed', async () => {
    const { othersMake, choose } = await openWith([aWebhook()]);
    await choose('Regenerate URL');
    await screen.findByRole('alertdialog');
    await othersMake([aWebhook({ url: 'http://localhost/theirs' })]);
    expect(await screen.findByText(/has just regenerated its URL/)).toBeTruthy();
    await waitFor(() => {
      expect(screen.queryByRole('alertdialog')).toBeNull();
    });
    expect(server.writes()).toEqual([]);
  });

  it('keep what they typed where the other renames first, and learn of it', async () => {
    const { othersMake, choose, user } = await openWith([aWebhook()]);
    await choose('Rename');
    const name = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Name' });
    await user.type(name, ' of mine');
    await othersMake([aWebhook({ name: 'Releases' })]);
    expect(await screen.findByText(/has just renamed it to “Releases”/)).toBeTruthy();
    expect(name.value).toBe('Deploys of mine');
  });

  it('start from the name of the other where they typed nothing', async () => {
    const { othersMake, choose } = await openWith([aWebhook()]);
    await choose('Rename');
    const name = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Name' });
    await othersMake([aWebhook({ name: 'Releases' })]);
    await waitFor(() => {
      expect(name.value).toBe('Releases');
    });
  });

  it('keep the form for a new webhook where the other made the tenth', async () => {
    const { othersMake, user } = await openWith(numbered(9));
    await user.click(screen.getByRole('button', { name: 'New' }));
    await user.type(screen.getByLabelText('Name'), 'Mine');
    await othersMake(numbered(10));
    await screen.findByText('10 of 10');
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Mine');
  });
});

describe('the focus', () => {
  it('returns to the actions of a webhook after renaming it or giving that up', async () => {
    const { choose, user } = await openWith([aWebhook()]);
    server.on(`PATCH ${list}/webhook`, aWebhook({ name: 'Releases' }));
    const actions = () => screen.getByRole('button', { name: /^More actions for/ });
    await choose('Rename');
    await user.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect(document.activeElement).toBe(actions());
    await choose('Rename');
    await user.clear(await screen.findByLabelText('Name'));
    await user.type(screen.getByLabelText('Name'), 'Releases{Enter}');
    await screen.findByRole('listitem', { name: 'Releases' });
    expect(document.activeElement).toBe(actions());
  });

  it('returns to New where a new webhook is given up', async () => {
    const { user } = await openWith([]);
    await user.click(screen.getByRole('button', { name: 'New' }));
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'New' }));
  });
});

describe('once it is closed', () => {
  it('leaves no URL and no request in the page or its caches, and watches no longer', async () => {
    server.on(`GET ${list}/webhook/deliveries`, {
      items: [aDelivery({ id: '01' as DeliveryId, preview: 'the payload' })],
      nextCursor: null,
    });
    const { user, queryClient, realtime } = await openWith([aWebhook()]);
    server.on(
      `POST ${list}/webhook/regenerate`,
      aWebhook({ url: 'http://localhost/?token=carillonwhother' }),
    );
    await user.click(screen.getByRole('button', { name: 'More actions for Deploys' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Regenerate URL' }));
    const question = await screen.findByRole('alertdialog');
    await user.click(within(question).getByRole('button', { name: 'Regenerate URL' }));
    await screen.findByText(/It has a new URL/);
    await user.click(screen.getByRole('button', { name: 'Delivery log' }));
    await screen.findByText('the payload');
    const held = () =>
      JSON.stringify([
        queryClient
          .getQueryCache()
          .getAll()
          .map(({ state }) => state),
        queryClient
          .getMutationCache()
          .getAll()
          .map(({ state }) => state),
        new XMLSerializer().serializeToString(document),
      ]);
    expect(held()).toMatch(/carillonwh.*the payload/);
    await user.click(screen.getByRole('button', { name: 'Close' }));
    await waitFor(() => {
      expect(held()).not.toMatch(/carillonwh|the payload/);
    });
    expect(realtime.requests.map(({ name }) => name)).toEqual(['deliveries:watch', 'deliveries:unwatch']);
  });
});
