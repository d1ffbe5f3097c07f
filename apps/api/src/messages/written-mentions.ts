import { mentionsIn, parseMessage } from '@carillon/message-format';
import { limits, type MessageFormat } from '@carillon/contracts';

/** Whom a text calls, before anyone looked at who is in the room: that is done by the statement that stores it. */
export type WrittenMentions = { handles: readonly string[]; all: boolean; present: boolean };

const none: WrittenMentions = { handles: [], all: false, present: false };

/** Reads the mentions out of a text. A text without an `@` has none and costs nothing. */
export function writtenMentions(content: string, format: MessageFormat): WrittenMentions {
  if (!content.includes('@')) return none;
  const { handles, all, present } = mentionsIn(parseMessage(content, format));
  return { handles: handles.slice(0, limits.mentions.maxHandlesPerMessage), all, present };
}
