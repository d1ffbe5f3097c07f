import { password, signUpPerson } from '../fixtures/people.js';
import { expect, test } from '../fixtures/test.js';
import { Server } from '../fixtures/server.js';

test('the owner deactivates somebody, who is out at once, and lets them back in', async ({
  browser,
  checkA11y,
}) => {
  // A server of its own: on the one that journeys share somebody else signed up first.
  const server = await Server.start();
  try {
    const owner = await signUpPerson(server, browser, 'Olivia');
    const bob = await signUpPerson(server, browser, 'Bob');
    expect(owner.account.isOwner).toBe(true);
    const atBobs = await (await bob.open()).newPage();
    await atBobs.goto('/');
    await atBobs.getByRole('button', { name: 'New room' }).click();
    await atBobs.getByRole('dialog').getByLabel('Name').fill('Bakery');
    await atBobs.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
    await expect(atBobs.getByRole('heading', { name: 'Bakery', level: 1 })).toBeVisible();

    const page = await (await owner.open()).newPage();
    await page.goto('/');
    await page.getByRole('button', { name: /Account of/ }).click();
    await page.getByRole('menuitem', { name: 'People', exact: true }).click();
    await page.getByRole('searchbox', { name: 'Find people' }).fill('bob');
    const row = page.getByRole('listitem', { name: 'Bob' });
    await checkA11y(page);
    await row.getByRole('button', { name: 'Deactivate Bob' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Deactivate' }).click();
    await expect(row.getByText('Deactivated')).toBeVisible();

    await expect(atBobs.getByRole('button', { name: 'Sign in' })).toBeVisible();
    await atBobs.getByLabel('E-mail').fill(bob.account.email);
    await atBobs.getByLabel('Password', { exact: true }).fill(password);
    await atBobs.getByRole('button', { name: 'Sign in' }).click();
    await expect(atBobs.getByText('This account is deactivated.')).toBeVisible();

    await row.getByRole('button', { name: 'Reactivate Bob' }).click();
    await expect(row.getByRole('button', { name: 'Deactivate Bob' })).toBeVisible();
    await atBobs.getByRole('button', { name: 'Sign in' }).click();
    await expect(atBobs.getByRole('link', { name: /Bakery/ })).toBeVisible();
  } finally {
    await server.remove();
  }
});
