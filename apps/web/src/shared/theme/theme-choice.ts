import { useSyncExternalStore } from 'react';

/** What a person chose to see; `system` follows the device. */
export type ThemeChoice = 'system' | 'light' | 'dark';

// public/theme.js reads the same key before the first paint.
const storageKey = 'carillon.theme';
const listeners = new Set<() => void>();

/** The choice in force and how to change it. It is kept on this device. */
export function useThemeChoice(): [ThemeChoice, (choice: ThemeChoice) => void] {
  return [useSyncExternalStore(subscribe, currentChoice), chooseTheme];
}

function currentChoice(): ThemeChoice {
  const applied = document.documentElement.dataset['theme'];
  return applied === 'light' || applied === 'dark' ? applied : 'system';
}

function chooseTheme(choice: ThemeChoice): void {
  if (choice === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = choice;
  remember(choice);
  for (const listener of listeners) listener();
}

function remember(choice: ThemeChoice): void {
  try {
    localStorage.setItem(storageKey, choice);
  } catch (error) {
    // A browser that stores nothing still shows the choice until the page is closed.
    console.warn('The theme cannot be stored.', error);
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
