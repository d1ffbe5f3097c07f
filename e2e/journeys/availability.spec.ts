import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.js';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const accountMenu = (page: Page) => page.getByRole('button', { name: /Account of/ });

async function choose(page: Page, name: string) {
  await accountMenu(page).click();
  await page.getByRole('menuitemradio', { name }).click();
}

test('what one chooses is seen by the others and on all own devices, live', async ({ alice, bob, enter }) => {
  const alices = await enter(alice);
  const bobs = await enter(bob);
  const entry = alices.roster.getByRole('listitem').filter({ hasText: 'Bob' });
  await expect(entry).toContainText('Available');

  const phones = await (await bob.open(phone)).newPage();
  await phones.goto('/');
  await choose(bobs.page, 'Busy');
  await expect(entry).toContainText('Busy');
  await expect(accountMenu(phones)).toHaveAccessibleName(/Busy/);

  await accountMenu(phones).click();
  await phones.getByRole('menuitem', { name: 'Set a status' }).click();
  const dialog = phones.getByRole('dialog', { name: 'Availability and status' });
  await dialog.getByRole('button', { name: 'At lunch' }).click();
  await dialog.getByRole('radio', { name: /Do not disturb/ }).check();
  await dialog.getByLabel('Keep it').selectOption('For an hour');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(entry).toContainText('Do not disturb');
  await expect(entry).toContainText('At lunch');
  await expect(accountMenu(bobs.page)).toHaveAccessibleName(/Do not disturb.*At lunch/);

  await accountMenu(bobs.page).click();
  await bobs.page.getByRole('menuitem', { name: 'Clear status' }).click();
  await expect(entry).not.toContainText('At lunch');
});

test('who hides is offline and not present to others, and comes back', async ({ alice, bob, enter }) => {
  const alices = await enter(alice);
  const bobs = await enter(bob);
  const present = alices.rosterSection('Present').getByRole('listitem');
  await expect(present).toHaveText([/Alice/, /Bob/]);
  await choose(bobs.page, 'Hidden');
  const hidden = alices.rosterSection('Not present').getByRole('listitem');
  await expect(hidden).toHaveText([/Bob.*Offline/]);
  await choose(bobs.page, 'Available');
  await expect(present).toHaveText([/Alice/, /Bob.*Available/]);
});

test('who has a room open on two devices is present until the last one leaves', async ({
  alice,
  bob,
  enter,
}) => {
  const alices = await enter(alice);
  const laptop = await enter(bob);
  const handheld = await enter(bob, phone);
  const present = alices.rosterSection('Present').getByRole('listitem');
  await expect(present).toHaveText([/Alice/, /Bob/]);
  await laptop.page.close();
  await handheld.write('still here');
  await expect(alices.message('still here')).toBeVisible();
  await expect(present).toHaveText([/Alice/, /Bob/]);
  await handheld.page.close();
  await expect(alices.rosterSection('Not present').getByRole('listitem')).toHaveText([/Bob/]);
});
