import type { Block, Inline, MessageDocument } from './document.js';
import type { SyntaxMatch } from './text-syntax.js';

const domain = '(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.){1,8}[a-z]{2,63}';
const byMail = `[a-z0-9_](?:[a-z0-9._%+'&-]{0,62}[a-z0-9_+-])?@${domain}`;
const byAlias = '[a-z0-9](?:[a-z0-9._+-]{0,62}[a-z0-9])?';
const handle = new RegExp(`@(${byMail}|${byAlias})(?![\\p{L}\\p{N}_])`, 'iuy');
const wireForm = /<@(all|present)(?:\|[^<>\n]{0,200})?>/iy;

/** `@alias`, `@alias@domain.com`, `@All` or `@Present` at `at`, unless a word, an address or another @ runs into it. */
export function mentionAt(text: string, at: number, before: string): SyntaxMatch | null {
  if (/[\p{L}\p{N}_@]/u.test(before)) return null;
  handle.lastIndex = at;
  const raw = handle.exec(text)?.[0];
  if (!raw) return null;
  return { start: at, end: at + raw.length, node: mentionOf(raw) };
}

function mentionOf(raw: string): Inline {
  const name = raw.slice(1).toLowerCase();
  if (name === 'all' || name === 'present') return { kind: 'broadcast', who: name, raw };
  return { kind: 'mention', handle: name, raw };
}

/** Amazon Chime's wire form of the same two, `<@all|...>` and `<@present|...>`. */
export function wireBroadcastAt(text: string, at: number): SyntaxMatch | null {
  wireForm.lastIndex = at;
  const found = wireForm.exec(text);
  if (!found) return null;
  const who = found[1]?.toLowerCase() === 'all' ? 'all' : 'present';
  return { start: at, end: at + found[0].length, node: { kind: 'broadcast', who, raw: found[0] } };
}

/** Who a message calls: handles lower-cased, each once, in the order of the text. */
export type DocumentMentions = { handles: string[]; all: boolean; present: boolean };

/** Collects the mentions of a whole document. */
export function mentionsIn(document: MessageDocument): DocumentMentions {
  const handles = new Set<string>();
  const found = { all: false, present: false };
  for (const node of inlinesOf(document.blocks)) {
    if (node.kind === 'mention') handles.add(node.handle);
    else if (node.kind === 'broadcast') found[node.who] = true;
  }
  return { handles: [...handles], ...found };
}

function* inlinesOf(blocks: Block[]): Generator<Inline> {
  for (const block of blocks) {
    if (block.kind === 'paragraph' || block.kind === 'heading') yield* withDescendants(block.children);
    else if (block.kind === 'quote') yield* inlinesOf(block.children);
    else if (block.kind === 'list') for (const item of block.items) yield* inlinesOf(item.children);
    else if (block.kind === 'table') {
      for (const row of [block.header, ...block.rows]) for (const cell of row) yield* withDescendants(cell);
    }
  }
}

function* withDescendants(nodes: Inline[]): Generator<Inline> {
  for (const node of nodes) {
    yield node;
    if ('children' in node) yield* withDescendants(node.children);
  }
}
