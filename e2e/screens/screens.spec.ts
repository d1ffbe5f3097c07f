import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  addMember,
  changeMySettings,
  changeProfile,
  changeRoom,
  createRoom,
  createWebhook,
  editMessage,
  openConversation,
  postMessage,
  setPinned,
  setReaction,
} from '@carillon/client';
import type { MessageView, RoomView, WebhookView } from '@carillon/contracts';
import type { Page } from '@playwright/test';
import { signUpPerson, type Person } from '../fixtures/people.js';
import { expect, test } from '../fixtures/test.js';
import { RoomScreen } from '../pages/room-screen.js';

/**
 * Pictures of every screen, made anew by `npm run screens`: what a reader of the documents sees, and what whoever
 * changes the client looks through. They are not compared with anything.
 */

const folder = join(import.meta.dirname, '../../docs/screens');
const sizes = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};
type Size = keyof typeof sizes;

type Scene = { marta: Person; room: RoomView; pinned: MessageView };

async function post(webhook: WebhookView, content: string): Promise<void> {
  const response = await fetch(webhook.url, { method: 'POST', body: JSON.stringify({ Content: content }) });
  expect(response.status).toBe(200);
}

test.describe.configure({ mode: 'serial' });
let scene: Scene;

test.beforeAll(async ({ server, browser }) => {
  mkdirSync(folder, { recursive: true });
  const [marta, jorge, saanvi, li] = [
    await signUpPerson(server, browser, 'Marta Major'),
    await signUpPerson(server, browser, 'Jorge Souza'),
    await signUpPerson(server, browser, 'Saanvi Sarkar'),
    await signUpPerson(server, browser, 'Li Juan'),
  ];
  await changeProfile(marta.http, { alias: 'marta' });
  const makeRoom = async (name: string, people: Person[]) => {
    const room = await createRoom(marta.http, { name });
    for (const person of people) await addMember(marta.http, room.id, { userId: person.account.userId });
    return room;
  };
  const room = await makeRoom('Deployments', [jorge, saanvi, li]);
  await changeRoom(marta.http, room.id, {
    topic: 'What goes to production, and when: https://status.example.com',
  });
  const others = [
    await makeRoom('On call', [jorge]),
    await makeRoom('Release train', [li]),
    await makeRoom('Customer service and everything that has to do with it', [saanvi]),
  ];
  await changeMySettings(marta.http, room.id, { isFavourite: true });
  const [ci, grafana] = [
    await createWebhook(marta.http, room.id, { name: 'CI' }),
    await createWebhook(marta.http, room.id, { name: 'Grafana' }),
  ];
  await post(ci, 'Build **1422** of `main` passed in 4 min 12 s :white_check_mark:');
  const first = await postMessage(jorge.http, room.id, { content: 'Cutting **1.4.2** from it now.' });
  await post(grafana, `**Firing:** queue length above 500 on \`worker-3\` for 5 minutes. @marta`);
  const last = await postMessage(saanvi.http, room.id, {
    content:
      'That is the nightly import, it drains by itself:\n\n```ts\nconst worker = new Worker(queue, { concurrency: 4 }); // was 2\n```',
  });
  await setReaction(marta.http, last, '👀', true);
  await setReaction(li.http, last, '👀', true);
  await setReaction(jorge.http, last, '🎉', true);
  await editMessage(saanvi.http, last, { content: `${last.content}\nI will raise the threshold.` });
  await postMessage(li.http, room.id, {
    content:
      '| service | version | before |\n| --- | --- | --- |\n| api | 1.4.2 | 1.4.1 |\n| web | 1.4.2 | 1.4.1 |',
  });
  const pinned = await setPinned(marta.http, first, true);
  for (const other of others) await postMessage(marta.http, other.id, { content: 'Good morning.' });
  await postMessage(jorge.http, (others[0] ?? room).id, {
    content: `@marta can you take Sunday?`,
  });
  const direct = await openConversation(marta.http, { userIds: [li.account.userId] });
  await postMessage(li.http, direct.id, { content: 'Lunch at noon?' });
  scene = { marta, room, pinned };
});

for (const size of Object.keys(sizes) as Size[])
  for (const colorScheme of ['light', 'dark'] as const)
    test(`screens, ${size}, ${colorScheme}`, async ({ browser, server }) => {
      test.setTimeout(180_000);
      const { marta, room } = scene;
      const options = { ...sizes[size], colorScheme, baseURL: server.url };
      const page = await (await marta.open(options)).newPage();
      const take = async (name: string, of: Page = page) => {
        await of.evaluate(() => document.fonts.ready);
        await of.screenshot({
          path: join(folder, `${name}-${size}-${colorScheme}.jpg`),
          type: 'jpeg',
          quality: 72,
          animations: 'disabled',
          caret: 'hide',
        });
      };
      const closeDialog = async () => {
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toBeHidden();
      };

      const stranger = await (await browser.newContext(options)).newPage();
      for (const [path, name] of [
        ['/sign-in', 'sign-in'],
        ['/sign-up', 'sign-up'],
        ['/docs/webhooks', 'webhooks-guide'],
      ] as const) {
        await stranger.goto(path);
        await expect(stranger.getByRole('heading').first()).toBeVisible();
        await take(name, stranger);
      }
      await stranger.context().close();

      await page.goto('/');
      await expect(page.getByRole('link', { name: /Deployments/ })).toBeVisible();
      await take('rooms');
      const screen = new RoomScreen(page);
      await screen.goto(room);
      await expect(screen.message('Cutting')).toBeVisible();
      await take('room');
      await page.getByRole('button', { name: 'Pinned messages' }).click();
      await expect(page.getByRole('dialog')).toContainText('Cutting');
      await take('pinned-messages');
      await closeDialog();
      for (const [item, name] of [
        ['Manage webhooks', 'manage-webhooks'],
        ['Edit members', 'edit-members'],
        ['Edit room', 'edit-room'],
      ] as const) {
        await page.getByRole('button', { name: 'Room settings' }).click();
        const entry = page.getByRole('menuitem', { name: item });
        await entry.click();
        await expect(page.getByRole('dialog')).toBeVisible();
        await take(name);
        await closeDialog();
      }
      if (size === 'desktop') {
        await screen.message('Cutting').hover();
        await expect(screen.message('Cutting').getByRole('button', { name: 'More actions' })).toBeVisible();
        await take('message-actions');
        await page.keyboard.press('Control+k');
        await expect(page.getByRole('dialog')).toBeVisible();
        await take('switcher');
        await closeDialog();
        await page.keyboard.press('Control+/');
        await expect(page.getByRole('dialog')).toBeVisible();
        await take('shortcuts');
        await closeDialog();
      }
      await page.goto('/search?q=worker');
      await expect(
        page
          .getByRole('article')
          .or(page.getByRole('listitem').filter({ hasText: 'worker' }))
          .first(),
      ).toBeVisible();
      await take('search');
      await page.goto('/rooms/0199a8f4-6f5e-7c3a-9b1d-2f6f5c1d9e10');
      await expect(page.getByRole('button', { name: /Request access/ })).toBeVisible();
      await take('request-access');
      await page.goto('/nowhere');
      await expect(page.getByRole('heading').first()).toBeVisible();
      await take('not-found');
    });
