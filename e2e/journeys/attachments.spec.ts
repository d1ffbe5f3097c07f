import { readFile } from 'node:fs/promises';
import { devices } from '@playwright/test';
import { aPicture } from '../fixtures/pictures.js';
import { expect, test } from '../fixtures/test.js';
import { FilesToSend, type GivenFile } from '../pages/files.js';

const png = (name: string, width = 800, height = 500): GivenFile => ({
  name,
  mimeType: 'image/png',
  buffer: aPicture(width, height, [14, 101, 92]),
});
const text = (name: string, content: string): GivenFile => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(content),
});

test('files go with a message: picked, dropped and pasted by one, seen, opened and saved by the other', async ({
  alice,
  bob,
  enter,
  checkA11y,
}) => {
  const [atAlice, atBob] = [await enter(alice), await enter(bob)];
  await atBob.write('Show me');
  const files = new FilesToSend(atAlice.page);

  await test.step('Alice chooses them', async () => {
    await files.pick([text('Übersicht März.csv', 'a,b\n1,2\n'), png('dashboard.png')]);
    const held = await files.dragOver(png('flame graph.png', 300, 900));
    await expect(atAlice.page.getByText('Drop files to send them to Operations')).toBeVisible();
    await held.drop();
    await expect(atAlice.page.getByText('Drop files to send them to Operations')).toBeHidden();
    await files.paste(png('image.png', 64, 64));
    await expect(files.list).toHaveCount(4);
    await expect(files.list.last()).toContainText(/Pasted .*\.png/);
    await files.list
      .last()
      .getByRole('button', { name: /^Remove Pasted/ })
      .click();
    await expect(files.list).toHaveCount(3);
    await checkA11y(atAlice.page);
  });

  await test.step('and sends them with a text', async () => {
    await atAlice.write('Numbers and pictures');
    await expect(files.list).toHaveCount(0);
  });

  await test.step('Bob sees them at once, in boxes that do not move', async () => {
    const message = atBob.message('Numbers and pictures');
    const pictures = message.getByRole('button', { name: /^Open / });
    await expect(pictures).toHaveCount(2);
    for (const picture of await pictures.getByRole('img').all())
      await expect
        .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
        .toBeGreaterThan(0);
    await checkA11y(atBob.page);
  });

  await test.step('opens the pictures by keyboard', async () => {
    const { page } = atBob;
    await atBob
      .message('Numbers and pictures')
      .getByRole('button', { name: 'Open dashboard.png' })
      .press('Enter');
    const lightbox = page.getByRole('dialog');
    await expect(lightbox.getByRole('heading', { name: 'dashboard.png' })).toBeVisible();
    await page.keyboard.press('ArrowRight');
    await expect(lightbox.getByRole('heading', { name: 'flame graph.png' })).toBeVisible();
    await checkA11y(page);
    await page.keyboard.press('Escape');
    await expect(lightbox).toBeHidden();
  });

  await test.step('and saves the file under its name', async () => {
    const saved = atBob.page.waitForEvent('download');
    await atBob
      .message('Numbers and pictures')
      .getByRole('link', { name: /Übersicht März.csv .*Download/ })
      .click();
    const download = await saved;
    expect(download.suggestedFilename()).toBe('Übersicht März.csv');
    expect(await readFile(await download.path(), 'utf8')).toBe('a,b\n1,2\n');
  });

  await test.step('They are there after a reload', async () => {
    await atBob.page.reload();
    await expect(atBob.message('Numbers and pictures').getByRole('button', { name: /^Open / })).toHaveCount(
      2,
    );
  });
});

test('a file that cannot be sent says why, and one that cannot leave waits for the connection', async ({
  alice,
  enter,
}) => {
  const screen = await enter(alice);
  const files = new FilesToSend(screen.page);

  await files.pick([text('empty.txt', '')]);
  await expect(files.list.first()).toContainText('This file is empty.');
  await files.list.first().getByRole('button', { name: 'Remove empty.txt' }).click();

  await screen.page.context().setOffline(true);
  await files.pick([text('later.txt', 'Later.')]);
  await expect(files.list.first()).toContainText('waiting');
  await screen.composer.fill('With a file');
  await screen.composer.press('Enter');
  await expect(screen.message('With a file')).toHaveCount(0);
  await screen.page.context().setOffline(false);
  const link = screen.message('With a file').getByRole('link', { name: /later.txt .*Download/ });
  await expect(link).toBeVisible();
  await expect(files.list).toHaveCount(0);
});

test('a photo goes from a phone, without a word', async ({ alice, bob, enter, checkA11y }) => {
  const { viewport, hasTouch, isMobile, userAgent } = devices['iPhone 13'];
  const atAlice = await enter(alice);
  const onPhone = await enter(bob, { viewport, hasTouch, isMobile, userAgent });
  const files = new FilesToSend(onPhone.page);
  await files.pick([png('IMG_0001.png', 1200, 1600)]);
  await expect(files.list.first()).toContainText('kB');
  await onPhone.page.getByRole('button', { name: 'Send' }).click();
  const picture = atAlice.messages.getByRole('button', { name: 'Open IMG_0001.png' });
  await expect(picture).toBeVisible();
  const own = onPhone.messages.getByRole('button', { name: 'Open IMG_0001.png' });
  await expect(own).toBeVisible();
  const box = await own.boundingBox();
  expect(box?.width).toBeLessThanOrEqual(360);
  await checkA11y(onPhone.page);
});
