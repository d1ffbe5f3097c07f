import { NodeBudget } from '../../src/bounds.js';
import type { Block, Inline } from '../../src/document.js';
import { readMarkdown } from '../../src/markdown.js';
import { parseMessage } from '../../src/parse.js';
import type { Example } from './examples.js';
import { expectedTree, trimmed } from './expected-tree.js';

/**
 * Our deliberate differences that can be proven: read in our way, the specification's tree becomes ours (or ours,
 * read in its way, becomes its). Where that does not make both equal, the difference is another one.
 */
export const reasons = ['lineEnds', 'rawHtml', 'targets', 'bareAddresses', 'entities'] as const;
export type Reason = (typeof reasons)[number];

/** The fewest reasons that explain a difference; none for an equal example, null if they do not explain it. */
export function reasonsOf(example: Example): Reason[] | null {
  const candidates = subsets(reasons).toSorted((a, b) => a.length - b.length);
  return candidates.find((subset) => isEqual(example, new Set(subset))) ?? null;
}

function isEqual(example: Example, given: ReadonlySet<Reason>): boolean {
  return serialized(ourTree(example, given), given) === serialized(theirTree(example, given), given);
}

/** Both trees, for the message of a difference that nothing explains. */
export function bothTrees(example: Example): { ours: string; theirs: string } {
  const none = new Set<Reason>();
  return {
    ours: serialized(ourTree(example, none), none),
    theirs: serialized(theirTree(example, none), none),
  };
}

function ourTree({ markdown }: Example, given: ReadonlySet<Reason>): Block[] {
  if (!given.has('targets')) return parseMessage(markdown, 'markdown').blocks;
  return readMarkdown(markdown, new NodeBudget(), (target) => target);
}

function theirTree({ markdown, html }: Example, given: ReadonlySet<Reason>): Block[] {
  return expectedTree(html, {
    lineEndsBreak: given.has('lineEnds'),
    tagsAsText: given.has('rawHtml') ? (markdown.match(tag) ?? []) : [],
  });
}

/** Tags, comments, instructions and declarations; a tag at the end may lack its end. */
const tag =
  /<!-{2,3}>|<!--[\s\S]*?-->|<[?][\s\S]*?[?]>|<!\[CDATA\[[\s\S]*?\]\]>|<[!/]?[a-z](?:[^<>"']|"[^"]*"|'[^']*')*>|<[a-z][^>]*$/gi;

function subsets<Item>(items: readonly Item[]): Item[][] {
  return items.reduce<Item[][]>((sets, item) => [...sets, ...sets.map((set) => [...set, item])], [[]]);
}

/** A tree as text, without what two spellings of one meaning may differ in. */
function serialized(blocks: Block[], given: ReadonlySet<Reason>): string {
  const read = given.has('rawHtml') ? withoutHtmlBlocks(blocks) : blocks;
  return JSON.stringify(read.map((block) => plainBlock(block, given)));
}

/** Where a block of HTML ends and text begins is nothing that a reader of its text would see. */
function withoutHtmlBlocks(blocks: Block[]): Block[] {
  const merged: Block[] = [];
  for (const block of blocks) {
    const last = merged.at(-1);
    if (block.kind !== 'paragraph') merged.push(block);
    else if (last?.kind === 'paragraph') last.children.push({ kind: 'break' }, ...block.children);
    else merged.push({ kind: 'paragraph', children: [...block.children] });
  }
  return merged.map((block) =>
    block.kind === 'paragraph' ? { ...block, children: trimmed(block.children) } : block,
  );
}

function plainBlock(block: Block, given: ReadonlySet<Reason>): unknown {
  const inlines = (nodes: Inline[]) => plainInlines(nodes, given);
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return { ...block, children: inlines(block.children) };
    case 'quote':
      return { ...block, children: block.children.map((child) => plainBlock(child, given)) };
    case 'list':
      return {
        ...block,
        start: block.ordered ? block.start : 1,
        items: block.items.map(({ checked, children }) => ({
          checked,
          children: children.map((child) => plainBlock(child, given)),
        })),
      };
    case 'table':
      return {
        ...block,
        header: block.header.map(inlines),
        rows: block.rows.map((row) => row.map(inlines)),
      };
    case 'code':
    case 'rule':
      return block;
  }
}

function plainInlines(nodes: Inline[], given: ReadonlySet<Reason>): unknown[] {
  const plain: unknown[] = [];
  for (const node of nodes.flatMap((child) => flattened(child, given))) {
    const last = plain.at(-1);
    // Text beside text is one text.
    if (node.kind === 'text' && typeof last === 'string') plain.splice(-1, 1, last + node.text);
    else plain.push(node.kind === 'text' ? node.text : plainInline(node, given));
  }
  return plain;
}

/** Emoji and mentions are text to a specification, and an address written bare may be. */
function flattened(node: Inline, given: ReadonlySet<Reason>): Inline[] {
  if (node.kind === 'text' && given.has('entities')) return [{ kind: 'text', text: decoded(node.text) }];
  if (node.kind === 'mention' || node.kind === 'broadcast') return [{ kind: 'text', text: node.raw }];
  if (node.kind !== 'link' || !given.has('bareAddresses')) return [node];
  return isBareAddress(node) ? node.children : [node];
}

function isBareAddress({ href, children }: Extract<Inline, { kind: 'link' }>): boolean {
  const [label] = children;
  return (
    label?.kind === 'text' && [label.text, `http://${label.text}`, `mailto:${label.text}`].includes(href)
  );
}

function plainInline(node: Inline, given: ReadonlySet<Reason>): unknown {
  switch (node.kind) {
    case 'strong':
    case 'emphasis':
    case 'strikethrough':
      return { kind: node.kind, children: plainInlines(node.children, given) };
    case 'link':
      return {
        kind: 'link',
        href: resolved(node.href, given),
        children: plainInlines(node.children, given),
      };
    case 'image':
      return {
        ...node,
        src: resolved(node.src, given),
        alt: given.has('entities') ? decoded(node.alt) : node.alt,
      };
    default:
      return node;
  }
}

/** Two spellings of one address are one. */
function resolved(target: string, given: ReadonlySet<Reason>): string {
  const encoded = target.replace(/[\\[\]]/g, encodeURIComponent);
  const address = given.has('entities') ? decoded(encoded) : encoded;
  return URL.canParse(address, 'http://base.example/')
    ? new URL(address, 'http://base.example/').href
    : address;
}

function decoded(text: string): string {
  const { body } = new DOMParser().parseFromString(`<p>${text.replaceAll('<', '&lt;')}</p>`, 'text/html');
  return body.textContent;
}
