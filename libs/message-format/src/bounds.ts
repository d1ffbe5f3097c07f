/** What keeps a hostile message cheap, on the server that stores it and in the browser that shows it. */
export const bounds = {
  /**
   * Longest text that is read as Markdown. Unit: UTF-16 code units, inclusive. Longer text is read as plain text.
   * Twice what a member may post, so no message that passes the server's limits is affected.
   */
  maxMarkdownLength: 32_768,

  /**
   * Longest piece of inline text that is read at once. Unit: UTF-16 code units. Longer paragraphs are read in
   * pieces cut at a line end or a space, and syntax that spans two pieces stays text. The lexer's expressions
   * backtrack, some quadratically in the length of what they are given: a fixed length makes the whole linear.
   */
  maxInlinePiece: 4_096,

  /** Most marks such as `*` and `[` in such a piece, each of which makes the lexer look through the whole piece. */
  maxInlineMarks: 128,

  /** Longest heading of the underlined kind. Unit: lines, inclusive; below more text, `===` and `---` are no heading. */
  maxUnderlinedHeadingLines: 8,

  /** Deepest nesting of quotes and lists, and of emphasis in emphasis. Inclusive; what lies deeper is text. */
  maxDepth: 12,

  /** Most nodes in a tree. Inclusive; once they are used up, the rest of the message is text. */
  maxNodes: 5_000,

  /** Most cells in one table. Inclusive; a larger one stays text. Short rows are filled up, so a few bytes can ask for millions. */
  maxTableCells: 2_000,
} as const;

/** Counts the nodes of one tree. */
export class NodeBudget {
  #left: number = bounds.maxNodes;

  get isSpent(): boolean {
    return this.#left <= 0;
  }

  spend(nodes = 1): void {
    this.#left -= nodes;
  }
}
