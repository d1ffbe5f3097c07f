import type { MessageMentions, UserId } from '@carillon/contracts';
import { createContext, useContext } from 'react';

type ResolvedMentions = { mentions: MessageMentions; reader: UserId };

export const MentionsContext = createContext<ResolvedMentions | null>(null);

type Mentioned = { who: 'nobody' } | { who: 'reader' | 'member'; userId: UserId };

/** Whom a handle of the surrounding message means: somebody else, the reader, or nobody in the room. */
export function useMentioned(handle: string): Mentioned {
  const resolved = useContext(MentionsContext);
  const member = resolved?.mentions.members.find((candidate) => candidate.handle === handle);
  if (!member) return { who: 'nobody' };
  const { userId } = member;
  return { who: userId === resolved?.reader ? 'reader' : 'member', userId };
}
