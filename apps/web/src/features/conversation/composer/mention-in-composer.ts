import { applyEdit, editOf } from './apply-edit';

/** Puts a mention into the composer of the page, as if it had been typed there. */
export function mentionInComposer(alias: string): void {
  const field = document.querySelector<HTMLTextAreaElement>('textarea[data-composer]');
  if (!field) return;
  const { text, start, end } = editOf(field);
  const isApart = start === 0 || /\s/.test(text.charAt(start - 1));
  const mention = `${isApart ? '' : ' '}@${alias} `;
  const caret = start + mention.length;
  applyEdit(field, { text: text.slice(0, start) + mention + text.slice(end), start: caret, end: caret });
}
