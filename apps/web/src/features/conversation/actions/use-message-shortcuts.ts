import { useShortcut } from '../../../shared/shortcuts/shortcuts';
import { shortcuts, type ActionName } from './shortcuts';

/** Tells the list of shortcuts which keys messages take; each message handles them by itself. */
export function useMessageShortcuts(): void {
  useShortcut({ keys: 'ArrowUp', label: 'Edit my last message, in an empty field', group: 'Writing' }, null);
  useShortcut({ keys: 'ArrowUp', label: 'Go to the message above', group: 'On a message' }, null);
  useListed('react');
  useListed('quote');
  useListed('edit');
  useListed('pin');
  useListed('markUnread');
  useListed('copyText');
  useListed('copyLink');
  useListed('copyId');
  useListed('delete');
}

function useListed(name: ActionName): void {
  useShortcut({ keys: shortcuts[name].key, label: shortcuts[name].label, group: 'On a message' }, null);
}
