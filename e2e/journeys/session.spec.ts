import { password } from '../fixtures/people.js';
import { expect, test } from '../fixtures/test.js';
import { RoomScreen } from '../pages/room-screen.js';

test('signs in at the address of a room and lands in it', async ({ page, alice, room }) => {
  await page.goto(`/rooms/${room.id}`);
  await page.getByLabel('E-mail').fill(alice.account.email);
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('The e-mail address or the password is not right.')).toBeVisible();
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Operations', level: 1 })).toBeVisible();
});

test('signing out in one tab ends the other tab too', async ({ alice, room }) => {
  const context = await alice.open();
  const [first, second] = [await context.newPage(), await context.newPage()];
  for (const page of [first, second]) {
    await page.goto(`/rooms/${room.id}`);
    await expect(page.getByRole('textbox', { name: /^Message / })).toBeVisible();
  }
  await first.getByRole('button', { name: /Account of/ }).click();
  await first.getByRole('menuitem', { name: 'Sign out' }).click();
  const confirmation = first.getByRole('alertdialog');
  await confirmation.getByRole('button', { name: 'Sign out' }).click();
  await expect(first.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expect(second.getByRole('button', { name: 'Sign in' })).toBeVisible();
});

test('back and forward move between rooms', async ({ alice, enter, room }) => {
  const screen = await enter(alice);
  await screen.page.getByRole('button', { name: 'New room' }).click();
  await screen.page.getByRole('dialog').getByLabel('Name').fill('Second');
  await screen.page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
  const heading = screen.page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText('Second');
  await screen.page.goBack();
  await expect(heading).toHaveText(room.name);
  await screen.page.goForward();
  await expect(heading).toHaveText('Second');
});

test('a part of the page that could not be loaded comes when the line is back', async ({ alice, room }) => {
  const page = await (await alice.open()).newPage();
  const parts = /\/assets\/room-dialogs|\/health\/live/;
  await page.route(parts, (route) => route.abort('connectionrefused'));
  const failed = page.waitForEvent('console', (entry) => entry.text().includes('could not be loaded'));
  const screen = new RoomScreen(page);
  await screen.goto(room);
  await failed;
  await page.unroute(parts);
  await expect(await screen.chooseSetting('Edit room')).toContainText('Edit room');
});
