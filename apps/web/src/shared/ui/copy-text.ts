/**
 * Puts a text on the clipboard and answers whether that worked. The clipboard API exists only on secure origins and
 * may be refused; the older copy command works on plain http too, as long as a press of a button is under way.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    console.warn('The clipboard API refused; the copy command is used.', error);
    return copyByCommand(text);
  }
}

function copyByCommand(text: string): boolean {
  let hasCopied = false;
  const fillClipboard = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
    hasCopied = event.clipboardData !== null;
  };
  document.addEventListener('copy', fillClipboard, { capture: true, once: true });
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way on plain http, and every browser has it
    return document.execCommand('copy') && hasCopied;
  } finally {
    document.removeEventListener('copy', fillClipboard, { capture: true });
  }
}
