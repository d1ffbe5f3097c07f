import type { Block, Inline, ListItem, MessageDocument } from './document.js';
import { isEmojiGrapheme } from './emoji.js';
import { tamed } from './shown-text.js';

/** The text of a document without its marks, for notifications, previews and search. */
export function plainText(document: MessageDocument): string {
  return textOfBlocks(document.blocks);
}

function textOfBlocks(blocks: Block[]): string {
  return blocks.map(textOfBlock).join('\n');
}

function textOfBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return textOfInlines(block.children);
    case 'code':
      return block.text;
    case 'quote':
      return textOfBlocks(block.children);
    case 'list':
      return block.items
        .map((item, index) => `${markerOf(block, item, index)} ${textOfBlocks(item.children)}`)
        .join('\n');
    case 'table':
      return [block.header, ...block.rows].map((row) => row.map(textOfInlines).join(' | ')).join('\n');
    case 'rule':
      return '---';
  }
}

function markerOf(list: { ordered: boolean; start: number }, item: ListItem, index: number): string {
  if (item.checked !== null) return item.checked ? '[x]' : '[ ]';
  return list.ordered ? `${String(list.start + index)}.` : '-';
}

/** The text of running text without its marks. */
export function textOfInlines(nodes: Inline[]): string {
  return nodes.map(textOfInline).join('');
}

function textOfInline(node: Inline): string {
  switch (node.kind) {
    case 'text':
    case 'code':
      return node.text;
    case 'break':
      return '\n';
    case 'emoji':
      return node.character;
    case 'mention':
      return node.raw;
    case 'broadcast':
      return node.who === 'all' ? '@All' : '@Present';
    case 'image':
      return node.alt || node.src;
    default:
      return textOfInlines(node.children);
  }
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * The beginning of a document on one line, at most `maxGraphemes` long, never cut inside what a reader sees as one
 * character. An ellipsis behind it says that there is more. Marks of direction and towers of marks are left out.
 */
export function excerpt(document: MessageDocument, maxGraphemes: number): string {
  const line = tamed(plainText(document))
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  let kept = 0;
  for (const { index } of graphemes.segment(line)) {
    if (kept === maxGraphemes) return `${line.slice(0, index).trimEnd()}…`;
    kept += 1;
  }
  return line;
}

/** Most emoji that are shown large; more of them are a pattern, not an exclamation. Inclusive. */
const maxLargeEmoji = 12;

/** Whether a message is nothing but a few emoji, which are then shown large. */
export function isEmojiOnly(document: MessageDocument): boolean {
  const [block, ...others] = document.blocks;
  if (block?.kind !== 'paragraph' || others.length > 0) return false;
  let count = 0;
  for (const node of block.children) {
    if (node.kind === 'break') continue;
    if (node.kind !== 'emoji' && node.kind !== 'text') return false;
    const emoji = node.kind === 'emoji' ? 1 : emojiIn(node.text);
    count += emoji ?? Infinity;
    if (count > maxLargeEmoji) return false;
  }
  return count > 0;
}

/** How many emoji a text is made of, or null if there is anything else in it than space. */
function emojiIn(text: string): number | null {
  let count = 0;
  for (const { segment } of graphemes.segment(text)) {
    if (segment.trim() === '') continue;
    if (!isEmojiGrapheme(segment) || count > maxLargeEmoji) return null;
    count += 1;
  }
  return count;
}
