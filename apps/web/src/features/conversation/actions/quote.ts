import type { MessageView } from '@carillon/contracts';

/** Longest part of a message that is quoted. Unit: characters, inclusive. */
const maxQuoteLength = 1000;

/**
 * A message as a quote to write below, naming its author. Nobody is called again by it: an `@` that could is shown but
 * means nothing.
 */
export function quoteOf({
  author,
  content,
  format,
}: Pick<MessageView, 'author' | 'content' | 'format'>): string {
  const name = author.kind === 'member' ? author.displayName : `${author.name} (Webhook)`;
  const lines = [`**${escaped(name)}**`, ...linesOf(content, format)];
  return `${lines.map((line) => `> ${line}`.trimEnd()).join('\n')}\n\n`;
}

function linesOf(content: string, format: MessageView['format']): string[] {
  const cut =
    content.length > maxQuoteLength ? `${content.slice(0, maxQuoteLength).toWellFormed()}…` : content;
  const [, mode, text = cut] = /^\/(md|code)[ \n]([\s\S]*)$/.exec(cut) ?? [];
  if (mode === 'code') return ['```', ...text.split('\n'), '```'];
  const isFormatted = format === 'markdown' || mode === 'md';
  return withoutCalls(isFormatted ? text : escaped(text)).split('\n');
}

/** Not inside code, where a mention means nothing anyway and a backslash would show. */
function withoutCalls(text: string): string {
  return text.replace(/(`+)[\s\S]*?\1|<?(?<![\p{L}\p{N}_.\\])@/gu, (found, code?: string) =>
    code === undefined ? found.replace(/[<@]/g, '\\$&') : found,
  );
}

/** What Markdown would take for marks. */
function escaped(text: string): string {
  return text.replace(/[\\`*_~[\]<>#|]/g, '\\$&');
}
