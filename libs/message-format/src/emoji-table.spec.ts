import { expect, it } from 'vitest';
import { emojiTableSource } from '../tools/emoji-table.js';

it('is the table that the generator makes of the installed emoji data', async () => {
  await expect(emojiTableSource()).toMatchFileSnapshot('./emoji-table.ts');
});
