import { addMember, createRoom, openConversation, postMessage } from '@carillon/client';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.js';
import { signUpPerson } from '../fixtures/people.js';
import { RoomScreen } from '../pages/room-screen.js';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const list = (page: Page, name: string) => page.getByRole('list', { name, exact: true });
const linkIn = (page: Page, section: string, room: string | RegExp) =>
  list(page, section).getByRole('link', { name: room });

/** Opens the menu of a room as a right click does, and chooses from it. */
async function choose(page: Page, room: RegExp, item: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: room }).first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: item }).click();
}

test('a favourite is one on every device; a hidden room comes back by a mention, not by a message', async ({
  alice,
  bob,
  room,
  enter,
}) => {
  const kitchen = await createRoom(alice.http, { name: 'Kitchen' });
  await addMember(alice.http, kitchen.id, { userId: bob.account.userId });
  const one = await enter(alice);
  const other = await enter(alice);

  await choose(one.page, /Kitchen/, 'Add to favourites');
  for (const { page } of [one, other]) await expect(linkIn(page, 'Favourites', /Kitchen/)).toBeVisible();

  await choose(other.page, /Kitchen/, 'Hide room');
  for (const { page } of [one, other]) {
    await expect(page.getByRole('button', { name: 'Hidden 1' })).toBeVisible();
    await expect(page.getByRole('navigation').getByRole('link', { name: /Kitchen/ })).toHaveCount(0);
  }

  await postMessage(bob.http, kitchen.id, { content: 'Coffee is ready' });
  await postMessage(bob.http, room.id, { content: 'Anything else' });
  // What was said later has come: so has what was said before.
  await expect(other.message('Anything else')).toBeVisible();
  await expect(one.page.getByRole('button', { name: 'Hidden 1' })).toBeVisible();
  await postMessage(bob.http, kitchen.id, { content: `@${alice.account.alias} coffee is ready` });
  for (const { page } of [one, other])
    await expect(linkIn(page, 'Favourites', /Kitchen.*1 unread mention/)).toBeVisible();

  // Hidden again, it comes back on both devices by being opened.
  await choose(one.page, /Kitchen/, 'Hide room');
  await one.page.getByRole('searchbox', { name: 'Find rooms and people' }).fill('kit');
  await one.page.getByRole('link', { name: /Kitchen/ }).click();
  await expect(one.page.getByRole('heading', { name: 'Kitchen', level: 1 })).toBeVisible();
  for (const { page } of [one, other]) await expect(linkIn(page, 'Favourites', /Kitchen/)).toBeVisible();
});

test('Ctrl+K goes to a room by a few letters, and begins a conversation that the other sees as it is written', async ({
  alice,
  bob,
  enter,
  server,
  browser,
}) => {
  await createRoom(alice.http, { name: 'Deployments' });
  const cleo = await signUpPerson(server, browser, `Cleo${String(process.pid)}`);
  const atAlice = await enter(alice);
  const { page } = atAlice;
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Room or person' });
  await field.fill('dpl');
  await expect(page.getByRole('option', { name: 'Deployments' })).toHaveAttribute('aria-selected', 'true');
  await field.press('Enter');
  await expect(page.getByRole('heading', { name: 'Deployments', level: 1 })).toBeVisible();

  await createRoom(cleo.http, { name: 'Cleo alone' });
  const cleoContext = await cleo.open();
  const cleoPage = await cleoContext.newPage();
  await cleoPage.goto('/');
  await expect(cleoPage.getByRole('heading', { name: 'Cleo alone', level: 1 })).toBeVisible();

  await page.keyboard.press('Control+k');
  await field.fill(cleo.account.displayName);
  await expect(page.getByRole('option', { name: new RegExp(cleo.account.displayName) })).toBeVisible();
  await field.press('Enter');
  await expect(page.getByRole('heading', { name: cleo.account.displayName, level: 1 })).toBeVisible();
  await expect(page.getByText('This is between the two of you.')).toBeVisible();
  await atAlice.write('Hello Cleo');

  // Nobody learns of a conversation before something is said in it; then it stands there, unread.
  await linkIn(cleoPage, 'Direct messages', /Alice.*1 unread message/).click();
  const atCleo = new RoomScreen(cleoPage);
  await expect(atCleo.message('Hello Cleo')).toBeVisible();
  await atCleo.write('Hello Alice');
  await expect(atAlice.message('Hello Alice')).toBeVisible();
  await page.getByRole('button', { name: 'Room settings' }).click();
  await expect(page.getByRole('menuitem', { name: 'Hide conversation' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: /Leave|Edit|Manage/ })).toHaveCount(0);

  // Outsiders see nothing: the address leads nowhere.
  const atBob = await enter(bob);
  await atBob.page.goto(new URL(page.url()).pathname);
  await expect(atBob.page.getByRole('heading', { name: 'You are not in this room' })).toBeVisible();
});

test('several people talk in a group, which gains one and is left by one', async ({
  alice,
  bob,
  enter,
  server,
  browser,
}) => {
  const cleo = await signUpPerson(server, browser, `Cleo${String(process.pid)}b`);
  const dan = await signUpPerson(server, browser, `Dan${String(process.pid)}`);
  const { page } = await enter(alice);
  await page.getByRole('button', { name: 'New message' }).click();
  const dialog = page.getByRole('dialog', { name: 'New message' });
  const people = dialog.getByRole('combobox', { name: 'People' });
  for (const person of [bob, cleo]) {
    await people.fill(person.account.alias);
    await dialog.getByRole('option', { name: new RegExp(`@${person.account.alias}`) }).click();
  }
  await dialog.getByRole('button', { name: 'Start' }).click();
  const name = `Bob, ${cleo.account.displayName}`;
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  await new RoomScreen(page).write('Hello all of you');

  const atBob = await enter(bob);
  await linkIn(atBob.page, 'Direct messages', /Alice, Cleo/).click();
  await expect(atBob.message('Hello all of you')).toBeVisible();
  await page.getByRole('button', { name: 'Room settings' }).click();
  await page.getByRole('menuitem', { name: 'Add people' }).click();
  const adding = page.getByRole('dialog', { name: 'Add people' });
  await adding.getByRole('combobox', { name: 'People' }).fill(dan.account.alias);
  await adding.getByRole('option', { name: new RegExp(`@${dan.account.alias}`) }).click();
  await adding.getByRole('button', { name: 'Add' }).click();
  await expect(
    atBob.page.getByRole('heading', { name: new RegExp(`^Alice, Cleo.*, ${dan.account.displayName}`) }),
  ).toBeVisible();

  await atBob.page.getByRole('button', { name: 'Room settings' }).click();
  await atBob.page.getByRole('menuitem', { name: 'Leave conversation' }).click();
  await atBob.page.getByRole('button', { name: 'Leave conversation' }).click();
  await expect(
    page.getByRole('heading', { name: `${cleo.account.displayName}, ${dan.account.displayName}`, level: 1 }),
  ).toBeVisible();
});

test('keys lead from room to room, and Ctrl+/ lists them', async ({ alice, bob, room, enter }) => {
  const [first, second] = [
    await createRoom(alice.http, { name: 'Alpha' }),
    await createRoom(alice.http, { name: 'Beta' }),
  ];
  await addMember(alice.http, second.id, { userId: bob.account.userId });
  const { page, composer } = await enter(alice);
  const heading = (name: string) => page.getByRole('heading', { name, level: 1 });
  await page.getByRole('button', { name: 'What the list shows' }).click();
  await page.getByRole('menuitemradio', { name: 'By name' }).click();
  await expect(page.getByRole('menu')).toBeHidden();
  await composer.focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(heading(second.name)).toBeVisible();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(heading(first.name)).toBeVisible();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(heading(room.name)).toBeVisible();
  await postMessage(bob.http, second.id, { content: 'News' });
  await expect(linkIn(page, 'Rooms', /Beta.*1 unread message/)).toBeVisible();
  await page.keyboard.press('Alt+Shift+ArrowDown');
  await expect(heading(second.name)).toBeVisible();

  await page.keyboard.press('Control+/');
  const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(shortcuts.getByText('Go to a room or person')).toBeVisible();
  await expect(shortcuts.getByText('Mark the room as read')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(shortcuts).toBeHidden();
  await expect(page.getByRole('complementary', { name: 'Roster' })).toBeVisible();
  await page.keyboard.press('Control+.');
  await expect(page.getByRole('complementary', { name: 'Roster' })).toBeHidden();
});

test('the topic of a room is shown to everybody as it changes, and its links work', async ({
  alice,
  bob,
  enter,
}) => {
  const atBob = await enter(bob);
  const atAlice = await enter(alice);
  const dialog = await atAlice.chooseSetting('Edit room');
  await dialog.getByRole('textbox', { name: 'Topic' }).fill('Deploys, see https://ci.example/builds');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const link = atBob.page.getByRole('banner').or(atBob.page.locator('header')).getByRole('link', {
    name: 'https://ci.example/builds',
  });
  await expect(link.first()).toHaveAttribute('href', 'https://ci.example/builds');
});

test('on a phone a finger that rests on a room opens what can be done with it', async ({
  alice,
  bob,
  enter,
  checkA11y,
}) => {
  await openConversation(alice.http, { userIds: [bob.account.userId] });
  const { page } = await enter(alice, phone);
  await page.getByRole('link', { name: 'Back to rooms' }).click();
  const link = linkIn(page, 'Rooms', /Operations/);
  await expect(link).toBeVisible();
  await checkA11y(page);
  const box = await link.boundingBox();
  const point = { x: (box?.x ?? 0) + 60, y: (box?.y ?? 0) + 10 };
  const touch = await page.context().newCDPSession(page);
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
  await expect(page.getByRole('menuitem', { name: 'Add to favourites' })).toBeVisible();
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await page.getByRole('menuitem', { name: 'Notifications' }).click();
  const dialog = page.getByRole('dialog', { name: 'Notifications' });
  await dialog.getByRole('group', { name: 'On phone' }).getByRole('radio', { name: 'None' }).check();
  await page.reload();
  await expect(linkIn(page, 'Direct messages', 'Bob')).toBeVisible();
  await linkIn(page, 'Rooms', /Operations/).click();
  await page.getByRole('button', { name: 'Room settings' }).click();
  await page.getByRole('menuitem', { name: 'Notifications' }).click();
  await expect(
    page.getByRole('group', { name: 'On phone' }).getByRole('radio', { name: 'None' }),
  ).toBeChecked();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
});
