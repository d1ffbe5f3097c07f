import { expect, it } from 'vitest';
import { mentionsIn } from './mentions.js';
import { parseMessage } from './parse.js';

it('collects handles once, lower-cased, in the order of the text, from every kind of block', () => {
  const content =
    '# @Zoe\n\n> @bob\n\n- **@ALICE**\n  - @bob\n\n| @carol |\n|-|\n| @All |\n\n`@nobody` <@present|x>';
  expect(mentionsIn(parseMessage(content, 'markdown'))).toEqual({
    handles: ['zoe', 'bob', 'alice', 'carol'],
    all: true,
    present: true,
  });
});

it('finds nobody in code, addresses and words', () => {
  const content =
    '`@All`\n\n```\n@Present\n```\n\na@All.example.com http://a.example/@bob [@All](http://a.example)';
  expect(mentionsIn(parseMessage(content, 'markdown'))).toEqual({ handles: [], all: false, present: false });
});
