import type { MessageReaction, UserId } from '@carillon/contracts';

const listFormat = new Intl.ListFormat('en', { type: 'conjunction' });

/** Who reacted, such as "You, Alice and 3 others". */
export function namesOf({ people, count, isMine }: MessageReaction, reader: UserId): string {
  const others = people.filter(({ userId }) => userId !== reader).map(({ displayName }) => displayName);
  const names = isMine ? ['You', ...others] : others;
  const unnamed = count - names.length;
  if (unnamed > 0) names.push(unnamed === 1 ? '1 other' : `${String(unnamed)} others`);
  return listFormat.format(names);
}
