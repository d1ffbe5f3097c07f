import { expect, test } from '../fixtures/test.js';
import { RoomScreen } from '../pages/room-screen.js';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

test('on a phone one pane at a time: rooms, conversation, roster', async ({ alice, enter, webhook }) => {
  const screen = await enter(alice, phone);
  await expect(screen.roomList).toBeHidden();
  await screen.page.getByRole('button', { name: 'Show roster' }).click();
  await expect(screen.page.getByRole('dialog').getByText(webhook.name, { exact: true })).toBeVisible();
  await screen.page.getByRole('button', { name: 'Close' }).click();
  await screen.page.getByRole('link', { name: 'Back to rooms' }).click();
  await expect(screen.roomList).toBeVisible();
  await screen.roomList.getByRole('link', { name: /Operations/ }).click();
  await new RoomScreen(screen.page).write('from the phone');
  await expect(screen.message('from the phone')).toBeVisible();
});

test('on a phone Manage webhooks fits and works', async ({ alice, enter, webhook }) => {
  const screen = await enter(alice, phone);
  const dialog = await screen.manageWebhooks();
  await expect(dialog.getByRole('listitem', { name: webhook.name })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Copy webhook URL' })).toBeInViewport();
  const width = await screen.page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
});
