import { postMessage } from '@carillon/client';
import { expect, test } from '../fixtures/test.js';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the sign-in and sign-up pages pass axe (${colorScheme})`, async ({ page, checkA11y }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const path of ['/sign-in', '/sign-up']) {
      await page.goto(path);
      await expect(page.getByLabel('E-mail')).toBeVisible();
      await checkA11y(page);
    }
  });

  test(`the guide for webhook developers passes axe, without an account (${colorScheme})`, async ({
    page,
    checkA11y,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto('/docs/webhooks#errors');
    await expect(page.getByRole('heading', { name: 'Errors' })).toBeInViewport();
    await checkA11y(page);
  });

  test(`a room, its gear and its dialogs pass axe (${colorScheme})`, async ({
    alice,
    bob,
    room,
    enter,
    webhook,
    checkA11y,
  }) => {
    await postMessage(bob.http, room.id, {
      content: `# Status\n\nHi @${alice.account.alias}, **all** _green_ :tada:\n\n- [x] build\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n\`\`\`sh\nls\n\`\`\``,
    });
    const screen = await enter(alice, { colorScheme, reducedMotion: 'reduce' });
    await expect(screen.message('Status')).toBeVisible();
    await checkA11y(screen.page);
    const dialog = await screen.manageWebhooks();
    await expect(dialog.getByRole('listitem', { name: webhook.name })).toBeVisible();
    await dialog.getByRole('button', { name: `Code for ${webhook.name}` }).click();
    await checkA11y(screen.page);
    await screen.page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await screen.chooseSetting('Edit members');
    await checkA11y(screen.page);
  });
}
