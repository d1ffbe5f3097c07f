import { addMember, changeAvailability, changeMySettings, createRoom, postMessage } from '@carillon/client';
import type { RoomView } from '@carillon/contracts';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.js';

/** What the service worker of this browser shows at this moment. */
function shown(page: Page): Promise<{ title: string; body: string }[]> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const notifications = await registration.getNotifications();
    return notifications.map(({ title, body }) => ({ title, body }));
  });
}

/** How often this tab has shown a notification since it was opened. */
function timesShown(page: Page): Promise<number> {
  return page.evaluate(() => performance.getEntriesByName('notification shown').length);
}

async function countShown(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { prototype } = ServiceWorkerRegistration;
    const show = prototype.showNotification;
    prototype.showNotification = function (...values: Parameters<typeof show>) {
      performance.mark('notification shown');
      return show.apply(this, values);
    };
  });
}

async function turnOn(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Notifications' }).click();
  const dialog = page.getByRole('dialog', { name: 'Notifications' });
  await dialog.getByRole('checkbox', { name: /Show notifications/ }).check();
  await dialog.getByRole('button', { name: 'Send a test notification' }).click();
  await expect.poll(() => shown(page)).toMatchObject([{ title: 'Carillon' }]);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    for (const notification of await registration.getNotifications()) notification.close();
  });
}

const icon = (page: Page) => page.locator('link[rel="icon"]');

test('a mention notifies once over two tabs, with a badge, and goes when it is read', async ({
  alice,
  bob,
  room,
}) => {
  const { alias } = bob.account;
  const context = await bob.open({ permissions: ['notifications'] });
  const tabs = [await context.newPage(), await context.newPage()] as const;
  for (const tab of tabs) {
    await countShown(tab);
    await tab.goto('/search');
  }
  const [first, second] = tabs;
  await turnOn(first);
  const before = await timesShown(first);

  await postMessage(alice.http, room.id, { content: 'nothing of importance' });
  await postMessage(alice.http, room.id, { content: `@${alias} come **quick**` });
  const [notification] = await untilShown(second, 1);
  expect(notification).toEqual({ title: 'Alice in Operations', body: `@${alias} come quick` });
  expect((await timesShown(first)) - before + (await timesShown(second))).toBe(1);
  for (const tab of tabs) {
    await expect(tab).toHaveTitle(/^\(2\) /);
    await expect(icon(tab)).toHaveAttribute('href', /^data:image\/png/);
  }

  await second.bringToFront();
  await second.getByRole('link', { name: /Operations/ }).click();
  await untilShown(second, 0);
  for (const tab of tabs) await expect(icon(tab)).toHaveAttribute('href', '/favicon.svg');
});

test('nothing is shown at level none, nor to whoever does not want to be disturbed', async ({
  alice,
  bob,
  room,
}) => {
  const { alias, userId } = bob.account;
  const loud = await createRoom(alice.http, { name: 'Loud' });
  await addMember(alice.http, loud.id, { userId });
  const context = await bob.open({ permissions: ['notifications'] });
  const page = await context.newPage();
  await countShown(page);
  await page.goto('/search');
  await turnOn(page);
  const call = (where: RoomView, text: string) =>
    postMessage(alice.http, where.id, { content: `@${alias} ${text}` });

  await changeMySettings(bob.http, room.id, { notificationLevel: { desktop: 'none' } });
  await call(room, 'one');
  await call(loud, 'two');
  expect((await untilShown(page, 1)).map(({ title }) => title)).toEqual(['Alice in Loud']);

  const before = await timesShown(page);
  await changeAvailability(bob.http, { choice: 'do-not-disturb' });
  await expect(page.getByRole('button', { name: /Do not disturb/i })).toBeVisible();
  await call(loud, 'three');
  await expect(page).toHaveTitle(/^\(3\) /);
  await changeAvailability(bob.http, { choice: 'automatic' });
  await expect(page.getByRole('button', { name: /Do not disturb/i })).toBeHidden();
  await call(loud, 'four');
  await expect.poll(() => shown(page)).toMatchObject([{ body: expect.stringMatching(/four$/) as unknown }]);
  expect((await timesShown(page)) - before).toBe(1);
});

test('what is pushed while nothing is open is shown by the service worker, once', async ({ bob, room }) => {
  const context = await bob.open({ permissions: ['notifications'] });
  const page = await context.newPage();
  await page.goto('/search');
  await turnOn(page);
  const cdp = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [registration] = registrations;
      if (registration !== undefined) resolve(registration.registrationId);
    });
  });
  await cdp.send('ServiceWorker.enable');
  const push = {
    title: 'Alice in Operations',
    body: 'wake up',
    roomId: room.id,
    seq: 1,
    url: `/rooms/${room.id}#message-1`,
  };
  const deliver = async () =>
    cdp.send('ServiceWorker.deliverPushMessage', {
      origin: new URL(page.url()).origin,
      registrationId: await registered,
      data: JSON.stringify(push),
    });
  await deliver();
  await deliver();
  expect(await untilShown(page, 1)).toEqual([{ title: push.title, body: push.body }]);
});

async function untilShown(page: Page, count: number): Promise<{ title: string; body: string }[]> {
  await expect.poll(async () => (await shown(page)).length).toBe(count);
  return shown(page);
}
