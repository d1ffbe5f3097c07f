import type { Edit } from './edits';

/** What a field holds and what is selected in it. */
export function editOf(field: HTMLTextAreaElement): Edit {
  return { text: field.value, start: field.selectionStart, end: field.selectionEnd };
}

/** Changes a field as if it had been typed: the browser can undo it, and the page hears of it by the usual event. */
export function applyEdit(field: HTMLTextAreaElement, { text, start, end }: Edit): void {
  field.focus();
  const change = changeBetween(field.value, text);
  if (change.from < change.to || change.put !== '') {
    field.setSelectionRange(change.from, change.to);
    if (!typed(change.put)) {
      field.setRangeText(change.put, change.from, change.to, 'end');
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }
  field.setSelectionRange(start, end);
}

/** The stretch in which two texts differ. */
function changeBetween(before: string, after: string): { from: number; to: number; put: string } {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from += 1;
  let kept = 0;
  while (kept < shorter - from && before.at(-1 - kept) === after.at(-1 - kept)) kept += 1;
  return { from, to: before.length - kept, put: after.slice(from, after.length - kept) };
}

type Run = (command: string, showUi: boolean, value: string) => boolean;

/** False where the browser does not know the command any more. */
function typed(put: string): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- Nothing else leaves a change in the browser's list of what can be undone.
  const run = (document.execCommand as Run | undefined)?.bind(document);
  return run ? run(put === '' ? 'delete' : 'insertText', false, put) : false;
}
