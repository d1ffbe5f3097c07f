import { useSyncExternalStore } from 'react';

/** Whether somebody looks at the page: it is visible and has the focus. */
export function useIsPageInView(): boolean {
  return useSyncExternalStore(subscribe, isPageInView);
}

function isPageInView(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('focus', listener);
  window.addEventListener('blur', listener);
  document.addEventListener('visibilitychange', listener);
  return () => {
    window.removeEventListener('focus', listener);
    window.removeEventListener('blur', listener);
    document.removeEventListener('visibilitychange', listener);
  };
}
