import type { RoomId, WebhookId, WebhookView } from '@carillon/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aWebhook } from '../../testing/factories';
import { FakeServer } from '../../testing/fake-server';
import { renderSignedIn } from '../../testing/render';
import { ManageWebhooksDialog } from './manage-webhooks-dialog';
import { go } from './snippets/go';

const list = '/api/v1/rooms/room/webhooks';
let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function openWith(webhooks: WebhookView[]) {
  server.on(`GET ${list}`, { items: webhooks, nextCursor: null });
  const page = renderSignedIn(
    <ManageWebhooksDialog roomId={'room' as RoomId} isOpen startsWithNew={false} onClose={vi.fn()} />,
  );
  await screen.findByText(`${String(webhooks.length)} of 10`);
  return page;
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
      <ManageWebhooksDialog roomId={'room' as RoomId} isOpen startsWithNew={false} onClose={vi.fn()} />,
    );
    expect((await screen.findByRole('alert')).textContent).toMatch(/unavailable/);
    server.on(`GET ${list}`, { items: [], nextCursor: null });
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('0 of 10')).toBeTruthy();
  });
});
