import { describe, expect, it } from 'vitest';
import { bounds } from './bounds.js';
import type { Block, Inline, MessageDocument } from './document.js';
import { piecesOf } from './lexer.js';
import { parseMessage } from './parse.js';
import { excerpt, isEmojiOnly, plainText } from './plain-text.js';

const maxContentLength = 16_384;

/** Texts that make Markdown readers slow, as one period each. */
const periods = [
  ['emphasis that never closes', '*a '],
  ['emphasis that might close anywhere', '*a'],
  ['emphasis of both kinds', '_a*'],
  ['strong that never closes', '**a'],
  ['strikethrough that never closes', '~~a '],
  ['opening brackets', '['],
  ['images that never close', '!['],
  ['links that never close', '[a]('],
  ['references that never close', '[a]['],
  ['titles that never close', '[a]: b "'],
  ['quotes in quotes', '>'],
  ['quotes with spaces', '> '],
  ['lists in lists', '- '],
  ['lists in quotes', '> - '],
  ['lines that may be an underlined heading', '+ a\na\n==='],
  ['rows of a table', '|-\n'],
  ['headers of tables', 'a\n-|-\n'],
  ['cells', '|'],
  ['backticks of growing runs', '`a``'],
  ['fences', '```\n'],
  ['tags that never close', '<a b="'],
  ['comments that never close', '<!--'],
  ['blocks of HTML', '<div>\n'],
  ['entities', '&amp'],
  ['backslashes', '\\'],
  ['blank lines with spaces', ' \n'],
  ['spaces', ' '],
  ['addresses that never end', 'http://('],
  ['mail addresses that never end', 'a@b.'],
  ['one long word', 'a'],
  ['colons', ':a'],
  ['mentions', '@a'],
  ['wire mentions', '<@all|'],
  ['joiners', '_\u200d'],
  ['emoji', ':+1:'],
] as const;

describe.each(periods)('%s', (_title, period) => {
  const textOf = (length: number) => period.repeat(Math.ceil(length / period.length)).slice(0, length);

  it.each(['markdown', 'plain'] as const)('gives a bounded tree in %s', (format) => {
    const document = parseMessage(textOf(maxContentLength), format);
    const size = sizeOf(document);
    expect(size.depth).toBeLessThanOrEqual(2 * bounds.maxDepth + 6);
    // A node that is under way when the budget ends still gets its children.
    expect(size.nodes).toBeLessThanOrEqual(bounds.maxNodes + 2 * bounds.maxTableCells);
    expect(plainText(document) === '').toBe(period.trim() === '');
  });

  it('takes time in proportion to the length', () => {
    const short = fastest(textOf(maxContentLength / 4));
    const long = fastest(textOf(maxContentLength));
    // Four times the text may take four times as long; a quadratic reader takes sixteen times. Below the floor
    // the clock and the collector decide, and nobody notices.
    expect(long).toBeLessThan(Math.max(10 * short, 60));
  });
});

it('reads text longer than any message as plain text', () => {
  const text = '**a** '.repeat(20_000);
  expect(plainText(parseMessage(text, 'markdown'))).toBe(text);
});

it('keeps the text of a list deeper than it goes', () => {
  const text = '- '.repeat(40) + 'the end';
  expect(plainText(parseMessage(text, 'markdown'))).toContain('the end');
});

it('shows a table of too many cells as text', () => {
  const [block] = parseMessage(
    `|${'a|'.repeat(200)}\n|${'-|'.repeat(200)}\n${'x\n'.repeat(200)}`,
    'markdown',
  ).blocks;
  expect(block?.kind).toBe('paragraph');
});

it('keeps every character when it cuts a long paragraph', () => {
  for (const text of [
    'a'.repeat(10_000),
    '*a '.repeat(4_000),
    `${'b '.repeat(3_000)}\n${'c'.repeat(5_000)}`,
  ]) {
    const pieces = piecesOf(text);
    expect(pieces.join('')).toBe(text);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(bounds.maxInlinePiece);
  }
});

it('survives lone surrogates, controls and marks that turn the direction', () => {
  const text = '\ud800 \udc00 \u202e \u0007 \ufeff a';
  expect(plainText(parseMessage(text, 'plain'))).toBe(text);
  expect(() => parseMessage(text, 'markdown')).not.toThrow();
});

it('cuts an excerpt of one endless grapheme and does not call it an emoji', () => {
  const document = parseMessage(`e${'\u0301'.repeat(5_000)} b c`, 'markdown');
  expect(excerpt(document, 3).endsWith('…')).toBe(true);
  expect(isEmojiOnly(document)).toBe(false);
});

/** Milliseconds of processor time of the fastest of three readings, so that a busy machine does not decide. */
function fastest(text: string): number {
  const times = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    parseMessage(text, 'markdown');
    return process.cpuUsage(before).user / 1000;
  });
  return Math.min(...times);
}

function sizeOf(document: MessageDocument): { nodes: number; depth: number } {
  let nodes = 0;
  const visit = (node: unknown, depth: number): number => {
    nodes += 1;
    return Math.max(depth, ...childrenOf(node as Block | Inline).map((child) => visit(child, depth + 1)));
  };
  return { depth: Math.max(0, ...document.blocks.map((block) => visit(block, 1))), nodes };
}

function childrenOf(node: Block | Inline): (Block | Inline)[] {
  if (node.kind === 'list') return node.items.flatMap((item) => item.children);
  if (node.kind === 'table') return [node.header, ...node.rows].flat(2);
  return 'children' in node ? node.children : [];
}
