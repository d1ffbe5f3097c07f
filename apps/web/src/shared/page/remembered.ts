import { useState } from 'react';

/** A small thing that this device remembers. A browser that stores nothing forgets it when the page is closed. */
export function useRemembered(name: string, initial: string): [string, (value: string) => void] {
  const [value, setValue] = useState(() => recall(name) ?? initial);
  return [
    value,
    (next) => {
      setValue(next);
      remember(name, next);
    },
  ];
}

/** What was remembered, or null. */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(`carillon.${name}`);
  } catch (error) {
    console.warn(`"${name}" cannot be read from this browser.`, error);
    return null;
  }
}

/** Remembers on this device. */
export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`carillon.${name}`, value);
  } catch (error) {
    console.warn(`"${name}" cannot be stored in this browser.`, error);
  }
}
