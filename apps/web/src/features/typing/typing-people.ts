import type { UserId } from '@carillon/contracts';

/** Who writes, and until when they count as writing. Milliseconds of the clock of this page. */
export type Typing = ReadonlyMap<UserId, number>;

export const nobody: Typing = new Map();

export function withTyping(typing: Typing, userId: UserId, until: number): Typing {
  return new Map(typing).set(userId, until);
}

export function withoutTyping(typing: Typing, userId: UserId): Typing {
  if (!typing.has(userId)) return typing;
  const rest = new Map(typing);
  rest.delete(userId);
  return rest;
}

/** Without those whose time is over. */
export function stillTyping(typing: Typing, now: number): Typing {
  const rest = [...typing].filter(([, until]) => until > now);
  return rest.length === typing.size ? typing : new Map(rest);
}

/** In words: up to three names, more people are several. */
export function typingWords(names: readonly string[]): string {
  const [first, second, third] = names;
  if (first === undefined) return '';
  if (names.length > 3) return 'Several people are typing';
  if (third !== undefined) return `${first}, ${String(second)} and ${third} are typing`;
  return second === undefined ? `${first} is typing` : `${first} and ${second} are typing`;
}
