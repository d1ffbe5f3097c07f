import { expect, test } from '../fixtures/test.js';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

test('a name leads to a card: who it is, how to reach them, and a mention of them', async ({
  alice,
  bob,
  enter,
}) => {
  const alices = await enter(alice);
  const bobs = await enter(bob);
  await bobs.write(`Hello @${alice.account.alias}, there`);
  await alices.message('Hello').getByRole('button', { name: 'Bob' }).click();
  const card = alices.page.getByRole('dialog', { name: 'Bob' });
  await expect(card).toContainText(`@${bob.account.alias}`);
  await expect(card).toContainText('Available, present here');
  await bobs.page.close();
  await expect(card).toContainText('Offline');
  await card.getByRole('button', { name: 'Mention' }).click();
  await expect(card).toBeHidden();
  await expect(alices.composer).toHaveValue(`@${bob.account.alias} `);
  await alices.roster.getByRole('button', { name: 'Alice' }).click();
  const own = alices.page.getByRole('dialog', { name: 'Alice (you)' });
  await expect(own.getByRole('button', { name: 'Copy e-mail' })).toBeVisible();
  await expect(own.getByRole('button', { name: 'Mention' })).toBeHidden();
  await alices.page.keyboard.press('Escape');
  await expect(own).toBeHidden();
});

test('on a phone the card of a mentioned member fits', async ({ alice, bob, enter, checkA11y }) => {
  const alices = await enter(alice, phone);
  await alices.write(`Ask @${bob.account.alias}, please`);
  await alices
    .message('Ask')
    .getByRole('button', { name: `@${bob.account.alias}` })
    .click();
  const card = alices.page.getByRole('dialog', { name: 'Bob' });
  await expect(card.getByRole('button', { name: 'Copy e-mail' })).toBeInViewport();
  // The card lies over a part of the name above the mention, which leaves less than a finger needs of that.
  await checkA11y(alices.page, '[role=dialog]');
});

test('the card leads to the conversation with its person', async ({ alice, bob, enter }) => {
  const alices = await enter(alice);
  await alices.roster.getByRole('button', { name: /^Bob/ }).click();
  await alices.page.getByRole('dialog', { name: 'Bob' }).getByRole('button', { name: 'Message' }).click();
  await expect(alices.page.getByRole('heading', { name: bob.account.displayName, level: 1 })).toBeVisible();
  await alices.write('Hello Bob');
  await expect(alices.message('Hello Bob')).toBeVisible();
});
