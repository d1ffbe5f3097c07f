import { createWebhook } from '@carillon/client';
import { expect, test } from '../fixtures/test.js';
import { copiedText } from '../pages/clipboard.js';

const post = (url: string, text: string) =>
  fetch(url, { method: 'POST', body: JSON.stringify({ Content: text }) }).then((response) => response.status);

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
  await expect(dialog.getByText(/10 webhooks/)).toBeVisible();
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
