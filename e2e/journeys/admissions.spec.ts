import { addMember } from '@carillon/client';
import { signUpPerson } from '../fixtures/people.js';
import { expect, test } from '../fixtures/test.js';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

test('an invitation is seen at once, declined, made again, and accepted on a phone', async ({
  alice,
  enter,
  server,
  browser,
}) => {
  const carol = await signUpPerson(server, browser, 'Carol');
  const carols = await (await carol.open(phone)).newPage();
  await carols.goto('/');
  const screen = await enter(alice);
  const invite = async () => {
    const dialog = await screen.chooseSetting('Edit members');
    await dialog.getByLabel('E-mail of the person to add').fill(carol.account.email);
    await dialog.getByRole('button', { name: 'Invite' }).click();
    await expect(dialog.getByRole('list', { name: 'Invited' }).getByText('Carol')).toBeVisible();
    return dialog;
  };
  const dialog = await invite();
  const invitation = carols.getByRole('listitem', { name: 'Invitation to Operations' });
  await expect(invitation).toContainText('Alice invites you to Operations');
  await invitation.getByRole('button', { name: 'Decline' }).click();
  await expect(invitation).toBeHidden();
  await expect(dialog.getByRole('list', { name: 'Invited' })).toBeHidden();
  await screen.page.keyboard.press('Escape');

  await invite();
  await invitation.getByRole('button', { name: 'Accept' }).click();
  await expect(carols.getByRole('heading', { name: 'Operations', level: 1 })).toBeVisible();
  await screen.page.keyboard.press('Escape');
  await expect(
    screen.rosterSection('Present').getByRole('listitem').filter({ hasText: 'Carol' }),
  ).toBeVisible();
});

test('whoever has the address of a room asks, and is taken in when an administrator approves', async ({
  alice,
  room,
  enter,
  server,
  browser,
}) => {
  const dave = await signUpPerson(server, browser, 'Dave');
  const daves = await (await dave.open()).newPage();
  const ask = async (id: string) => {
    await daves.goto(`/rooms/${id}`);
    await daves.getByRole('button', { name: 'Request access' }).click();
    await expect(daves.getByRole('heading', { name: 'Your request is sent' })).toBeVisible();
  };
  const screen = await enter(alice);
  await ask('00000000-0000-4000-8000-000000000000');
  await ask(room.id);
  const request = screen.page.getByRole('listitem', { name: 'Dave asks to join Operations' });
  await request.getByRole('button', { name: 'Approve' }).click();
  await expect(daves.getByRole('heading', { name: 'Operations', level: 1 })).toBeVisible();
  await expect(request).toBeHidden();
});

test('who types is shown to who looks at the room, until the message is there', async ({
  alice,
  bob,
  enter,
}) => {
  const alices = await enter(alice);
  const bobs = await enter(bob, phone);
  await bobs.composer.pressSequentially('On my way');
  await expect(alices.page.getByText('Bob is typing')).toBeVisible();
  await bobs.composer.press('Enter');
  await expect(alices.message('On my way')).toBeVisible();
  await expect(alices.page.getByText('Bob is typing')).toBeHidden();
});

test('who switched typing off neither says nor sees it', async ({
  alice,
  bob,
  room,
  enter,
  server,
  browser,
}) => {
  const carol = await signUpPerson(server, browser, 'Carol');
  await addMember(alice.http, room.id, { userId: carol.account.userId });
  const [alices, bobs, carols] = [await enter(alice), await enter(bob), await enter(carol)];
  await bobs.page.getByRole('button', { name: /Account of/ }).click();
  await bobs.page.getByRole('menuitem', { name: 'Account and theme' }).click();
  await bobs.page.getByRole('radio', { name: /Neither show it nor say it/ }).check();
  await bobs.page.keyboard.press('Escape');
  await bobs.composer.pressSequentially('quiet');
  await carols.composer.pressSequentially('loud');
  // Had Bob's been told, it would have come before Carol's.
  await expect(alices.page.getByText('Carol is typing')).toBeVisible();
  await expect(bobs.page.getByText('Carol is typing')).toBeHidden();
});
