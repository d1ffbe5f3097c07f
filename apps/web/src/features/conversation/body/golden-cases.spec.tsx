import type { MessageMentions, UserId } from '@carillon/contracts';
import {
  isEmojiOnly,
  mentionsIn,
  parseMessage,
  type Block,
  type Inline,
  type MessageDocument,
  type MessageFormat,
} from '@carillon/message-format';
import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { MessageBody } from './message-body';

/** A golden case of the library: what a text means. Here: that the page shows just this, and leaves nothing out. */
type Case = { title: string; format: MessageFormat; content: string; blocks: Block[] };

const files = import.meta.glob<Case[]>('../../../../../../libs/message-format/src/cases/*.json', {
  eager: true,
  import: 'default',
});

it('finds the cases of the library', () => {
  expect(Object.keys(files).length).toBeGreaterThan(7);
});

describe.each(Object.entries(files))('%s', (_file, cases) => {
  it.each(cases)('$title', ({ content, format, blocks }) => {
    const body = shown(content, format, { blocks });
    expect(readBlocks(body)).toEqual(blocks.map(expectedBlock));
    expect(body.classList.contains('large')).toBe(isEmojiOnly({ blocks }));
  });
});

/** The body of a message whose mentions all mean somebody. */
function shown(content: string, format: MessageFormat, document: MessageDocument): Element {
  expect(parseMessage(content, format)).toEqual(document);
  const { handles, all, present } = mentionsIn(document);
  const mentions: MessageMentions = {
    members: handles.map((handle) => ({ handle, userId: handle as UserId })),
    all,
    present: present ? [] : null,
  };
  const { container } = render(
    <MessageBody content={content} format={format} mentions={mentions} reader={'reader' as UserId} />,
  );
  return container.firstElementChild!;
}

/** A node in the words of the page: what it cannot show, such as the source of an image not loaded, is left out. */
type Seen = Record<string, unknown>;

function expectedBlock(block: Block): Seen {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return { ...block, children: expectedInlines(block.children) };
    case 'quote':
      return { ...block, children: block.children.map(expectedBlock) };
    case 'list':
      return {
        ...block,
        start: block.ordered ? block.start : 1,
        items: block.items.map((item) => ({ ...item, children: item.children.map(expectedBlock) })),
      };
    case 'table':
      return {
        ...block,
        header: block.header.map((cell) => expectedInlines(cell)),
        rows: block.rows.map((row) => row.map((cell) => expectedInlines(cell))),
      };
    default:
      return block;
  }
}

function expectedInlines(nodes: readonly Inline[], isLinkLabel = false): Seen[] {
  return merged(nodes.map((node) => expectedInline(node, isLinkLabel)));
}

function expectedInline(node: Inline, isLinkLabel: boolean): Seen {
  switch (node.kind) {
    case 'image':
      return isLinkLabel
        ? { kind: 'text', text: node.alt || node.src }
        : { kind: 'image', host: new URL(node.src).host, alt: node.alt };
    case 'mention':
      return { kind: 'mention', raw: node.raw };
    case 'broadcast':
      return { kind: 'broadcast', who: node.who };
    case 'link':
      return { ...node, children: expectedInlines(node.children, true) };
    default:
      return 'children' in node ? { ...node, children: expectedInlines(node.children, isLinkLabel) } : node;
  }
}

function readBlocks(parent: Element): Seen[] {
  return [...parent.children].map(readBlock);
}

function readBlock(element: Element): Seen {
  const inlines = () => readInlines(element);
  if (element.matches('p')) return { kind: 'paragraph', children: inlines() };
  if (element.matches('[role=heading]')) {
    return { kind: 'heading', level: Number(element.className.slice(-1)), children: inlines() };
  }
  if (element.matches('.codeFrame')) {
    const language = /^Code, (.*)$/.exec(element.querySelector('pre')?.getAttribute('aria-label') ?? '');
    return { kind: 'code', language: language?.[1] ?? null, text: written(element.querySelector('code')!) };
  }
  if (element.matches('blockquote')) return { kind: 'quote', children: readBlocks(element) };
  if (element.matches('ul, ol')) return readList(element);
  if (element.matches('.tableFrame')) return readTable(element);
  if (element.matches('hr')) return { kind: 'rule' };
  throw new Error(`No block of ours: ${element.nodeName}`);
}

function readList(list: Element): Seen {
  const items = [...list.children].map((item) => ({
    checked: item.querySelector<HTMLInputElement>(':scope > input')?.checked ?? null,
    children: readBlocks(item.querySelector(':scope > .item')!),
  }));
  const isOrdered = list.matches('ol');
  return { kind: 'list', ordered: isOrdered, start: isOrdered ? list.start : 1, items };
}

function readTable(frame: Element): Seen {
  const [header = [], ...rows] = [...frame.querySelectorAll('tr')].map((row) => [...row.children]);
  return {
    kind: 'table',
    alignments: header.map(({ className }) => (className === 'start' ? null : className)),
    header: header.map(readInlines),
    rows: rows.map((row) => row.map(readInlines)),
  };
}

function readInlines(parent: Element): Seen[] {
  return merged(
    [...parent.childNodes].map((node) => {
      if (node.nodeType === Node.TEXT_NODE) return { kind: 'text', text: node.textContent };
      return readInline(node as Element);
    }),
  );
}

const simple = { STRONG: 'strong', EM: 'emphasis', DEL: 'strikethrough' } as const;

function readInline(element: Element): Seen {
  const name = element.nodeName;
  if (name in simple) return { kind: simple[name as keyof typeof simple], children: readInlines(element) };
  if (name === 'BR') return { kind: 'break' };
  if (name === 'CODE') return { kind: 'code', text: written(element) };
  if (name === 'A')
    return { kind: 'link', href: element.getAttribute('href'), children: readInlines(element) };
  if (name === 'MARK') return { kind: 'broadcast', who: element.textContent.slice(1).toLowerCase() };
  if (element.matches('.mention')) return { kind: 'mention', raw: element.textContent };
  if (element.matches('.emoji')) {
    return { kind: 'emoji', character: element.textContent, name: element.getAttribute('aria-label') };
  }
  if (element.matches('.invisible, .stacked')) return { kind: 'text', text: written(element) };
  const host = /^Show image from (.*)$/.exec(element.querySelector('button')?.textContent ?? '')?.[1];
  if (host) return { kind: 'image', host, alt: element.querySelector('.imageAlt')?.textContent ?? '' };
  throw new Error(`No running text of ours: ${element.nodeName}`);
}

/** The text that was written, with the names of invisible characters read back. */
function written(element: Element): string {
  if (!element.matches('.invisible')) {
    return [...element.childNodes]
      .map((node) => (node.nodeType === Node.TEXT_NODE ? node.textContent : written(node as Element)))
      .join('');
  }
  const code = /^U\+([0-9A-F]+)$/.exec(element.textContent)?.[1];
  if (code) return String.fromCodePoint(Number.parseInt(code, 16));
  return String.fromCodePoint((element.textContent.codePointAt(1) ?? 0) ^ 0x40);
}

/** Text beside text is one text; none is none. */
function merged(nodes: Seen[]): Seen[] {
  return nodes.reduce<Seen[]>((all, node) => {
    const last = all.at(-1);
    if (node['kind'] !== 'text') return [...all, node];
    if (node['text'] === '') return all;
    if (last?.['kind'] !== 'text') return [...all, node];
    return [...all.slice(0, -1), { kind: 'text', text: `${String(last['text'])}${String(node['text'])}` }];
  }, []);
}
