import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Block, MessageFormat } from './document.js';
import { parseMessage } from './parse.js';

/** A golden case: the syntax of messages grows by adding one to a file of `cases/`. */
type Case = { title: string; format: MessageFormat; content: string; blocks: Block[] };

const folder = new URL('./cases/', import.meta.url);

for (const file of readdirSync(folder)) {
  // The files are ours and stand beside this one; a wrong shape fails the comparison.
  const cases = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Case[];

  describe(file.replace('.json', ''), () => {
    it.each(cases)('$title', ({ content, format, blocks }) => {
      expect(parseMessage(content, format).blocks).toEqual(blocks);
    });
  });
}
