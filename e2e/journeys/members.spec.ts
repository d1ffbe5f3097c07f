import { addMember, removeMember } from '@carillon/client';
import { signUpPerson } from '../fixtures/people.js';
import { expect, test } from '../fixtures/test.js';

test('the roster shows who is present, live, with a crown for administrators', async ({
  alice,
  bob,
  enter,
}) => {
  const alices = await enter(alice);
  await expect(alices.rosterSection('Present').getByRole('listitem')).toHaveText([/Alice/]);
  await expect(alices.rosterSection('Not present').getByRole('listitem')).toHaveText([/Bob/]);
  const bobs = await enter(bob);
  await expect(alices.rosterSection('Present').getByRole('listitem')).toHaveText([/Alice/, /Bob/]);
  const crowns = alices.roster.getByRole('img', { name: 'administrator' });
  await expect(crowns).toHaveCount(1);
  await bobs.page.close();
  await expect(alices.rosterSection('Not present').getByRole('listitem')).toHaveText([/Bob/]);
});

test('someone added sees the room appear; removed, it goes', async ({ alice, room, server, browser }) => {
  const carol = await signUpPerson(server, browser, 'Carol');
  const page = await (await carol.open()).newPage();
  await page.goto('/');
  await addMember(alice.http, room.id, { userId: carol.account.userId });
  const entry = page.getByRole('link', { name: /Operations/ });
  await entry.click();
  await expect(page.getByRole('textbox', { name: /^Message / })).toBeVisible();
  await removeMember(alice.http, room.id, carol.account.userId);
  await expect(entry).toBeHidden();
  await expect(page.getByRole('textbox', { name: /^Message / })).toBeHidden();
});

test('an administrator promotes, and the last one cannot leave', async ({ alice, bob, enter }) => {
  const screen = await enter(alice);
  const leave = await screen.chooseSetting('Leave room');
  await leave.getByRole('button', { name: /Leave/ }).click();
  await expect(screen.page.getByText(/A room needs an administrator/)).toBeVisible();
  await screen.page.keyboard.press('Escape');
  const members = await screen.chooseSetting('Edit members');
  await members.getByRole('button', { name: 'Actions for Bob' }).click();
  await screen.page.getByRole('menuitem', { name: /administrator/i }).click();
  await expect(
    members.getByRole('listitem', { name: 'Bob' }).getByRole('img', { name: 'administrator' }),
  ).toBeVisible();
  await screen.page.keyboard.press('Escape');
  const again = await screen.chooseSetting('Leave room');
  await again.getByRole('button', { name: /Leave/ }).click();
  await expect(screen.page.getByRole('heading', { name: 'Operations', level: 1 })).toBeHidden();
  const bobs = await enter(bob);
  await expect(bobs.roster.getByText('Alice')).toBeHidden();
});

test('a room one is not in looks the same as one that is not there', async ({ room, server, browser }) => {
  const mallory = await signUpPerson(server, browser, 'Mallory');
  const page = await (await mallory.open()).newPage();
  for (const id of [room.id, '00000000-0000-4000-8000-000000000000']) {
    await page.goto(`/rooms/${id}`);
    await expect(page.getByRole('heading', { name: 'You are not in this room' })).toBeVisible();
  }
});
