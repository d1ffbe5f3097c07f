import { expect, test } from '../fixtures/test.js';

test('a message is written with formats, an emoji, a mention and a pasted table, by keyboard only', async ({
  alice,
  bob,
  enter,
  checkA11y,
}) => {
  const [screen, bobs] = [await enter(alice), await enter(bob)];
  const { page, composer } = screen;
  const keyboard = page.keyboard;

  // Bold by its keys, and undone by the browser's.
  await composer.pressSequentially('Deployed');
  await composer.press('Control+a');
  await composer.press('Control+b');
  await expect(composer).toHaveValue('**Deployed**');
  await composer.press('Control+z');
  await expect(composer).toHaveValue('Deployed');
  await composer.press('Control+a');
  await composer.press('Control+b');
  await composer.press('End');

  // Over "Attach files" to the buttons, arrows among them, a search, Enter: back in the field.
  await keyboard.type(' ');
  await keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Attach files' })).toBeFocused();
  await keyboard.press('Tab');
  for (let step = 0; step < 6; step += 1) await keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: 'Emoji' })).toBeFocused();
  await keyboard.press('Enter');
  const search = page.getByRole('combobox', { name: 'Search emoji' });
  await expect(search).toBeFocused();
  await keyboard.type('rocket');
  await expect(page.getByRole('option')).toHaveCount(1);
  await checkA11y(page);
  await keyboard.press('Enter');
  await expect(composer).toBeFocused();
  await expect(composer).toHaveValue('**Deployed** 🚀');

  // A member by the first letters.
  await keyboard.type(` thanks @${bob.account.alias.slice(0, 3)}`);
  await expect(page.getByRole('option', { name: /Bob/ })).toBeVisible();
  await keyboard.press('Enter');
  await expect(composer).toHaveValue(`**Deployed** 🚀 thanks @${bob.account.alias} `);

  // A list that goes on by itself, and a table from a spreadsheet.
  await keyboard.press('Shift+Enter');
  await keyboard.type('- api');
  await keyboard.press('Shift+Enter');
  await keyboard.type('web');
  await keyboard.press('Shift+Enter');
  await keyboard.press('Shift+Enter');
  await page.evaluate(async () => {
    const html = '<table><tr><th>Service</th><th>p99</th></tr><tr><td>api</td><td>210 ms</td></tr></table>';
    const blob = (type: string, text: string) => new Blob([text], { type });
    await navigator.clipboard.write([
      new ClipboardItem({
        'text/html': blob('text/html', html),
        'text/plain': blob('text/plain', 'Service\tp99\napi\t210 ms'),
      }),
    ]);
  });
  await keyboard.press('Control+v');
  await expect(composer).toHaveValue(/\| Service \| p99 \|\n\| --- \| --- \|\n\| api \| 210 ms \|/);

  // The preview shows what Bob will see.
  await page.getByRole('button', { name: 'Preview' }).click();
  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(preview.getByRole('table')).toBeVisible();
  await expect(preview.locator('strong', { hasText: 'Deployed' })).toBeVisible();
  await checkA11y(page);

  await composer.press('Enter');
  await expect(composer).toHaveValue('');
  const received = bobs.message('Deployed');
  await expect(received.locator('mark')).toHaveText(`@${bob.account.alias}`);
  await expect(received.getByRole('listitem')).toHaveText(['api', 'web']);
  await expect(received.getByRole('cell', { name: '210 ms' })).toBeVisible();
});

test('on a phone the formats are a press away, and the keyboard stays', async ({ alice, enter }) => {
  const { page, composer } = await enter(alice, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await expect(page.getByRole('button', { name: 'Bold' })).toBeHidden();
  await composer.tap();
  await page.getByRole('button', { name: 'Formats' }).tap();
  await expect(composer).toBeFocused();
  await page.getByRole('button', { name: 'Quote' }).tap();
  await expect(composer).toBeFocused();
  await page.keyboard.type('as they said');
  await expect(composer).toHaveValue('> as they said');
  await page.getByRole('button', { name: 'Emoji' }).tap();
  await page.getByRole('option', { name: 'grinning', exact: true }).tap();
  await expect(composer).toHaveValue('> as they said😀');
});

test('code keeps its lines, gets its colours, and is copied as it was written', async ({ alice, enter }) => {
  const screen = await enter(alice);
  const code = 'const answer: number = 42;\nexport { answer };';
  await screen.write(`\`\`\`ts\n${code}\n\`\`\``);
  const block = screen.page.getByRole('article').locator('pre');
  await expect(block).toHaveText(code);
  const keyword = block.getByText('const', { exact: true });
  await expect(keyword).toBeVisible();
  const plain = await block.evaluate((element) => getComputedStyle(element).color);
  await expect(keyword).not.toHaveCSS('color', plain);
  await block.hover();
  await screen.page.getByRole('button', { name: 'Copy code' }).click();
  await expect.poll(() => screen.page.evaluate(() => navigator.clipboard.readText())).toBe(code);
});
