import type { UserId, WebhookId } from '@carillon/contracts';
import { mentionsIn, parseMessage } from '@carillon/message-format';
import { describe, expect, it } from 'vitest';
import { quoteOf } from './quote';

const member = { kind: 'member' as const, userId: 'u' as UserId, displayName: 'Mary *M*', alias: 'mary' };
const quote = (content: string, format: 'markdown' | 'plain' = 'markdown') =>
  quoteOf({ author: member, content, format });

describe('a quote', () => {
  it('names the author and puts every line behind a mark, with room to write below', () => {
    expect(quote('one\n\ntwo')).toBe('> **Mary \\*M\\***\n> one\n>\n> two\n\n');
  });

  it('says of a webhook what it is', () => {
    const author = { kind: 'webhook' as const, webhookId: 'w' as WebhookId, name: 'Build' };
    expect(quoteOf({ author, content: 'ok', format: 'markdown' })).toMatch(/^> \*\*Build \(Webhook\)\*\*\n/);
  });

  it.each(['@all now', 'ask @mary, @bob and (@Present)', '<@all|all members>', 'a\n@all', '**@bob**'])(
    'calls nobody again: %s',
    (content) => {
      expect(mentionsIn(parseMessage(quote(content), 'markdown'))).toEqual({
        handles: [],
        all: false,
        present: false,
      });
    },
  );

  it('leaves code as it is', () => {
    expect(quote('use `@decorator` and me@example.com')).toContain('> use `@decorator` and me@example.com');
    expect(quote('/code if (a) @x')).toBe('> **Mary \\*M\\***\n> ```\n> if (a) @x\n> ```\n\n');
  });

  it('of a plain message shows its marks as they were', () => {
    expect(quote('a * b * c', 'plain')).toContain('> a \\* b \\* c');
  });

  it('ends after 1000 characters', () => {
    const text = quote('x'.repeat(1001));
    expect(text).toContain(`${'x'.repeat(1000)}…`);
    expect(text).not.toContain('x'.repeat(1001));
  });
});
