import { postMessage, readRoom, type HttpClient } from '@carillon/client';
import type { RoomView } from '@carillon/contracts';
import { expect, test } from '../fixtures/test.js';
import type { RoomScreen } from '../pages/room-screen.js';

/** Messages behind each other, numbered from `first`; each name of a line ends with its number. */
async function postLines(http: HttpClient, room: RoomView, first: number, last: number): Promise<void> {
  const wide = 20;
  for (let start = first; start <= last; start += wide)
    await Promise.all(
      Array.from({ length: Math.min(wide, last - start + 1) }, (_, index) =>
        postMessage(http, room.id, { content: `line ${start + index}` }),
      ),
    );
}

/** Where a message stands on the page, from above. */
async function topOf(screen: RoomScreen, seq: number): Promise<number> {
  const box = await screen.messageOfSeq(seq).boundingBox();
  if (!box) throw new Error(`Message ${seq} is not drawn.`);
  return Math.round(box.y);
}

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

for (const [size, options] of [
  ['desktop', {}],
  ['phone', phone],
] as const)
  test(`a room opens at the first unread message, however far back, and jumps to the latest (${size})`, async ({
    alice,
    bob,
    room,
    enter,
  }) => {
    await postLines(alice.http, room, 1, 400);
    const screen = await enter(bob, options);
    await expect(screen.newLine).toBeInViewport();
    await expect(screen.messageOfSeq(1)).toBeInViewport();
    await expect(screen.messageOfSeq(400)).toHaveCount(0);
    const jump = screen.page.getByRole('button', { name: /Jump to latest/ });
    await expect(jump).toHaveAccessibleName(/3\d\d new/);

    // What was in view counts as read, also after a reload.
    await expect(async () => {
      await screen.goto(room);
      await expect(screen.newLine).toBeInViewport();
      await expect(screen.messageOfSeq(1)).not.toBeInViewport({ timeout: 500 });
    }).toPass();

    await jump.click();
    await expect(screen.messageOfSeq(400)).toBeInViewport();
    await expect(jump).toBeHidden();
    await postMessage(alice.http, room.id, { content: 'one more' });
    await expect(screen.message('one more')).toBeInViewport();
    await expect.poll(async () => (await readRoom(bob.http, room.id)).me.unreadCount).toBe(0);
    await screen.goto(room);
    await expect(screen.message('one more')).toBeInViewport();
    await expect(screen.newLine).toHaveCount(0);
  });

test('a link to an old message opens it in place, and the history goes on in both directions', async ({
  alice,
  bob,
  room,
  enter,
}) => {
  await postLines(alice.http, room, 1, 400);
  const screen = await enter(bob);
  await screen.page.goto(`/rooms/${room.id}#message-150`);
  await expect(screen.messageOfSeq(150)).toBeFocused();
  await expect(screen.messageOfSeq(150)).toBeInViewport();
  await screen.page.getByRole('group', { name: 'Messages', exact: true }).focus();
  const leafTo = (key: 'PageUp' | 'PageDown', seq: number) =>
    expect(async () => {
      await screen.page.keyboard.press(key);
      const shown = await screen.seqs();
      // Without a gap where pages of the history meet.
      expect(shown).toEqual(shown.map((_, index) => (shown[0] ?? 0) + index));
      expect(shown).toContain(seq);
    }).toPass({ intervals: [50] });
  await leafTo('PageUp', 1);
  await leafTo('PageDown', 400);
  await screen.page.keyboard.press('Home');
  await expect(screen.messageOfSeq(1)).toBeInViewport();
  await screen.page.keyboard.press('End');
  await expect(screen.messageOfSeq(400)).toBeInViewport();
});

test('whoever reads above the end keeps their place while messages arrive, and sees how many', async ({
  alice,
  bob,
  room,
  enter,
}) => {
  await postLines(alice.http, room, 1, 120);
  const screen = await enter(bob);
  await screen.page.getByRole('button', { name: /Jump to latest/ }).click();
  await expect(screen.messageOfSeq(120)).toBeInViewport();
  await screen.page.mouse.move(700, 400);
  await screen.page.mouse.wheel(0, -600);
  const jump = screen.page.getByRole('button', { name: 'Jump to latest' });
  await expect(jump).toBeVisible();
  const [, watched = 0] = await screen.seqs({ inView: true });
  const top = await topOf(screen, watched);

  await postLines(alice.http, room, 121, 150);
  await expect(jump).toHaveAccessibleName(/30 new/);
  expect(await topOf(screen, watched)).toBe(top);
  await jump.click();
  await expect(screen.messageOfSeq(150)).toBeInViewport();
  await postLines(alice.http, room, 151, 180);
  await expect(screen.messageOfSeq(180)).toBeInViewport();
});

test('thousands missed are left to be read from where one was, without a gap', async ({
  alice,
  bob,
  room,
  enter,
}) => {
  await postLines(alice.http, room, 1, 20);
  const screen = await enter(bob);
  await expect(screen.messageOfSeq(20)).toBeInViewport();
  await screen.page.context().setOffline(true);
  await expect(screen.page.getByText('Offline: reconnecting…')).toBeVisible();
  await postLines(alice.http, room, 21, 620);
  await screen.page.context().setOffline(false);
  const jump = screen.page.getByRole('button', { name: /Jump to latest/ });
  await expect(jump).toHaveAccessibleName(/[56]\d\d new/);
  await expect(screen.newLine).toBeInViewport();
  await expect(screen.messageOfSeq(20)).toBeInViewport();
  await expect(screen.messageOfSeq(21)).toBeAttached();
  await postMessage(alice.http, room.id, { content: 'the latest' });
  await jump.click();
  await expect(screen.message('the latest')).toBeInViewport();
});
