import { Bold, Code, Italic, Link, List, Quote, type LucideIcon } from 'lucide-react';
import { makeLink, toggleCode, toggleLines, toggleMark, type Edit } from './edits';

/** Something that can be done to what is selected in the composer. */
export type Format = {
  label: string;
  icon: LucideIcon;
  /** The key beside Ctrl or ⌘: by its letter, or for digits by its place on the keyboard. */
  key: string;
  withShift: boolean;
  edit: (edit: Edit) => Edit;
};

export const formats: readonly Format[] = [
  { label: 'Bold', icon: Bold, key: 'b', withShift: false, edit: (edit) => toggleMark(edit, '**') },
  { label: 'Italic', icon: Italic, key: 'i', withShift: false, edit: (edit) => toggleMark(edit, '_') },
  { label: 'Code', icon: Code, key: 'e', withShift: false, edit: toggleCode },
  { label: 'Link', icon: Link, key: 'k', withShift: false, edit: (edit) => makeLink(edit) },
  { label: 'List', icon: List, key: 'Digit8', withShift: true, edit: (edit) => toggleLines(edit, '- ') },
  {
    label: 'Quote',
    icon: Quote,
    key: 'Digit9',
    withShift: true,
    edit: (edit) => toggleLines(edit, '> '),
  },
];

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** The format that a key press asks for. */
export function formatOf({ key, code, ctrlKey, metaKey, shiftKey, altKey }: Pressed): Format | undefined {
  // Ctrl and Alt together are AltGr, which types characters.
  if (ctrlKey === metaKey || altKey) return undefined;
  return formats.find(
    (format) => format.withShift === shiftKey && (format.key === key.toLowerCase() || format.key === code),
  );
}

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** How the keys are written beside a button: `Ctrl+B`, on a Mac `⌘B`. */
export function keysOf({ key, withShift }: Format): string {
  const letter = key.replace('Digit', '').toUpperCase();
  if (isApple) return `${withShift ? '⇧' : ''}⌘${letter}`;
  return `Ctrl+${withShift ? 'Shift+' : ''}${letter}`;
}
