import { roomId, type PostAccepted } from '@carillon/contracts';
import type { Page } from '@playwright/test';
import { newcomer, password } from '../fixtures/people.js';
import { expect, test } from '../fixtures/test.js';
import { copiedText } from '../pages/clipboard.js';
import { RoomScreen } from '../pages/room-screen.js';
import { shell } from '../pages/shell.js';

const content =
  'Message Body emoji test: :) :+1: link test: http://sample.com email test: marymajor@example.com All member callout: @All All Present member callout: @Present';

/** The command of the founding document, word for word, with the URL put in. */
const curl = (url: string) =>
  `curl -X POST "${url}" -H "Content-Type:application/json" --data '{"Content":"${content}"}'`;

async function signUp(page: Page, displayName: string): Promise<void> {
  const { email } = newcomer(displayName);
  await page.goto('/');
  await page.getByRole('link', { name: 'Sign up' }).click();
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Display name').fill(displayName);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign up' }).click();
}

async function makeRoom(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Create your first room' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill(name);
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
}

async function copyWebhookUrl(room: RoomScreen, name: string): Promise<string> {
  const dialog = await room.manageWebhooks();
  await dialog.getByRole('button', { name: 'New' }).click();
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Create' }).click();
  await dialog.getByRole('button', { name: 'Copy webhook URL' }).click();
  const url = await copiedText(room.page, /\/incomingwebhooks\//);
  await room.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  return url;
}

test('from sign-up to a message that a script posts and another member reads', async ({ page, bob }) => {
  await signUp(page, 'Carol');
  await makeRoom(page, 'Tickets');
  const carols = new RoomScreen(page);
  const url = await copyWebhookUrl(carols, 'Ticket system');
  const id = roomId.parse(new URL(page.url()).pathname.split('/').at(-1));
  const membersDialog = await carols.chooseSetting('Edit members');
  await membersDialog.getByLabel('E-mail').fill(bob.account.email);
  await membersDialog.getByRole('button', { name: 'Add' }).click();
  await expect(membersDialog.getByRole('listitem', { name: 'Bob' })).toBeVisible();

  const bobs = new RoomScreen(await (await bob.open()).newPage());
  await bobs.goto({ id, name: 'Tickets' });
  const answer = JSON.parse(await shell(curl(url))) as PostAccepted;
  expect(Object.keys(answer)).toEqual(['MessageId', 'RoomId']);
  expect(answer.MessageId).toMatch(/^[0-9a-f-]{36}$/);
  expect(answer.RoomId).toBe(id);

  const message = bobs.messages.first();
  await expect(message).toContainText('Message Body emoji test:');
  await expect(message).toContainText('Ticket system (Webhook)');
  await expect(message).toContainText('🙂');
  await expect(message).toContainText('👍');
  await expect(message.getByRole('link', { name: 'http://sample.com' })).toHaveAttribute(
    'href',
    'http://sample.com',
  );
  const mail = message.getByRole('link', { name: 'marymajor@example.com' });
  await expect(mail).toHaveAttribute('href', 'mailto:marymajor@example.com');
  await expect(message.getByTitle('Alerts all members')).toHaveText('@All');
  await expect(message.getByTitle('Alerts members present')).toHaveText('@Present');
  await expect(bobs.rosterSection('Webhooks').getByText('Ticket system')).toBeVisible();
  await expect(bobs.messages).toHaveCount(1);
});

test("accepts the request of the founding document's PowerShell command", async ({
  alice,
  enter,
  webhook,
}) => {
  const screen = await enter(alice);
  const response = await fetch(webhook.url, {
    method: 'POST',
    headers: { 'content-type': 'application/JSON', 'user-agent': 'Mozilla/5.0 WindowsPowerShell/5.1' },
    body: JSON.stringify({ Content: content }),
  });
  expect(response.status).toBe(200);
  await expect(screen.message('link test')).toContainText('Build (Webhook)');
});

test('an empty room guides its administrator to a curl command that works', async ({ page, server }) => {
  await signUp(page, 'Dora');
  await makeRoom(page, 'Deployments');
  await page.getByRole('button', { name: 'Add a webhook' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Deploy');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await dialog.getByRole('button', { name: 'Copy a curl command' }).click();
  const command = await copiedText(page, /^curl /);
  expect(command).toContain(server.url);
  expect(await shell(command)).toContain('MessageId');
  await page.keyboard.press('Escape');
  await expect(new RoomScreen(page).messages).toHaveCount(1);
});
