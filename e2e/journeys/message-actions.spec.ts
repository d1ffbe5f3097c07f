import { addMember, createRoom, editMessage, postMessage, setPinned, setReaction } from '@carillon/client';
import type { Locator } from '@playwright/test';
import { expect, test } from '../fixtures/test.js';
import type { RoomScreen } from '../pages/room-screen.js';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** Opens the menu of a message by the pointer, and chooses from it. */
async function choose(message: Locator, name: string): Promise<void> {
  await message.hover();
  await message.getByRole('button', { name: 'More actions' }).click();
  await message.page().getByRole('menuitem', { name, exact: true }).click();
}

/** Rests a finger on a message until its actions open. */
async function longPress({ page }: RoomScreen, message: Locator): Promise<Locator> {
  // One that is still on its way is drawn anew once it is stored.
  await expect(message).toHaveAttribute('data-seq', /\d/);
  const box = await message.boundingBox();
  // On the text: the name above it is a button, with a long press of its own.
  const point = { x: (box?.x ?? 0) + 80, y: (box?.y ?? 0) + (box?.height ?? 0) - 12 };
  const touch = await page.context().newCDPSession(page);
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
  const sheet = page.getByRole('dialog', { name: 'Message actions' });
  await expect(sheet).toBeVisible();
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect(sheet).toBeVisible();
  return sheet;
}

test('what its author edits and deletes changes before the eyes of the others', async ({
  alice,
  bob,
  enter,
}) => {
  const [alices, bobs] = [await enter(alice), await enter(bob)];
  await alices.write('The build is gren');
  await expect(bobs.message('The build is gren')).toBeVisible();
  await alices.composer.press('ArrowUp');
  const editor = alices.page.getByRole('textbox', { name: 'Edit message' });
  await expect(editor).toBeFocused();
  await editor.fill('The build is green');
  await editor.press('Enter');
  for (const screen of [alices, bobs]) {
    await expect(screen.message('The build is green (edited)')).toBeVisible();
    await expect(screen.message('gren')).toHaveCount(0);
  }
  await expect(alices.composer).toBeFocused();

  const message = bobs.message('The build is green');
  await message.hover();
  await expect(message.getByRole('button', { name: /^Quote/ })).toBeVisible();
  await expect(message.getByRole('button', { name: /^Edit/ })).toHaveCount(0);

  await choose(alices.message('The build is green'), 'Delete');
  await alices.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  for (const screen of [alices, bobs]) {
    await expect(screen.message('This message was deleted.')).toBeVisible();
    await expect(screen.message('green')).toHaveCount(0);
  }
  await bobs.page.reload();
  await expect(bobs.message('This message was deleted.')).toBeVisible();
});

test('an administrator deletes a post of a webhook', async ({ alice, bob, enter, webhook }) => {
  const [alices, bobs] = [await enter(alice), await enter(bob)];
  await fetch(webhook.url, { method: 'POST', body: '{"Content":"password: 1234"}' });
  const post = bobs.message('password');
  await post.hover();
  await post.getByRole('button', { name: 'More actions' }).click();
  await expect(bobs.page.getByRole('menuitem', { name: 'Copy link' })).toBeVisible();
  await expect(bobs.page.getByRole('menuitem', { name: 'Delete' })).toHaveCount(0);
  await bobs.page.keyboard.press('Escape');
  await choose(alices.message('password'), 'Delete');
  await alices.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(bobs.message('This message was deleted.')).toBeVisible();
  await expect(bobs.message('password')).toHaveCount(0);
});

test('reactions of two people count, live, and are taken back', async ({ alice, bob, enter }) => {
  const [alices, bobs] = [await enter(alice), await enter(bob)];
  await alices.write('Released');
  const [of, seen] = [alices.message('Released'), bobs.message('Released')];
  await seen.hover();
  await seen.getByRole('button', { name: 'React with party' }).click();
  await of.getByRole('button', { name: '🎉 1: Bob' }).click();
  await expect(of.getByRole('button', { name: '🎉 2: You and Bob' })).toHaveAttribute('aria-pressed', 'true');
  await expect(seen.getByRole('button', { name: '🎉 2: You and Alice' })).toBeVisible();
  await seen.getByRole('button', { name: '🎉 2: You and Alice' }).click();
  await expect(of.getByRole('button', { name: '🎉 1: You' })).toBeVisible();

  await seen.hover();
  await seen.getByRole('button', { name: /^Add reaction/ }).click();
  await bobs.page.getByRole('combobox', { name: 'Search emoji' }).fill('rocket');
  await bobs.page.keyboard.press('Enter');
  await expect(of.getByRole('button', { name: '🚀 1: Bob' })).toBeVisible();
});

test('what changed while the line was down is shown once it is back', async ({ alice, bob, room, enter }) => {
  const edited = await postMessage(alice.http, room.id, { content: 'before' });
  const liked = await postMessage(alice.http, room.id, { content: 'liked' });
  const screen = await enter(bob);
  await expect(screen.message('before')).toBeVisible();
  await screen.page.context().setOffline(true);
  await expect(screen.page.getByText('Offline: reconnecting…')).toBeVisible();
  await editMessage(alice.http, edited, { content: 'after' });
  await setReaction(alice.http, liked, '🎉', true);
  await screen.page.context().setOffline(false);
  await expect(screen.message('after (edited)')).toBeVisible();
  await expect(screen.message('liked').getByRole('button', { name: '🎉 1: Alice' })).toBeVisible();
});

test('a pinned message is found by everybody, and leads back to its place', async ({
  alice,
  bob,
  room,
  enter,
}) => {
  const pinned = await postMessage(alice.http, room.id, { content: 'How to deploy' });
  for (let number = 1; number <= 30; number += 1)
    await postMessage(alice.http, room.id, { content: `line ${number}` });
  const screen = await enter(bob);
  await screen.page.getByRole('button', { name: 'Pinned messages' }).click();
  const dialog = screen.page.getByRole('dialog', { name: 'Pinned messages' });
  await expect(dialog.getByText('Nothing is pinned yet')).toBeVisible();
  await setPinned(alice.http, pinned, true);
  await expect(dialog.getByText('Pinned by Alice')).toBeVisible();
  await dialog.getByRole('button', { name: 'Jump' }).click();
  await expect(screen.message('How to deploy')).toBeInViewport();
  await expect(screen.message('How to deploy').getByText('Pinned')).toBeVisible();
  await choose(screen.message('How to deploy'), 'Unpin');
  await expect(screen.message('How to deploy').getByText('Pinned')).toHaveCount(0);
});

test('messages are reached and acted on by keys alone', async ({ alice, bob, room, enter }) => {
  for (const content of ['one', 'two', 'three']) await postMessage(alice.http, room.id, { content });
  const screen = await enter(bob);
  await expect(screen.message('three')).toBeVisible();
  await screen.page.getByRole('group', { name: 'Messages' }).focus();
  await screen.page.keyboard.press('ArrowUp');
  await expect(screen.message('three')).toBeFocused();
  await screen.page.keyboard.press('ArrowUp');
  await expect(screen.message('two')).toBeFocused();
  await screen.page.keyboard.press('r');
  await screen.page.getByRole('combobox', { name: 'Search emoji' }).fill('eyes');
  await screen.page.keyboard.press('Enter');
  await expect(screen.message('two').getByRole('button', { name: '👀 1: You' })).toBeVisible();
  await expect(screen.message('two')).toBeFocused();
  await screen.page.keyboard.press('l');
  const link = await screen.page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(new RegExp(`/rooms/${room.id}#message-2$`));
  await screen.page.keyboard.press('q');
  await expect(screen.composer).toHaveValue('> **Alice**\n> two\n\n');
  await expect(screen.composer).toBeFocused();
});

test('marked as unread on one device, it is unread on both', async ({ alice, bob, room, enter }) => {
  const elsewhere = await createRoom(alice.http, { name: 'Elsewhere' });
  await addMember(alice.http, elsewhere.id, { userId: bob.account.userId });
  for (const content of ['one', 'two', 'three']) await postMessage(alice.http, room.id, { content });
  const first = await enter(bob);
  const second = await enter(bob);
  await second.goto(elsewhere);
  const entry = second.roomList.getByRole('link', { name: /Operations/ });
  await expect(entry).not.toHaveAccessibleName(/unread/);
  await choose(first.message('two'), 'Mark unread from here');
  await expect(entry).toHaveAccessibleName(/2 unread/);
  await expect(first.page.getByRole('separator', { name: 'New messages' })).toBeVisible();
  await first.page.reload();
  await expect(first.message('three')).toBeVisible();
  await expect(entry).not.toHaveAccessibleName(/unread/);
});

test('on a phone a finger that rests on a message opens its actions', async ({ alice, bob, room, enter }) => {
  await postMessage(alice.http, room.id, { content: 'Lunch at noon?' });
  const screen = await enter(bob, phone);
  const message = screen.message('Lunch at noon?');
  const sheet = await longPress(screen, message);
  await sheet.getByRole('button', { name: 'React with thumbs up' }).tap();
  await expect(sheet).toBeHidden();
  await expect(message.getByRole('button', { name: '👍 1: You' })).toBeVisible();

  await screen.write('Yes');
  const mine = await longPress(screen, screen.message('Yes'));
  await mine.getByRole('button', { name: 'Edit' }).tap();
  const editor = screen.page.getByRole('textbox', { name: 'Edit message' });
  await editor.fill('Yes, gladly');
  await screen.page.getByRole('button', { name: 'Save' }).tap();
  await expect(screen.message('Yes, gladly (edited)')).toBeVisible();
});

test('the tools of messages are accessible', async ({ alice, room, enter, checkA11y }) => {
  const message = await postMessage(alice.http, room.id, { content: 'Hello' });
  await setReaction(alice.http, message, '🎉', true);
  await setPinned(alice.http, await editMessage(alice.http, message, { content: 'Hello there' }), true);
  const screen = await enter(alice);
  await screen.message('Hello').hover();
  await screen.message('Hello').getByRole('button', { name: 'More actions' }).click();
  await expect(screen.page.getByRole('menu')).toBeVisible();
  await checkA11y(screen.page);
  await screen.page.keyboard.press('Escape');
  await screen.page.getByRole('button', { name: 'Pinned messages' }).click();
  await expect(screen.page.getByText('Pinned by you')).toBeVisible();
  await checkA11y(screen.page);
});
