import { createRoom, postMessage, searchMessages } from '@carillon/client';
import { expect, test } from '../fixtures/test.js';
import { shell } from '../pages/shell.js';

test('a member finds what others and a webhook wrote, and goes to where it stands', async ({
  alice,
  bob,
  room,
  webhook,
  enter,
  checkA11y,
}) => {
  await postMessage(alice.http, room.id, { content: 'The **needle** lies at https://example.com/hay' });
  for (let count = 0; count < 60; count += 1)
    await postMessage(alice.http, room.id, { content: `straw ${count}` });
  await shell(`curl -s -X POST '${webhook.url}' --data '{"Content":"needle found by worker-3"}'`);
  const secret = await createRoom(alice.http, { name: 'Secret' });
  await postMessage(alice.http, secret.id, { content: 'needle of Alice alone' });
  const found = async () => (await searchMessages(alice.http, { q: 'needle' })).items.length;
  await expect.poll(found).toBe(3);

  const { page } = await enter(bob);
  await page.keyboard.press('ControlOrMeta+Shift+KeyF');
  const field = page.getByRole('searchbox', { name: 'Search messages' });
  await expect(field).toBeFocused();
  await field.fill('need');
  await field.press('Enter');
  const results = page.getByRole('region', { name: 'Results for need' }).getByRole('listitem');
  await expect(results).toHaveText([/Build \(Webhook\).*worker-3/, /Alice.*The needle lies/]);
  await checkA11y(page);

  await field.fill('needle has:link from:alice');
  await field.press('Enter');
  await expect(page.getByRole('listitem').getByText('needle', { exact: true })).toBeVisible();
  await field.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/rooms/${room.id}#message-1$`));
  await expect(page.getByRole('article').getByText('needle', { exact: true })).toBeInViewport();
  await page.goBack();
  await expect(page.getByText('1 message', { exact: true })).toBeVisible();
});

test('on a phone a search in one room leads there and back', async ({ alice, bob, room, enter }) => {
  await postMessage(alice.http, room.id, { content: 'pocket needle' });
  await expect.poll(async () => (await searchMessages(alice.http, { q: 'pocket' })).items.length).toBe(1);
  const { page } = await enter(bob, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await page.getByRole('button', { name: 'Search in this room' }).click();
  const field = page.getByRole('searchbox', { name: 'Search messages' });
  await expect(field).toHaveValue('in:"Operations" ');
  await field.pressSequentially('pocket');
  await field.press('Enter');
  await page.getByRole('link', { name: /pocket needle/ }).click();
  await expect(page.getByRole('textbox', { name: /^Message / })).toBeVisible();
  await page.goBack();
  await page.getByRole('link', { name: 'Back to rooms' }).click();
  await expect(page.getByRole('button', { name: 'Search messages' })).toBeVisible();
});
