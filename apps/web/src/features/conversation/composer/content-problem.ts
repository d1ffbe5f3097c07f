import { errorSentence, limits, utf8ByteLength } from '@carillon/contracts';
import { mentionsIn, parseMessage } from '@carillon/message-format';

/** Share of the limit from which on the count is shown. */
const nearLimit = 0.8;

/** What is sent of a text: without blank lines at its ends. */
export function contentOf(text: string): string {
  return text.replace(/^(?:[ \t]*\n)+/, '').trimEnd();
}

/** How long a content is, said only where the limit is near. */
export function byteCount(content: string): { bytes: number; max: number; isTooLong: boolean } | null {
  const max = limits.messages.maxContentBytes;
  const bytes = utf8ByteLength(content);
  return bytes < max * nearLimit ? null : { bytes, max, isTooLong: bytes > max };
}

/** Why a content cannot be sent to a room, in the words the server would use; null if it can. */
export function contentProblem(content: string, memberCount: number): string | null {
  const { maxContentBytes } = limits.messages;
  const bytes = utf8ByteLength(content);
  if (bytes > maxContentBytes) return errorSentence('MESSAGE_TOO_LONG', { maxBytes: maxContentBytes, bytes });
  if (callsTooMany(content, memberCount)) {
    const max = limits.mentions.maxMembersForBroadcast;
    return errorSentence('BROADCAST_TOO_LARGE', { max, members: memberCount });
  }
  return null;
}

function callsTooMany(content: string, memberCount: number): boolean {
  if (memberCount <= limits.mentions.maxMembersForBroadcast || !/@(?:all|present)/i.test(content))
    return false;
  const { all, present } = mentionsIn(parseMessage(content, 'markdown'));
  return all || present;
}
