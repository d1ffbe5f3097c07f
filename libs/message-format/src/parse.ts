import { bounds, NodeBudget } from './bounds.js';
import type { Block, MessageDocument, MessageFormat } from './document.js';
import { readMarkdown } from './markdown.js';
import { readMode } from './mode.js';
import { readText } from './text-syntax.js';

/**
 * Reads the text of a message into a tree. It never throws, takes time in proportion to the length of the text, and
 * the tree's depth and size are bounded (`bounds.ts`): whatever is too much is shown as plain text, never left out.
 */
export function parseMessage(content: string, format: MessageFormat): MessageDocument {
  const { mode, text } = readMode(normalized(content), format);
  if (mode === 'code') return { blocks: [{ kind: 'code', language: null, text }] };
  if (mode === 'markdown' && text.length <= bounds.maxMarkdownLength) {
    const blocks = markdownBlocks(text);
    if (blocks) return { blocks };
  }
  return { blocks: plainBlocks(text) };
}

/** One kind of line end; a NUL, which no database text can hold, becomes the replacement character as in CommonMark. */
function normalized(content: string): string {
  return content.replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd');
}

/** Null where Markdown makes nothing visible of a text, such as one of link definitions only: then the text itself is shown. */
function markdownBlocks(text: string): Block[] | null {
  try {
    const blocks = readMarkdown(text, new NodeBudget());
    return blocks.length > 0 || text.trim() === '' ? blocks : null;
  } catch {
    // The lexer gives up on text it cannot advance in. A message must show all the same, so it shows as plain text.
    return null;
  }
}

function plainBlocks(text: string): Block[] {
  if (text.trim() === '') return [];
  return [
    {
      kind: 'paragraph',
      children: readText(text, { isLinkLabel: false, isMarkdown: false }, new NodeBudget()),
    },
  ];
}
