import { addMember, changeMember, createRoom, createWebhook, postMessage } from '@carillon/client';
import { signUpPerson, type Person } from '../fixtures/people.js';
import { Server } from '../fixtures/server.js';
import { expect, test } from '../fixtures/test.js';
import { RoomScreen } from '../pages/room-screen.js';
import { WebhooksDialog } from '../pages/webhooks-dialog.js';

const post = (url: string, body: object) =>
  fetch(url, { method: 'POST', body: JSON.stringify(body) }).then((response) => response.status);

/** The delivery log of the webhook Build, open in the browser of this person. */
async function openLog(screen: RoomScreen): Promise<WebhooksDialog> {
  await screen.manageWebhooks();
  const webhooks = new WebhooksDialog(screen.page);
  await webhooks.openLog('Build');
  return webhooks;
}

/** A slow sender would be no test of refusals: these need no waiting, and none of them is stored. */
async function postRefused(url: string, count: number): Promise<void> {
  for (let number = 0; number < count; number += 1)
    expect(await post(url, { text: `not for us ${String(number)}` })).toBe(400);
}

test('two administrators see each request as it comes in, with its status and reason', async ({
  alice,
  bob,
  room,
  webhook,
  enter,
}) => {
  await changeMember(alice.http, room.id, bob.account.userId, { role: 'administrator' });
  const logs = [await openLog(await enter(alice)), await openLog(await enter(bob))];
  for (const log of logs) await expect(log.dialog.getByText('No requests in the last 7 days')).toBeVisible();

  expect(await post(webhook.url, { Content: 'build 1 is green' })).toBe(200);
  expect(await post(webhook.url, { Content: 'build 2 is green' })).toBe(429);
  expect(await post(webhook.url, { text: 'build 3 is green' })).toBe(400);
  for (const log of logs) {
    await expect(log.requests).toHaveCount(3);
    await expect(log.requests.nth(0)).toContainText(/400 Refused.*The key "Content" is missing/);
    await expect(log.requests.nth(1)).toContainText(/429 Refused.*1 message per second/);
    await expect(log.requests.nth(2)).toContainText(/200 Accepted.*build 1 is green.*127\.0\.0\.1/);
  }
});

test('a refused request is posted again, which both administrators and the room see', async ({
  alice,
  bob,
  room,
  webhook,
  enter,
}) => {
  await changeMember(alice.http, room.id, bob.account.userId, { role: 'administrator' });
  const log = await openLog(await enter(alice));
  const bobs = await enter(bob);
  expect(await post(webhook.url, { Content: 'first' })).toBe(200);
  expect(await post(webhook.url, { Content: 'too fast' })).toBe(429);
  await log.request('429 Refused').getByRole('button').first().click();
  // Refused as long as the second is not over, and says so.
  await expect(async () => {
    await log.request('429 Refused').last().getByRole('button', { name: 'Post again' }).click();
    await expect(log.dialog.getByText(/^Posted again\./)).toBeVisible({ timeout: 1500 });
  }).toPass();
  await expect(log.request(/200 Accepted.*too fast.*Manage webhooks by Alice/)).toHaveCount(1);
  await expect(bobs.message('too fast')).toHaveCount(1);
  await expect(bobs.message('too fast')).toHaveAccessibleName(/^Build \(Webhook\),/);
});

test('a test message is in the room and in the log, with who sent it', async ({
  alice,
  bob,
  webhook,
  enter,
}) => {
  const bobs = await enter(bob);
  const alices = await enter(alice);
  await alices.manageWebhooks();
  const webhooks = new WebhooksDialog(alices.page);
  await expect(webhooks.row(webhook.name).getByText('Never used')).toBeVisible();
  await webhooks.row(webhook.name).getByRole('button', { name: 'Send test message' }).click();
  await expect(webhooks.dialog.getByText('The test message is in the room.')).toBeVisible();
  await expect(webhooks.row(webhook.name)).toContainText(/Last post just now.*1 post in 24 hours/);
  await expect(bobs.message('test message')).toContainText('Build (Webhook)');
  await webhooks.openLog(webhook.name);
  await expect(webhooks.requests).toContainText([/200 Accepted.*Manage webhooks by Alice/]);
});

test('the filter shows one outcome, also of what comes in then', async ({ alice, webhook, enter }) => {
  const log = await openLog(await enter(alice));
  expect(await post(webhook.url, { Content: 'good' })).toBe(200);
  await postRefused(webhook.url, 2);
  await expect(log.requests).toHaveCount(3);
  await log.show('Refused');
  await expect(log.requests).toHaveCount(2);
  await log.show('Accepted');
  await expect(log.requests).toContainText(['good']);
  await postRefused(webhook.url, 1);
  await log.show('Refused');
  await expect(log.requests).toHaveCount(3);
  expect(await log.requests.allTextContents()).not.toContain('good');
});

test('what comes in waits above, and nothing moves, while the reader has scrolled down', async ({
  alice,
  webhook,
  enter,
}) => {
  await postRefused(webhook.url, 70);
  const log = await openLog(await enter(alice));
  await expect(log.requests).toHaveCount(50);
  await log.requests.last().scrollIntoViewIfNeeded();
  await expect(log.requests).toHaveCount(70);
  await expect(log.dialog.getByText(/kept for 7 days/)).toBeAttached();
  const row = log.requests.nth(40);
  await row.scrollIntoViewIfNeeded();
  const before = await row.boundingBox();
  await postRefused(webhook.url, 3);
  const button = log.dialog.getByRole('button', { name: '3 new requests' });
  await expect(button).toBeVisible();
  expect(await row.boundingBox()).toEqual(before);
  await button.click();
  await expect(log.requests).toHaveCount(73);
  await expect(log.requests.first()).toBeInViewport();
  await expect(log.requests.first()).toContainText('400 Refused');
});

test('a request leads to its message in the room, however far back', async ({
  alice,
  room,
  webhook,
  enter,
}) => {
  expect(await post(webhook.url, { Content: 'long ago' })).toBe(200);
  for (let number = 1; number <= 60; number += 1)
    await postMessage(alice.http, room.id, { content: `line ${String(number)}` });
  const screen = await enter(alice);
  await expect(screen.message('line 60')).toBeInViewport();
  const log = await openLog(screen);
  await log.request('long ago').getByRole('button').first().click();
  await log.dialog.getByRole('link', { name: 'Show in room' }).click();
  await expect(log.dialog).toBeHidden();
  await expect(screen.message('long ago')).toBeInViewport();
  await expect(screen.message('long ago')).toBeFocused();
});

test('everything of the log can be reached by keyboard alone, and the focus returns', async ({
  alice,
  webhook,
  enter,
}) => {
  expect(await post(webhook.url, { Content: 'good' })).toBe(200);
  await postRefused(webhook.url, 1);
  const screen = await enter(alice);
  const { keyboard } = screen.page;
  const gear = screen.page.getByRole('button', { name: 'Room settings' });
  const webhooks = new WebhooksDialog(screen.page);
  const logButton = webhooks.row('Build').getByRole('button', { name: 'Delivery log' });
  const tabTo = async (place: ReturnType<typeof screen.page.getByRole>) => {
    await expect(async () => {
      await keyboard.press('Tab');
      await expect(place).toBeFocused({ timeout: 100 });
    }).toPass();
  };

  await gear.focus();
  await keyboard.press('Enter');
  await expect(screen.page.getByRole('menuitem', { name: 'Manage webhooks' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(webhooks.row('Build')).toBeVisible();
  await tabTo(webhooks.row('Build').getByRole('time'));
  await expect(screen.page.getByText(/ at .*20\d\d|20\d\d.* at /).first()).toBeVisible();
  await tabTo(logButton);
  await keyboard.press('Enter');
  await expect(webhooks.requests).toHaveCount(2);
  await tabTo(webhooks.request('400 Refused').getByRole('button'));
  await keyboard.press('ArrowDown');
  await expect(webhooks.request('200 Accepted').getByRole('button')).toBeFocused();
  await keyboard.press('Enter');
  await tabTo(webhooks.dialog.getByRole('button', { name: 'Post again' }));
  await tabTo(webhooks.dialog.getByRole('link', { name: 'Show in room' }));
  await keyboard.press('Escape');
  await expect(logButton).toBeFocused();
  await keyboard.press('Escape');
  await expect(webhooks.dialog).toBeHidden();
  await expect(gear).toBeFocused();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`the log passes axe, empty, filled and opened (${colorScheme})`, async ({
    alice,
    webhook,
    enter,
    checkA11y,
  }) => {
    const screen = await enter(alice, { colorScheme, reducedMotion: 'reduce' });
    const log = await openLog(screen);
    await expect(log.dialog.getByText('No requests in the last 7 days')).toBeVisible();
    await checkA11y(screen.page);
    expect(await post(webhook.url, { Content: 'good' })).toBe(200);
    await postRefused(webhook.url, 2);
    await expect(log.requests).toHaveCount(3);
    await checkA11y(screen.page);
    await log.request('200 Accepted').getByRole('button').click();
    await log.request('400 Refused').first().getByRole('button').click();
    await postRefused(webhook.url, 1);
    await expect(log.dialog.getByRole('button', { name: '1 new request' })).toBeVisible();
    await checkA11y(screen.page);
  });

test('on a phone the log fits and works', async ({ alice, webhook, enter }) => {
  const screen = await enter(alice, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const log = await openLog(screen);
  expect(await post(webhook.url, { Content: `${'wide'.repeat(60)} good` })).toBe(200);
  await postRefused(webhook.url, 1);
  await log.request('200 Accepted').getByRole('button').tap();
  await expect(log.dialog.getByRole('button', { name: 'Post again' })).toBeInViewport();
  const width = await screen.page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  await log.dialog.getByRole('button', { name: 'Back' }).tap();
  await expect(log.row('Build')).toBeVisible();
});

test('nothing of a request stays in the page once the dialog is closed', async ({
  alice,
  webhook,
  enter,
}) => {
  await postRefused(webhook.url, 1);
  const screen = await enter(alice);
  const log = await openLog(screen);
  await log.request('400 Refused').getByRole('button').click();
  await expect(log.dialog.getByText(/not for us/)).toBeVisible();
  await log.dialog.getByRole('button', { name: 'Close' }).click();
  await expect(log.dialog).toBeHidden();
  const content = await screen.page.content();
  expect(content).not.toContain('not for us');
  expect(content).not.toContain(new URL(webhook.url).searchParams.get('token'));
});

test('after a break the log catches up with what came in meanwhile', async ({ browser }) => {
  const server = await Server.start();
  try {
    const alice: Person = await signUpPerson(server, browser, 'Alice');
    const room = await createRoom(alice.http, { name: 'Operations' });
    const bob = await signUpPerson(server, browser, 'Bob');
    await addMember(alice.http, room.id, { userId: bob.account.userId });
    const webhook = await createWebhook(alice.http, room.id, { name: 'Build' });
    const screen = new RoomScreen(await (await alice.open()).newPage());
    await screen.goto(room);
    const log = await openLog(screen);
    await postRefused(webhook.url, 2);
    await expect(log.requests).toHaveCount(2);
    await server.halt();
    await expect(log.dialog.getByText(/^Offline/)).toBeVisible();
    await server.run();
    await postRefused(webhook.url, 3);
    await expect(log.requests).toHaveCount(5);
    await expect(log.dialog.getByText(/^Offline/)).toBeHidden();
    await postRefused(webhook.url, 1);
    await expect(log.requests).toHaveCount(6);
  } finally {
    await server.remove();
  }
});
