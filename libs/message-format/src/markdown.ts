import type { MarkedToken, Token, Tokens } from 'marked';
import { bounds, type NodeBudget } from './bounds.js';
import { append, type Block, type Inline, type ListItem } from './document.js';
import { decodeEntities } from './entities.js';
import { lexMarkdown } from './lexer.js';
import { safeTarget } from './links.js';
import { readText } from './text-syntax.js';

/** Reads Markdown into blocks. */
export function readMarkdown(text: string, budget: NodeBudget): Block[] {
  return new TreeBuilder(budget).blocks(lexMarkdown(text));
}

/** Turns marked's tokens into our nodes, until the budget is spent; what is left then is text as it was written. */
class TreeBuilder {
  readonly #budget: NodeBudget;

  constructor(budget: NodeBudget) {
    this.#budget = budget;
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
        return { kind: 'paragraph', children: this.#inlines(token.tokens ?? [token], false) };
      case 'heading':
        return {
          kind: 'heading',
          level: headingLevel(token.depth),
          children: this.#inlines(token.tokens, false),
        };
      case 'code':
        return { kind: 'code', language: languageOf(token.lang), text: token.text };
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
        return [image(token)];
      case 'checkbox':
        return [];
      default:
        return [{ kind: 'text', text: token.raw }];
    }
  }

  #link(token: Tokens.Link): Inline {
    // An address written bare is literal; only a target between parentheses can hold character references.
    const href = safeTarget(token.autolink ? token.href : decodeEntities(token.href));
    if (!href) return { kind: 'text', text: token.raw };
    const children: Inline[] = token.autolink
      ? [{ kind: 'text', text: token.text }]
      : this.#inlines(token.tokens, true);
    // A link nobody could see or click would still be there for a screen reader.
    return { kind: 'link', href, children: children.length > 0 ? children : [{ kind: 'text', text: href }] };
  }

  /** HTML is shown as it is written; what stands between the tags is text as any other. */
  #html(text: string): Inline[] {
    const nodes: Inline[] = [];
    for (const part of text.split(/(<[^<>]*>)/)) {
      if (part.startsWith('<')) append(nodes, { kind: 'text', text: part });
      else
        for (const node of readText(part, { isLinkLabel: false, isMarkdown: false }, this.#budget))
          append(nodes, node);
    }
    return nodes;
  }
}

function image(token: Tokens.Image): Inline {
  const src = safeTarget(decodeEntities(token.href));
  if (!src || !/^https?:/i.test(src)) return { kind: 'text', text: token.raw };
  return { kind: 'image', src, alt: decodeEntities(token.text) };
}

function headingLevel(depth: number): 1 | 2 | 3 | 4 | 5 | 6 {
  const levels = [1, 2, 3, 4, 5, 6] as const;
  return levels[depth - 1] ?? 6;
}

/** The first word behind the fence, if it can be the name of a language. */
function languageOf(info: string | undefined): string | null {
  const name = info?.trim().split(/\s/, 1)[0] ?? '';
  return /^[\w+#.-]{1,40}$/.test(name) ? name.toLowerCase() : null;
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
