const lockName = 'carillon.notifications';

/**
 * Of all tabs of this browser one leads: it holds a lock, which the browser gives to the next one when it is closed.
 * Where there are no locks each tab is on its own.
 */
export function lead(): { isLeading: () => boolean; stop: () => void } {
  if (!('locks' in navigator)) return { isLeading: () => true, stop: () => undefined };
  let isLeading = false;
  let release: () => void = () => undefined;
  const asking = new AbortController();
  navigator.locks
    .request(lockName, { signal: asking.signal }, () => {
      isLeading = true;
      return new Promise<void>((resolve) => {
        release = resolve;
      });
    })
    .catch((error: unknown) => {
      if (!asking.signal.aborted) console.warn('This tab cannot lead the others.', error);
    });
  return {
    isLeading: () => isLeading,
    stop: () => {
      asking.abort();
      isLeading = false;
      release();
    },
  };
}
