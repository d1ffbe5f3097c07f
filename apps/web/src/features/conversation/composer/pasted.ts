import { fenced, isAddress, isInFence, makeLink, insert, type Edit } from './edits';
import { inertDocument } from './inert-document';

/** What the clipboard holds, by type. */
export type Clipboard = Pick<DataTransfer, 'getData'>;

/**
 * What a paste makes of the text where the clipboard holds more than its plain text says: a table stays a table, lines
 * of code become a block of code, an address over a selection makes it a link. Null: it is pasted as plain text.
 */
export function pasted(edit: Edit, clipboard: Clipboard): Edit | null {
  if (isInFence(edit.text.slice(0, edit.start))) return null;
  const plain = clipboard.getData('text/plain');
  const selected = edit.text.slice(edit.start, edit.end);
  if (isAddress(plain) && selected.trim() !== '' && !isAddress(selected) && !selected.includes('\n'))
    return makeLink(edit, plain.trim());
  const block = blockOf(clipboard, plain);
  return block === null ? null : insert(edit, onLinesOfItsOwn(edit, block));
}

function blockOf(clipboard: Clipboard, plain: string): string | null {
  const html = clipboard.getData('text/html');
  const editorLanguage = languageOfEditor(clipboard.getData('vscode-editor-data'));
  if (html === '') return editorLanguage === null ? null : codeOf(plain, editorLanguage);
  const { body } = inertDocument(html);
  const code = editorLanguage ?? (isCode(body) ? languageIn(body) : null);
  if (code !== null) return codeOf(plain, code);
  return tableOf(body);
}

/** One line of code is better off in its sentence. */
function codeOf(plain: string, language: string): string | null {
  const code = plain.replace(/\r\n?/g, '\n');
  return code.trim().includes('\n') ? fenced(code, language) : null;
}

/** What Visual Studio Code says of the file that was copied from; `plaintext` is no code. */
function languageOfEditor(data: string): string | null {
  const mode = /"mode":"([\w+#.-]{1,40})"/.exec(data)?.[1];
  return mode === undefined || mode === 'plaintext' || mode === 'markdown' ? null : mode;
}

/** A page's code block, or an editor's lines in a font of one width. */
function isCode(body: HTMLElement): boolean {
  const [only, ...others] = body.children;
  if (!only || others.length > 0 || textOutside(body, only) !== '') return false;
  if (only.matches('pre') || (only.children.length === 1 && only.querySelector(':scope > pre') !== null))
    return true;
  const style = only.getAttribute('style') ?? '';
  return /white-space:\s*pre/.test(style) && /font-family:[^;]*mono/i.test(style);
}

function languageIn(body: HTMLElement): string {
  const name = body.querySelector('[class*="language-"], [class*="lang-"]')?.getAttribute('class') ?? '';
  return /\blang(?:uage)?-([\w+#.-]{1,40})/.exec(name)?.[1] ?? '';
}

function textOutside(body: HTMLElement, element: Element): string {
  return [...body.childNodes]
    .filter((node) => node !== element && node.nodeType === Node.TEXT_NODE)
    .map((node) => node.textContent ?? '')
    .join('')
    .trim();
}

/** The only table of a clipboard, as Markdown; null where there is none, or text beside it. */
function tableOf(body: HTMLElement): string | null {
  const [table, ...others] = body.querySelectorAll('table');
  if (!table || others.length > 0) return null;
  const rows = [...table.rows].map((row) => [...row.cells].map(cellText));
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const isAlone = spaceless(body.textContent.replace(table.textContent, '')) === '';
  if (!isAlone || rows.length < 2 || columns < 2) return null;
  const [header = [], ...lines] = rows.map((row) => [
    ...row,
    ...Array<string>(columns - row.length).fill(''),
  ]);
  return [header, Array<string>(columns).fill('---'), ...lines]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
}

function cellText(cell: Element): string {
  return cell.textContent.replace(/\s+/g, ' ').trim().replaceAll('\\', '\\\\').replaceAll('|', '\\|');
}

function spaceless(text: string): string {
  return text.replace(/\s+/g, '');
}

/** A block with a blank line before and behind where text stands there. */
function onLinesOfItsOwn({ text, start, end }: Edit, block: string): string {
  const before =
    text.slice(0, start).trimEnd() === '' ? '' : '\n'.repeat(missing(/\n*$/.exec(text.slice(0, start))?.[0]));
  const after =
    text.slice(end).trim() === '' ? '\n' : '\n'.repeat(missing(/^\n*/.exec(text.slice(end))?.[0]));
  return before + block + after;
}

/** How many of two line ends are missing. */
function missing(there: string | undefined): number {
  return Math.max(0, 2 - (there ?? '').length);
}
