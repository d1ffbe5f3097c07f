/** What can be done to a message by a key while it has the focus. */
export const shortcuts = {
  react: { key: 'r', label: 'Add reaction' },
  quote: { key: 'q', label: 'Quote' },
  edit: { key: 'e', label: 'Edit' },
  pin: { key: 'p', label: 'Pin' },
  markUnread: { key: 'u', label: 'Mark unread from here' },
  copyText: { key: 'c', label: 'Copy text' },
  copyLink: { key: 'l', label: 'Copy link' },
  copyId: { key: 'i', label: 'Copy ID' },
  delete: { key: 'Delete', label: 'Delete' },
} as const;

export type ActionName = keyof typeof shortcuts;

type Pressed = { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean };

/** Which action a key means; none with a modifier, which belongs to the browser. */
export function actionOfKey({ key, ctrlKey, metaKey, altKey }: Pressed): ActionName | null {
  if (ctrlKey || metaKey || altKey) return null;
  if (key === 'Backspace') return 'delete';
  const names = Object.keys(shortcuts) as ActionName[];
  return names.find((name) => shortcuts[name].key.toLowerCase() === key.toLowerCase()) ?? null;
}

/** How a key is called in a menu. */
export function keyName(name: ActionName): string {
  const { key } = shortcuts[name];
  return key.length === 1 ? key.toUpperCase() : 'Del';
}
