import { createRoom, postMessage } from '@carillon/client';
import { expect, test } from '../fixtures/test.js';
import { RoomScreen } from '../pages/room-screen.js';

test('two members write to each other without a reload', async ({ alice, bob, enter }) => {
  const [alices, bobs] = [await enter(alice), await enter(bob)];
  await alices.write('Has the **build** finished?');
  await expect(bobs.message('Has the build finished?')).toContainText('Alice');
  await bobs.write('Yes :tada:');
  await expect(alices.message('Yes 🎉')).toContainText('Bob');
  await expect(alices.messages).toHaveCount(2);
  await expect(bobs.messages).toHaveCount(2);
});

test('Shift+Enter makes a new line and Enter sends', async ({ alice, enter }) => {
  const screen = await enter(alice);
  await screen.composer.pressSequentially('one');
  await screen.composer.press('Shift+Enter');
  await screen.composer.pressSequentially('two');
  await expect(screen.messages).toHaveCount(0);
  await screen.composer.press('Enter');
  await expect(screen.messages).toHaveCount(1);
  await expect(screen.composer).toHaveValue('');
  await expect(screen.messages.first()).toHaveText(/one\s*\n\s*two/, { useInnerText: true });
});

test('a mention counts in the room list until the room is read', async ({ alice, bob, room, enter }) => {
  const page = await (await bob.open()).newPage();
  await new RoomScreen(page).goto(await createRoom(bob.http, { name: 'Elsewhere' }));
  await postMessage(alice.http, room.id, { content: `Look here, @${bob.account.alias}` });
  const entry = page.getByRole('list', { name: 'Rooms' }).getByRole('link', { name: /Operations/ });
  await expect(entry).toHaveAccessibleName(/1 unread mention/);
  await entry.click();
  await expect(new RoomScreen(page).message('Look here')).toBeVisible();
  await expect(entry).not.toHaveAccessibleName(/unread/);
  const again = await enter(bob);
  await expect(again.roomList.getByRole('link', { name: /Operations/ })).not.toHaveAccessibleName(/unread/);
});

test('what was posted while the line was down appears once, in order', async ({
  alice,
  bob,
  room,
  enter,
}) => {
  const screen = await enter(bob);
  await screen.page.context().setOffline(true);
  await expect(screen.page.getByText('Offline: reconnecting…')).toBeVisible();
  for (const number of [1, 2, 3]) await postMessage(alice.http, room.id, { content: `missed ${number}` });
  await screen.page.context().setOffline(false);
  await expect(screen.message('missed')).toHaveCount(3);
  await postMessage(alice.http, room.id, { content: 'missed nothing' });
  await expect(screen.message('missed')).toHaveCount(4);
  const texts = await screen.message('missed').allInnerTexts();
  expect(texts.map((text) => /missed \w+/.exec(text)?.[0])).toEqual([
    'missed 1',
    'missed 2',
    'missed 3',
    'missed nothing',
  ]);
});

test('a message written while the line is down is sent when it is back, once', async ({
  alice,
  bob,
  enter,
}) => {
  const [alices, bobs] = [await enter(alice), await enter(bob)];
  await alices.page.context().setOffline(true);
  await expect(alices.page.getByText('Offline: reconnecting…')).toBeVisible();
  await alices.write('from the tunnel');
  await expect(alices.message('from the tunnel')).toBeVisible();
  await alices.page.context().setOffline(false);
  await expect(bobs.message('from the tunnel')).toHaveCount(1);
  await expect(alices.message('from the tunnel')).toHaveCount(1);
});

test('scrolling up loads older messages and keeps the place', async ({ alice, room, enter }) => {
  for (let number = 1; number <= 130; number += 1)
    await postMessage(alice.http, room.id, { content: `line ${number}` });
  const screen = await enter(alice);
  await expect(screen.message(/line 130$/)).toBeInViewport();
  await expect(async () => {
    await screen.messages.first().scrollIntoViewIfNeeded();
    await screen.page.mouse.move(700, 400);
    await screen.page.mouse.wheel(0, -4000);
    await expect(screen.message(/line 1$/)).toBeVisible({ timeout: 500 });
  }).toPass();
});

test('a message too long says so beside the composer and loses nothing', async ({ alice, enter }) => {
  const screen = await enter(alice);
  const text = 'é'.repeat(8193);
  await screen.composer.fill(text);
  await expect(screen.page.getByText(/16,?386|too long/i).first()).toBeVisible();
  await screen.composer.press('Enter');
  await expect(screen.composer).toHaveValue(text);
  await expect(screen.messages).toHaveCount(0);
});
