import { useCallback, useSyncExternalStore } from 'react';

/** One pane at a time below this. */
export const narrowScreen = '(max-width: 48rem)';
/** The roster stands beside the conversation from here on. */
export const wideScreen = '(min-width: 64rem)';

/** Whether a media query holds at this moment. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', listener);
      return () => {
        list.removeEventListener('change', listener);
      };
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}
