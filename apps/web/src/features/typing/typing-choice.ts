import { useSyncExternalStore } from 'react';
import { recall, remember } from '../../shared/page/remembered';

const name = 'typing';
const listeners = new Set<() => void>();

/** Whether this device says that its reader writes, and shows who else does. Both or neither. */
export function useTypingChoice(): [boolean, (isOn: boolean) => void] {
  return [useSyncExternalStore(subscribe, isTypingOn), choose];
}

function isTypingOn(): boolean {
  return recall(name) !== 'off';
}

function choose(isOn: boolean): void {
  remember(name, isOn ? 'on' : 'off');
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
