import { append, type Alignment, type Block, type Inline, type ListItem } from '../../src/document.js';

/** What of the expected HTML is read in our way, because the difference is a deliberate one. */
export type Reading = {
  /** A line end in running text is a break. */
  lineEndsBreak: boolean;
  /** Tags that stand in the source are text. Empty: they are elements. */
  tagsAsText: readonly string[];
};

/** Reads the HTML that a specification expects into our nodes. Needs a DOM: the spec that uses it runs in jsdom. */
export function expectedTree(html: string, reading: Reading): Block[] {
  const { body } = new DOMParser().parseFromString(tagsEscaped(html, reading.tagsAsText), 'text/html');
  return blocksOf(body, reading);
}

/** Each tag of the source once, in its order, so that a tag that the specification makes itself is left alone. */
function tagsEscaped(html: string, tags: readonly string[]): string {
  let from = 0;
  let result = html;
  for (const tag of tags) {
    const at = result.indexOf(tag, from);
    if (at === -1) continue;
    const escaped = tag.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    result = result.slice(0, at) + escaped + result.slice(at + tag.length);
    from = at + escaped.length;
  }
  return result;
}

const blockElements = new Set('P H1 H2 H3 H4 H5 H6 PRE BLOCKQUOTE UL OL TABLE HR'.split(' '));

/** Blocks, and running text between them, which stands in the items of tight lists and where HTML was. */
function blocksOf(parent: ParentNode, reading: Reading): Block[] {
  const blocks: Block[] = [];
  let loose: ChildNode[] = [];
  const flush = () => {
    const children = trimmed(inlinesOf(loose, reading));
    if (children.length > 0) blocks.push({ kind: 'paragraph', children });
    loose = [];
  };
  for (const node of parent.childNodes) {
    if (!blockElements.has(node.nodeName)) loose.push(node);
    else {
      flush();
      // The names above are those of elements.
      blocks.push(blockOf(node as Element, reading));
    }
  }
  flush();
  return blocks;
}

function blockOf(element: Element, reading: Reading): Block {
  const inlines = () => inlinesOf(element.childNodes, reading);
  switch (element.nodeName) {
    case 'P':
      return { kind: 'paragraph', children: inlines() };
    case 'PRE':
      return codeOf(element);
    case 'BLOCKQUOTE':
      return { kind: 'quote', children: blocksOf(element, reading) };
    case 'UL':
    case 'OL':
      return {
        kind: 'list',
        ordered: element.nodeName === 'OL',
        start: Number(element.getAttribute('start') ?? 1),
        items: [...element.children].map((item) => itemOf(item, reading)),
      };
    case 'TABLE':
      return tableOf(element, reading);
    case 'HR':
      return { kind: 'rule' };
    default:
      return { kind: 'heading', level: levelOf(element), children: inlines() };
  }
}

function levelOf(element: Element): 1 | 2 | 3 | 4 | 5 | 6 {
  const level = ([1, 2, 3, 4, 5, 6] as const).find((number) => element.nodeName === `H${number}`);
  if (!level) throw new Error(`<${element.localName}> is no block that Markdown makes.`);
  return level;
}

function codeOf(element: Element): Block {
  const code = element.querySelector('code') ?? element;
  const language = /^language-(.+)$/.exec(code.className)?.[1] ?? null;
  return { kind: 'code', language, text: code.textContent.replace(/\n$/, '') };
}

function itemOf(item: Element, reading: Reading): ListItem {
  const box = item.querySelector(':scope > input[type=checkbox]');
  box?.remove();
  return { checked: box ? box.hasAttribute('checked') : null, children: blocksOf(item, reading) };
}

function tableOf(table: Element, reading: Reading): Block {
  const cells = (row: Element) => [...row.children].map((cell) => inlinesOf(cell.childNodes, reading));
  const [header, ...rows] = [...table.querySelectorAll('tr')];
  if (!header) throw new Error('A table without a header.');
  // The specification has these three and none.
  const alignments = [...header.children].map((cell) => cell.getAttribute('align') as Alignment);
  return { kind: 'table', alignments, header: cells(header), rows: rows.map(cells) };
}

function inlinesOf(nodes: Iterable<ChildNode>, reading: Reading): Inline[] {
  const inlines: Inline[] = [];
  for (const node of nodes) for (const inline of inlineOf(node, reading)) append(inlines, inline);
  return inlines;
}

function inlineOf(node: ChildNode, reading: Reading): Inline[] {
  if (node.nodeType === 3) {
    const text = node.textContent ?? '';
    // After `<br />` the specification's HTML has a line end, which says nothing.
    return textOf(node.previousSibling?.nodeName === 'BR' ? text.replace(/^\n/, '') : text, reading);
  }
  // What is neither text nor a comment is an element.
  const element = node as Element;
  const children = () => inlinesOf(element.childNodes, reading);
  switch (element.nodeName) {
    case 'BR':
      return [{ kind: 'break' }];
    case 'STRONG':
      return [{ kind: 'strong', children: children() }];
    case 'EM':
      return [{ kind: 'emphasis', children: children() }];
    case 'DEL':
      return [{ kind: 'strikethrough', children: children() }];
    case 'CODE':
      return [{ kind: 'code', text: element.textContent }];
    case 'A':
      return [{ kind: 'link', href: element.getAttribute('href') ?? '', children: children() }];
    case 'IMG':
      return [
        { kind: 'image', src: element.getAttribute('src') ?? '', alt: element.getAttribute('alt') ?? '' },
      ];
    default:
      return [{ kind: 'text', text: `<<${element.nodeName}>>` }, ...children()];
  }
}

function textOf(text: string, { lineEndsBreak }: Reading): Inline[] {
  if (!lineEndsBreak) return [{ kind: 'text', text }];
  return text
    .split('\n')
    .flatMap((line, index): Inline[] => [
      ...(index > 0 ? [{ kind: 'break' } as const] : []),
      { kind: 'text', text: line },
    ]);
}

/** Without the space and the line ends that separate tags. */
export function trimmed(nodes: Inline[]): Inline[] {
  const isBlank = (node: Inline | undefined) =>
    node?.kind === 'break' || (node?.kind === 'text' && node.text.trim() === '');
  let [start, end] = [0, nodes.length];
  while (start < end && isBlank(nodes[start])) start += 1;
  while (end > start && isBlank(nodes[end - 1])) end -= 1;
  return nodes.slice(start, end).map((node, index, { length }): Inline => {
    if (node.kind !== 'text') return node;
    const text = index === 0 ? node.text.trimStart() : node.text;
    return { kind: 'text', text: index === length - 1 ? text.trimEnd() : text };
  });
}
