/** Moves the focus to a message, for keys to act on. */
export function focusMessage(message: HTMLElement): void {
  message.tabIndex = -1;
  message.focus({ preventScroll: true });
  message.scrollIntoView({ block: 'nearest' });
}

/** The message before or after one, past lines of days. */
export function neighbourOf(message: HTMLElement, step: 1 | -1): HTMLElement | undefined {
  const all = messagesIn(message.closest('[role="log"]'));
  return all[all.indexOf(message) + step];
}

/** The lowest message that can be seen in a scrolling list; what follows it lies below the edge. */
export function lowestInView(scroller: HTMLElement): HTMLElement | undefined {
  const edge = scroller.getBoundingClientRect().bottom;
  const all = messagesIn(scroller);
  return all.findLast((message) => message.getBoundingClientRect().top < edge - 8) ?? all.at(-1);
}

/** The composer of the same conversation. */
export function focusComposer(from: HTMLElement): void {
  from.closest('[data-conversation]')?.querySelector<HTMLElement>('[data-composer]')?.focus();
}

function messagesIn(list: Element | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('article[data-seq]') ?? [])];
}
