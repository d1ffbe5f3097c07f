import { Lexer, Tokenizer, type MarkedToken, type Token, type Tokens, type TokensList } from 'marked';
import { bounds } from './bounds.js';
import { urlAt } from './links.js';

/**
 * marked's tokenizer with our rules: web addresses by `links.ts` (mail addresses are found later, in `text-syntax.ts`,
 * because `@alias@domain.com` is a mention), HTML that changes nothing around it, and no table that explodes.
 */
class MessageTokenizer extends Tokenizer {
  #lastText = { charactersLeft: -1, character: '' };

  override url(src: string): Tokens.Link | undefined {
    const before = this.#lastText.charactersLeft === src.length ? this.#lastText.character : '';
    const found = urlAt(src, 0, before);
    if (found?.node.kind !== 'link') return undefined;
    const raw = src.slice(0, found.end);
    return { type: 'link', raw, text: raw, href: found.node.href, autolink: true, tokens: [] };
  }

  override inlineText(src: string): Tokens.Text | undefined {
    const token = super.inlineText(src);
    if (token)
      this.#lastText = { charactersLeft: src.length - token.raw.length, character: token.raw.slice(-1) };
    return token;
  }

  /** A tag is text here, so `<a>` and `<pre>` must not switch off what follows them. */
  override tag(src: string): Tokens.Tag | undefined {
    const { inLink, inRawBlock } = this.lexer.state;
    const token = super.tag(src);
    Object.assign(this.lexer.state, { inLink, inRawBlock });
    return token;
  }

  /** A table of too many cells is taken whole, with no cell in it: the tree shows it as text. */
  override table(src: string): Tokens.Table | undefined {
    const end = endOfHugeTable(src);
    if (end === null) return super.table(src);
    return { type: 'table', raw: src.slice(0, end), align: [], header: [], rows: [] };
  }

  /** A heading underlined with `===` is looked for a few lines ahead only, because the lexer asks at every line. */
  override lheading(src: string): Tokens.Heading | undefined {
    return super.lheading(firstLines(src, bounds.maxUnderlinedHeadingLines + 1));
  }

  /** A new run of inline text starts. */
  forgetText(): void {
    this.#lastText = { charactersLeft: -1, character: '' };
  }
}

/** Where a table at the start of `src` ends if it asks for more cells than are allowed, else null. */
function endOfHugeTable(src: string): number | null {
  const [header = '', delimiters = ''] = firstLines(src, 2).split('\n');
  if (!/^[ :|-]*-[ :|-]*$/.test(delimiters) || !/[|:]/.test(delimiters)) return null;
  const columns = Math.max(header.split('|').length, delimiters.split('|').length);
  const maxRows = Math.ceil(bounds.maxTableCells / columns);
  const blankLine = src.indexOf('\n\n');
  const end = blankLine === -1 ? src.length : blankLine;
  return firstLines(src, maxRows).length < end ? end : null;
}

function firstLines(text: string, lines: number): string {
  let end = -1;
  for (let line = 0; line < lines; line += 1) {
    end = text.indexOf('\n', end + 1);
    if (end === -1) return text;
  }
  return text.slice(0, end);
}

/** marked's lexer, with a floor under its depth and a ceiling on what its inline expressions see at once. */
class MessageLexer extends Lexer {
  #blockDepth = 0;
  #inlineDepth = 0;
  readonly #tokenizer: MessageTokenizer;

  constructor(tokenizer: MessageTokenizer) {
    super({
      gfm: true,
      breaks: true,
      pedantic: false,
      silent: false,
      async: false,
      extensions: null,
      hooks: null,
      walkTokens: null,
      tokenizer,
    });
    this.#tokenizer = tokenizer;
  }

  override blockTokens(src: string, tokens?: Token[], lastParagraphClipped?: boolean): Token[];
  override blockTokens(src: string, tokens?: TokensList, lastParagraphClipped?: boolean): TokensList;
  override blockTokens(src: string, tokens: Token[] = [], lastParagraphClipped = false): Token[] {
    // The root of the document is the first level.
    if (this.#blockDepth > bounds.maxDepth) return pushLiteral(tokens, src);
    this.#blockDepth += 1;
    try {
      return super.blockTokens(src, tokens, lastParagraphClipped);
    } finally {
      this.#blockDepth -= 1;
    }
  }

  override inlineTokens(src: string, tokens: Token[] = []): Token[] {
    if (this.#inlineDepth > bounds.maxDepth) return pushLiteral(tokens, src);
    this.#inlineDepth += 1;
    try {
      for (const piece of piecesOf(src)) {
        this.#tokenizer.forgetText();
        super.inlineTokens(piece, tokens);
      }
      return tokens;
    } finally {
      this.#inlineDepth -= 1;
    }
  }
}

/** Text that is not looked into; `escaped` marks it, so that nothing is looked for in it later either. */
function pushLiteral(tokens: Token[], text: string): Token[] {
  tokens.push({ type: 'html', raw: text, text, block: false, pre: false });
  return tokens;
}

/** Cuts a text into pieces of bounded length and work, at line ends where it can, else at spaces, else anywhere. */
export function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  for (let end = pieceEnd(text, start); end < text.length; end = pieceEnd(text, start)) {
    const window = text.slice(start, end);
    const cut =
      Math.max(window.lastIndexOf('\n'), 0) || Math.max(window.lastIndexOf(' '), 0) || window.length - 1;
    pieces.push(window.slice(0, cut + 1));
    start += cut + 1;
  }
  pieces.push(text.slice(start));
  return pieces;
}

/** How far a piece may reach at most. */
function pieceEnd(text: string, start: number): number {
  const furthest = Math.min(text.length, start + bounds.maxInlinePiece);
  let marks = 0;
  for (let index = start; index < furthest; index += 1) {
    if (inlineMarks.has(text.charAt(index))) marks += 1;
    if (marks > bounds.maxInlineMarks) return index;
  }
  return furthest;
}

/** What makes the lexer look ahead. */
const inlineMarks = new Set('*_~[]<`\\!');

/** Reads Markdown into marked's tokens. */
export function lexMarkdown(text: string): MarkedToken[] {
  const tokens: Token[] = new MessageLexer(new MessageTokenizer()).lex(text);
  // No extension is registered, so no token is of a type marked does not know.
  return tokens as MarkedToken[];
}
