/**
 * A key with those held beside it, such as `mod+shift+f` or `alt+ArrowUp`. `mod` is Ctrl, on a Mac ⌘. The key itself is
 * named as `KeyboardEvent.key` has it.
 */
export type Keys = string;

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

function partsOf(keys: Keys): { key: string; held: Set<string> } {
  const parts = keys.split('+');
  return { key: parts.at(-1) ?? '', held: new Set(parts.slice(0, -1)) };
}

/** Whether just these keys are pressed. */
export function isPressed(keys: Keys, event: Pressed): boolean {
  const { key, held } = partsOf(keys);
  if (event.ctrlKey !== (held.has('mod') && !isApple)) return false;
  if (event.metaKey !== (held.has('mod') && isApple)) return false;
  if (event.altKey !== held.has('alt') || event.shiftKey !== held.has('shift')) return false;
  // By what the key types, or where another layout or a held Shift makes it type something else, by its place.
  return event.key.toLowerCase() === key.toLowerCase() || event.code === codeOf(key);
}

function codeOf(key: string): string {
  if (/^[a-z]$/i.test(key)) return `Key${key.toUpperCase()}`;
  return key === '/' ? 'Slash' : key;
}

const names: Readonly<Record<string, string>> = {
  mod: isApple ? '⌘' : 'Ctrl',
  alt: isApple ? '⌥' : 'Alt',
  shift: isApple ? '⇧' : 'Shift',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
};

/** What is written on the keys, one by one. */
export function keyNames(keys: Keys): string[] {
  return keys.split('+').map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part));
}
