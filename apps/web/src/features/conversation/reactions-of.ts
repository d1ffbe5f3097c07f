import type { MessageView } from '@carillon/contracts';

/** Whether the reader put this emoji under a message. */
export function mine({ changes }: MessageView, emoji: string): boolean {
  return changes?.reactions.some((reaction) => reaction.emoji === emoji && reaction.isMine) ?? false;
}
