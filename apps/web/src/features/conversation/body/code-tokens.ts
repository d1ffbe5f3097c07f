/** What a piece of code is, as far as its colour goes. */
export type TokenKind = 'plain' | 'keyword' | 'text' | 'number' | 'name' | 'comment' | 'added' | 'removed';

export type CodeToken = { kind: TokenKind; text: string };

/** The highlighter's many names in our few colours. What is not here keeps the colour around it. */
const kinds: Readonly<Record<string, TokenKind>> = {
  keyword: 'keyword',
  'selector-tag': 'keyword',
  literal: 'keyword',
  meta: 'keyword',
  section: 'keyword',
  doctag: 'keyword',
  string: 'text',
  regexp: 'text',
  link: 'text',
  char: 'text',
  number: 'number',
  symbol: 'number',
  variable: 'number',
  'template-variable': 'number',
  bullet: 'number',
  title: 'name',
  attr: 'name',
  attribute: 'name',
  property: 'name',
  name: 'name',
  type: 'name',
  built_in: 'name',
  'selector-class': 'name',
  'selector-id': 'name',
  comment: 'comment',
  quote: 'comment',
  addition: 'added',
  deletion: 'removed',
  subst: 'plain',
};

/** The kind that class names such as `hljs-keyword` stand for; null where they stand for none of ours. */
export function tokenKindOf(classNames: readonly string[]): TokenKind | null {
  for (const name of classNames) {
    const kind = kinds[name.replace(/^hljs-/, '')];
    if (kind) return kind;
  }
  return null;
}
