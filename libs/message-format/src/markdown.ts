import type { MarkedToken, Token, Tokens } from 'marked';
import { bounds, type NodeBudget } from './bounds.js';
import { append, type Block, type Inline, type ListItem } from './document.js';
import { decodeEntities } from './entities.js';
import { lexMarkdown } from './lexer.js';
import { hostBehind, shownAddress } from './hosts.js';
import { safeTarget } from './links.js';
import { textOfInlines } from './plain-text.js';
import { readText } from './text-syntax.js';

/**
 * Reads Markdown into blocks. `targetOf` says which targets of links and images may be followed, and how; the
 * examples of the specifications, whose targets are mostly relative, are compared with another one.
 */
export function readMarkdown(
  text: string,
  budget: NodeBudget,
  targetOf: (target: string) => string | null = safeTarget,
): Block[] {
  return new TreeBuilder(budget, targetOf).blocks(lexMarkdown(text));
}

/** Turns marked's tokens into our nodes, until the budget is spent; what is left then is text as it was written. */
class TreeBuilder {
  readonly #budget: NodeBudget;
  readonly #targetOf: (target: string) => string | null;

  constructor(budget: NodeBudget, targetOf: (target: string) => string | null) {
    this.#budget = budget;
    this.#targetOf = targetOf;
  }

  blocks(tokens: Token[]): Block[] {
    const blocks: Block[] = [];
    for (const [index, token] of tokens.entries()) {
      if (this.#budget.isSpent) {
        blocks.push(literalParagraph(rawOf(tokens.slice(index))));
        break;
      }
      const block = this.#block(known(token));
      if (!block) continue;
      this.#budget.spend();
      blocks.push(block);
    }
    return blocks;
  }

  #block(token: MarkedToken): Block | null {
    switch (token.type) {
      case 'paragraph':
      case 'text':
        return {
          kind: 'paragraph',
          children: this.#inlines(withoutOuterSpace(token.tokens ?? [token]), false),
        };
      case 'heading':
        return {
          kind: 'heading',
          level: headingLevel(token.depth),
          children: this.#inlines(token.tokens, false),
        };
      case 'code':
        return { kind: 'code', language: languageOf(token.lang), text: codeOf(token) };
      case 'blockquote':
        return { kind: 'quote', children: this.blocks(token.tokens) };
      case 'list':
        return this.#list(token);
      case 'table':
        return this.#table(token);
      case 'hr':
        return { kind: 'rule' };
      case 'html':
        return { kind: 'paragraph', children: this.#html(token.raw.trimEnd()) };
      default:
        // Blank lines, link definitions and the box of a task show nothing of their own.
        return null;
    }
  }

  #list(token: Tokens.List): Block {
    const items = token.items.map((item): ListItem => {
      this.#budget.spend();
      return { checked: item.task ? item.checked === true : null, children: this.blocks(item.tokens) };
    });
    return { kind: 'list', ordered: token.ordered, start: token.start === '' ? 1 : token.start, items };
  }

  #table(token: Tokens.Table): Block {
    if (token.header.length === 0) return { kind: 'paragraph', children: this.#html(token.raw) };
    const row = (cells: Tokens.TableCell[]) =>
      cells.map((cell) => {
        this.#budget.spend();
        return this.#inlines(cell.tokens, false);
      });
    return { kind: 'table', alignments: token.align, header: row(token.header), rows: token.rows.map(row) };
  }

  #inlines(tokens: Token[], isLinkLabel: boolean): Inline[] {
    const nodes: Inline[] = [];
    for (const [index, token] of tokens.entries()) {
      if (this.#budget.isSpent) {
        append(nodes, { kind: 'text', text: rawOf(tokens.slice(index)) });
        break;
      }
      for (const node of this.#inline(known(token), isLinkLabel)) {
        append(nodes, node);
      }
      this.#budget.spend();
    }
    return nodes;
  }

  #inline(token: MarkedToken, isLinkLabel: boolean): Inline[] {
    switch (token.type) {
      case 'text':
        return readText(token.raw, { isLinkLabel, isMarkdown: true }, this.#budget);
      case 'escape':
        return [{ kind: 'text', text: token.text }];
      case 'br':
        return [{ kind: 'break' }];
      case 'codespan':
        return [{ kind: 'code', text: token.text }];
      case 'strong':
        return [{ kind: 'strong', children: this.#inlines(token.tokens, isLinkLabel) }];
      case 'em':
        return [{ kind: 'emphasis', children: this.#inlines(token.tokens, isLinkLabel) }];
      case 'del':
        return [{ kind: 'strikethrough', children: this.#inlines(token.tokens, isLinkLabel) }];
      case 'link':
        return [this.#link(token)];
      case 'image':
        return [this.#image(token)];
      case 'checkbox':
        return [];
      default:
        return linesOf(token.raw);
    }
  }

  #link(token: Tokens.Link): Inline {
    // An address written bare is literal; only a target between parentheses can hold character references.
    const href = this.#targetOf(token.autolink ? token.href : decodeEntities(token.href));
    if (href === null) return { kind: 'text', text: token.raw };
    if (token.autolink || token.raw.startsWith('<'))
      return { kind: 'link', href, children: [{ kind: 'text', text: shownAddress(token.text, href) }] };
    const children = this.#inlines(token.tokens, true);
    const label = textOfInlines(children);
    // A link nobody could see or click would still be there for a screen reader.
    if (label.trim() === '')
      return { kind: 'link', href, children: [{ kind: 'text', text: shownAddress(href, href) }] };
    const host = hostBehind(label, href);
    if (host !== null) append(children, { kind: 'text', text: ` (${host})` });
    return { kind: 'link', href, children };
  }

  #image(token: Tokens.Image): Inline {
    const src = this.#targetOf(decodeEntities(token.href));
    if (src === null || /^mailto:/i.test(src)) return { kind: 'text', text: token.raw };
    return { kind: 'image', src, alt: textOfInlines(this.#inlines(token.tokens, true)) };
  }

  /** HTML is shown as it is written; what stands between the tags is text as any other. */
  #html(text: string): Inline[] {
    const nodes: Inline[] = [];
    for (const part of text.split(/(<[^<>]*>)/)) {
      const found = part.startsWith('<')
        ? linesOf(part)
        : readText(part, { isLinkLabel: false, isMarkdown: false }, this.#budget);
      for (const node of found) append(nodes, node);
    }
    return nodes;
  }
}

/** Text that is shown as it is written, line by line. */
function linesOf(text: string): Inline[] {
  return text
    .split('\n')
    .flatMap((line, index): Inline[] =>
      index === 0 ? [{ kind: 'text', text: line }] : [{ kind: 'break' }, { kind: 'text', text: line }],
    );
}

/** CommonMark: the spaces before and behind the text of a paragraph say nothing. */
function withoutOuterSpace(tokens: Token[]): Token[] {
  const end = tokens.findLastIndex(
    (token) => token.type !== 'br' && (token.type !== 'text' || /[^ \t\n]/.test(token.raw)),
  );
  return tokens.slice(0, end + 1).map((token, index) => {
    if (token.type !== 'text') return token;
    const raw = index === 0 ? token.raw.replace(/^[ \t\n]+/, '') : token.raw;
    return { ...token, raw: index === end ? raw.replace(/[ \t\n]+$/, '') : raw };
  });
}

/** CommonMark: the blank lines behind indented code are not part of it. */
function codeOf({ codeBlockStyle, text }: Tokens.Code): string {
  return codeBlockStyle === 'indented' ? text.replace(/\n+$/, '') : text;
}

function headingLevel(depth: number): 1 | 2 | 3 | 4 | 5 | 6 {
  const levels = [1, 2, 3, 4, 5, 6] as const;
  return levels[depth - 1] ?? 6;
}

/** The first word behind the fence, if it is short enough for the name of a language. */
function languageOf(info: string | undefined): string | null {
  const name = decodeEntities(info?.trim().split(/\s/, 1)[0] ?? '');
  return /^\P{C}{1,40}$/u.test(name) ? name.toLowerCase() : null;
}

/** See `lexMarkdown`: there is no other kind of token. */
function known(token: Token): MarkedToken {
  return token as MarkedToken;
}

function rawOf(tokens: Token[]): string {
  return tokens.map((token) => token.raw).join('');
}

function literalParagraph(text: string): Block {
  return { kind: 'paragraph', children: [{ kind: 'text', text: text.slice(0, bounds.maxMarkdownLength) }] };
}
