import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { isPressed, type Keys } from './keys';

/** What a list of shortcuts is divided into, in its order. */
export const shortcutGroups = ['Anywhere', 'Rooms', 'In a room', 'On a message', 'Writing'] as const;

export type Shortcut = {
  keys: Keys;
  /** What it does, as the list says it. */
  label: string;
  group: (typeof shortcutGroups)[number];
};

/** False: there was nothing to do, and the keys keep the meaning they have without us. */
type Handler = () => boolean | undefined;
type Registered = { shortcut: Shortcut; handle: Handler | null };

/** Whatever is mounted at this moment and has shortcuts. */
const registered = new Set<Registered>();
const listeners = new Set<() => void>();
let listed: readonly Shortcut[] = [];

/**
 * Gives keys a meaning as long as the component is mounted, and a line in the list of shortcuts. They do nothing while
 * a dialog is open, nor where something under the cursor has used the key already.
 *
 * @param handler returns false if it had nothing to do. Without one the line only tells of keys that are handled
 * elsewhere, such as in a text field.
 */
export function useShortcut({ keys, label, group }: Shortcut, handler: Handler | null): void {
  const handle = useEffectEvent(() => handler?.());
  const isHandled = handler !== null;
  useEffect(
    () => register({ shortcut: { keys, label, group }, handle: isHandled ? () => handle() : null }),
    [keys, label, group, isHandled],
  );
}

/** All shortcuts that have a meaning at this moment. */
export function useShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(subscribe, () => listed);
}

function register(item: Registered): () => void {
  if (registered.size === 0) document.addEventListener('keydown', handleKeyDown);
  registered.add(item);
  changed();
  return () => {
    registered.delete(item);
    if (registered.size === 0) document.removeEventListener('keydown', handleKeyDown);
    changed();
  };
}

function changed(): void {
  listed = [...registered].map(({ shortcut }) => shortcut);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** At the document, behind every component: what they use, they say by `preventDefault`. */
function handleKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || isDialogOpen()) return;
  // The latest comes first: what was mounted last is in front.
  for (const { shortcut, handle } of [...registered].reverse()) {
    if (!handle || !isPressed(shortcut.keys, event) || handle() === false) continue;
    event.preventDefault();
    return;
  }
}

function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null;
}
