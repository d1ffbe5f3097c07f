import { useSyncExternalStore } from 'react';

/** How often "3 minutes ago" is looked at again. Unit: milliseconds. */
const tickMs = 15_000;

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

/** The present moment, to within a few seconds; one timer for the whole page. Unit: milliseconds since 1970. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

/** The reader's calendar day, as `Date.toDateString` writes it; changes at midnight while the page is open. */
export function useToday(): string {
  return useSyncExternalStore(subscribe, () => new Date(now).toDateString());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  now = Date.now();
  timer ??= setInterval(tick, tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}
