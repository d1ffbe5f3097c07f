import type { MessageView } from '@carillon/contracts';
import type { MessageActions } from './actions-context';
import type { ActionName } from './shortcuts';

/** Whether the reader may do something to a message; the server decides again. */
export function isAllowed(
  name: ActionName,
  { author, changes }: Pick<MessageView, 'author' | 'changes'>,
  { account, isAdministrator }: Pick<MessageActions, 'account' | 'isAdministrator'>,
): boolean {
  const isMine = author.kind === 'member' && author.userId === account.userId;
  if (changes?.deletedAt) return name === 'markUnread' || name === 'copyLink' || name === 'copyId';
  if (name === 'edit') return isMine;
  return name !== 'delete' || isMine || isAdministrator;
}
