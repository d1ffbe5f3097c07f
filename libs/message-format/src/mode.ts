import type { MessageFormat } from './document.js';

/** How a content is read, and what is left of it once its marker is dropped. */
export type Reading = { mode: 'markdown' | 'plain' | 'code'; text: string };

/**
 * Amazon Chime's markers win over the format: a leading `/md` is dropped and means Markdown, `/code` makes the rest
 * one code block. Both need a space or a line end behind them, so that `/mdx` and `/codec` are words.
 */
export function readMode(content: string, format: MessageFormat): Reading {
  const marker = /^\/(md|code)[ \n]/.exec(content);
  if (!marker) return { mode: format, text: content };
  return { mode: marker[1] === 'md' ? 'markdown' : 'code', text: content.slice(marker[0].length) };
}
