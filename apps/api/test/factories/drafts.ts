import type { MessageId, RoomId, UserId } from '@carillon/contracts';
import { v7 as uuidv7 } from 'uuid';
import type { MessageDraft } from '../../src/messages/message-draft.js';

/** A draft of a member that no rule looked at yet; for specs of what comes behind the rules. */
export function aDraft(
  roomId: RoomId,
  userId: UserId,
  values: Partial<Omit<MessageDraft, 'roomId' | 'author'>> = {},
): MessageDraft {
  return {
    // A new UUID is an id of whatever it is given to.
    id: uuidv7() as MessageId,
    roomId,
    author: { kind: 'member', view: { kind: 'member', userId, displayName: 'Somebody', alias: 'somebody' } },
    content: 'hello',
    format: 'markdown',
    written: { handles: [], all: false, present: false },
    present: null,
    clientRequestToken: null,
    createdAt: new Date(),
    arrivedAtMs: performance.now(),
    ...values,
  };
}
