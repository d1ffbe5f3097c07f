import {
  changeMember,
  changeWebhook,
  createWebhook,
  deleteWebhook,
  listWebhooks,
  regenerateWebhook,
} from '@carillon/client';
import { expect, test } from '../fixtures/test.js';
import { copiedText } from '../pages/clipboard.js';
import type { RoomScreen } from '../pages/room-screen.js';
import { WebhooksDialog } from '../pages/webhooks-dialog.js';

const post = (url: string, text: string) =>
  fetch(url, { method: 'POST', body: JSON.stringify({ Content: text }) }).then((response) => response.status);

async function openWebhooks(screen: RoomScreen): Promise<WebhooksDialog> {
  await screen.manageWebhooks();
  return new WebhooksDialog(screen.page);
}

test('a regenerated URL replaces the old one, which answers 404', async ({ alice, enter, webhook }) => {
  const screen = await enter(alice);
  const dialog = await screen.manageWebhooks();
  await dialog.getByRole('button', { name: 'More actions for Build' }).click();
  await screen.page.getByRole('menuitem', { name: 'Regenerate URL' }).click();
  await screen.page
    .getByRole('alertdialog')
    .getByRole('button', { name: /Regenerate/ })
    .click();
  await expect(screen.page.getByRole('alertdialog')).toBeHidden();
  await dialog.getByRole('button', { name: 'Copy webhook URL' }).click();
  const url = await copiedText(screen.page, /\/incomingwebhooks\//);
  expect(url).not.toBe(webhook.url);
  expect(await post(webhook.url, 'old')).toBe(404);
  expect(await post(url, 'new')).toBe(200);
  await screen.page.keyboard.press('Escape');
  await expect(screen.message('new')).toHaveCount(1);
  await expect(screen.message('old')).toHaveCount(0);
});

test('a renamed webhook has its new name in the roster and on its posts', async ({
  alice,
  bob,
  enter,
  webhook,
}) => {
  const [alices, bobs] = [await enter(alice), await enter(bob)];
  expect(await post(webhook.url, 'green')).toBe(200);
  const dialog = await alices.manageWebhooks();
  await dialog.getByRole('button', { name: 'More actions for Build' }).click();
  await alices.page.getByRole('menuitem', { name: 'Rename' }).click();
  const name = dialog.getByRole('textbox', { name: 'Name' });
  await name.fill('Nightly build');
  await name.press('Enter');
  await expect(bobs.rosterSection('Webhooks').getByText('Nightly build')).toBeVisible();
});

test('a deleted webhook leaves the roster, its posts stay, its URL answers 404', async ({
  alice,
  bob,
  enter,
  webhook,
}) => {
  const [alices, bobs] = [await enter(alice), await enter(bob)];
  expect(await post(webhook.url, 'last words')).toBe(200);
  const dialog = await alices.manageWebhooks();
  await dialog.getByRole('button', { name: 'More actions for Build' }).click();
  await alices.page.getByRole('menuitem', { name: 'Delete' }).click();
  await alices.page
    .getByRole('alertdialog')
    .getByRole('button', { name: /Delete/ })
    .click();
  await expect(bobs.roster.getByText('Build')).toBeHidden();
  await expect(bobs.message('last words')).toContainText('Build (Webhook)');
  expect(await post(webhook.url, 'more')).toBe(404);
});

test('at 10 webhooks New is off and the dialog says why', async ({ alice, room, enter }) => {
  for (let number = 1; number <= 10; number += 1)
    await createWebhook(alice.http, room.id, { name: `Webhook ${number}` });
  const dialog = await (await enter(alice)).manageWebhooks();
  await expect(dialog.getByRole('listitem')).toHaveCount(10);
  await expect(dialog.getByRole('button', { name: 'New' })).toBeDisabled();
  await expect(dialog.getByText(/A room can have 10 webhooks/)).toBeVisible();
});

test('members who are no administrators have no Manage webhooks', async ({ bob, enter }) => {
  const screen = await enter(bob);
  await screen.page.getByRole('button', { name: 'Room settings' }).click();
  await expect(screen.page.getByRole('menuitem', { name: 'Leave room' })).toBeVisible();
  await expect(screen.page.getByRole('menuitem', { name: 'Manage webhooks' })).toHaveCount(0);
});

test('no webhook URL stays in the page once the dialog is closed', async ({ alice, enter, webhook }) => {
  const screen = await enter(alice);
  const dialog = await screen.manageWebhooks();
  await expect(dialog.getByRole('listitem', { name: webhook.name })).toBeVisible();
  await screen.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(await screen.page.content()).not.toContain(new URL(webhook.url).searchParams.get('token'));
});

test('the question before deleting says when and from where the webhook was used', async ({
  alice,
  enter,
  webhook,
}) => {
  const webhooks = await openWebhooks(await enter(alice));
  const { page } = webhooks;
  await webhooks.chooseAction(webhook.name, 'Delete');
  await expect(webhooks.question).toContainText('It was never used.');
  await webhooks.question.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: `More actions for ${webhook.name}` })).toBeFocused();
  expect(await post(webhook.url, 'in use')).toBe(200);
  await expect(webhooks.row(webhook.name)).toContainText('Last post just now');
  await webhooks.chooseAction(webhook.name, 'Delete');
  await expect(webhooks.question).toContainText('It was used just now from 127.0.0.1.');
});

test('the format of a webhook is changed in its menu and holds from the next post on', async ({
  alice,
  enter,
  webhook,
}) => {
  const screen = await enter(alice);
  const webhooks = await openWebhooks(screen);
  await webhooks.chooseAction(webhook.name, 'Plain unless /md');
  await expect(webhooks.row(webhook.name)).toContainText('Plain unless /md · made by Alice');
  expect(await post(webhook.url, '**not bold**')).toBe(200);
  await screen.page.keyboard.press('Escape');
  await expect(screen.message('**not bold**')).toHaveCount(1);
});

test('two administrators at once: what one does, the other sees, and open questions give way', async ({
  alice,
  bob,
  room,
  enter,
  webhook,
}) => {
  await changeMember(alice.http, room.id, bob.account.userId, { role: 'administrator' });
  const webhooks = await openWebhooks(await enter(alice));
  const other = await createWebhook(bob.http, room.id, { name: 'Alerts' });
  await expect(webhooks.row('Alerts')).toBeVisible();
  await changeWebhook(bob.http, room.id, other.id, { name: 'Alarms' });
  await expect(webhooks.row('Alarms')).toBeVisible();

  await webhooks.chooseAction(webhook.name, 'Regenerate URL');
  await expect(webhooks.question).toBeVisible();
  await regenerateWebhook(bob.http, room.id, webhook.id);
  await expect(webhooks.question).toBeHidden();
  await expect(webhooks.row(webhook.name)).toContainText(
    'Another administrator has just regenerated its URL',
  );
  await webhooks.row(webhook.name).getByRole('button', { name: 'Copy webhook URL' }).click();
  const { items } = await listWebhooks(bob.http, room.id);
  expect(await copiedText(webhooks.page, /\/incomingwebhooks\//)).toBe(
    items.find(({ id }) => id === webhook.id)?.url,
  );

  await webhooks.chooseAction('Alarms', 'Delete');
  await expect(webhooks.question).toBeVisible();
  await deleteWebhook(bob.http, room.id, other.id);
  await expect(webhooks.question).toBeHidden();
  await expect(webhooks.dialog.getByText('Alarms was deleted by another administrator.')).toBeVisible();

  await webhooks.openLog(webhook.name);
  await deleteWebhook(bob.http, room.id, webhook.id);
  await expect(webhooks.dialog.getByRole('heading', { name: `${webhook.name} was deleted` })).toBeVisible();
  await webhooks.dialog.getByRole('button', { name: 'Back to the webhooks' }).click();
  await expect(webhooks.dialog.getByText('No webhooks yet.')).toBeVisible();
});

test('who is demoted meanwhile loses the dialog and is told why', async ({
  alice,
  bob,
  room,
  enter,
  webhook,
}) => {
  await changeMember(alice.http, room.id, bob.account.userId, { role: 'administrator' });
  const screen = await enter(bob);
  const webhooks = await openWebhooks(screen);
  await webhooks.openLog(webhook.name);
  await changeMember(alice.http, room.id, bob.account.userId, { role: 'member' });
  await expect(webhooks.dialog).toBeHidden();
  await expect(screen.page.getByText(`You are no longer an administrator of ${room.name}.`)).toBeVisible();
  expect(await screen.page.content()).not.toContain(new URL(webhook.url).searchParams.get('token'));
  await expect(screen.composer).toBeEditable();
});
