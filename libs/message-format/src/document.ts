/** How the text of a message is to be read; the contract has the same two words. */
export type MessageFormat = 'markdown' | 'plain';

/** What a message's text says, without a trace of how it was written. */
export type MessageDocument = { blocks: Block[] };

export type Alignment = 'left' | 'center' | 'right' | null;

export type ListItem = {
  /** Whether a task is done; null for an item that is no task. */
  checked: boolean | null;
  children: Block[];
};

export type Block =
  | { kind: 'paragraph'; children: Inline[] }
  | { kind: 'heading'; level: 1 | 2 | 3 | 4 | 5 | 6; children: Inline[] }
  | { kind: 'code'; language: string | null; text: string }
  | { kind: 'quote'; children: Block[] }
  | { kind: 'list'; ordered: boolean; start: number; items: ListItem[] }
  | { kind: 'table'; alignments: Alignment[]; header: Inline[][]; rows: Inline[][][] }
  | { kind: 'rule' };

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'break' }
  | { kind: 'strong'; children: Inline[] }
  | { kind: 'emphasis'; children: Inline[] }
  | { kind: 'strikethrough'; children: Inline[] }
  | { kind: 'code'; text: string }
  /** `href` is always http, https or mailto. */
  | { kind: 'link'; href: string; children: Inline[] }
  /** `src` is always http or https; nothing loads it before the reader asks for it. */
  | { kind: 'image'; src: string; alt: string }
  | { kind: 'emoji'; character: string; name: string }
  /** `handle` is what follows the @, lower-cased; whether it names a member is decided elsewhere. */
  | { kind: 'mention'; handle: string; raw: string }
  | { kind: 'broadcast'; who: 'all' | 'present'; raw: string };

/** Adds a node to its siblings; text next to text becomes one node. */
export function append(siblings: Inline[], node: Inline): void {
  const last = siblings.at(-1);
  if (node.kind === 'text' && last?.kind === 'text') last.text += node.text;
  else if (node.kind !== 'text' || node.text !== '') siblings.push(node.kind === 'text' ? { ...node } : node);
}
