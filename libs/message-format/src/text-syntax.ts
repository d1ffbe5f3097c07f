import type { NodeBudget } from './bounds.js';
import { append, type Inline } from './document.js';
import { emoticonAt, shortcodeAt } from './emoji.js';
import { decodeEntities } from './entities.js';
import { mailAt, urlAt } from './links.js';
import { mentionAt, wireBroadcastAt } from './mentions.js';

/** A stretch of text that means more than its characters. */
export type SyntaxMatch = { start: number; end: number; node: Inline };

/** Where the text stands, which decides what it can hold. */
export type TextPlace = {
  /** In the label of a link: no further link, no mention, no emoticon. */
  isLinkLabel: boolean;
  /** The text came through the Markdown lexer, which has cut the web addresses out already. */
  isMarkdown: boolean;
};

const candidate = /[@:;=<>8BXx]|https?:\/\/|www\./giu;

/** Reads plain running text: emoji, emoticons, links, mail addresses and mentions. One pass, left to right. */
export function readText(text: string, place: TextPlace, budget: NodeBudget): Inline[] {
  const nodes: Inline[] = [];
  let taken = 0;
  candidate.lastIndex = 0;
  for (let found = candidate.exec(text); found && !budget.isSpent; found = candidate.exec(text)) {
    const next = candidate.lastIndex;
    const match = matchAt(text, found.index, taken, place);
    candidate.lastIndex = match?.end ?? next;
    if (!match) continue;
    appendLines(nodes, text.slice(taken, match.start), place, budget);
    append(nodes, match.node);
    // The match, and the text before it.
    budget.spend(2);
    taken = match.end;
  }
  appendLines(nodes, text.slice(taken), place, budget);
  return nodes;
}

function matchAt(text: string, at: number, taken: number, place: TextPlace): SyntaxMatch | null {
  const before = characterBefore(text, at);
  const first = text.charAt(at);
  if (first === ':') return shortcodeAt(text, at, before) ?? emoticonIn(place, text, at, before);
  if (place.isLinkLabel) return null;
  if (first === '@') return mailAt(text, at, taken) ?? mentionAt(text, at, before);
  if (first === '<') return wireBroadcastAt(text, at) ?? emoticonIn(place, text, at, before);
  if (/[hw]/i.test(first)) return place.isMarkdown ? null : urlAt(text, at, before);
  return emoticonIn(place, text, at, before);
}

function emoticonIn(place: TextPlace, text: string, at: number, before: string): SyntaxMatch | null {
  return place.isLinkLabel ? null : emoticonAt(text, at, before);
}

/** The whole character in front, so that a letter outside the first plane counts as a letter. */
function characterBefore(text: string, at: number): string {
  if (at === 0) return '';
  const unit = text.charCodeAt(at - 1);
  const isLowSurrogate = unit >= 0xdc00 && unit <= 0xdfff;
  return text.slice(isLowSurrogate ? Math.max(0, at - 2) : at - 1, at);
}

function appendLines(nodes: Inline[], text: string, place: TextPlace, budget: NodeBudget): void {
  const decode = place.isMarkdown ? decodeEntities : (line: string) => line;
  let rest = text;
  for (let end = rest.indexOf('\n'); end !== -1 && !budget.isSpent; end = rest.indexOf('\n')) {
    append(nodes, { kind: 'text', text: decode(rest.slice(0, end)) });
    append(nodes, { kind: 'break' });
    budget.spend(2);
    rest = rest.slice(end + 1);
  }
  append(nodes, { kind: 'text', text: decode(rest) });
}
