import { expect, type Page } from '@playwright/test';

/** What the page put on the clipboard, once it is there. */
export async function copiedText(page: Page, pattern: RegExp): Promise<string> {
  const read = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(read).toMatch(pattern);
  return read();
}
