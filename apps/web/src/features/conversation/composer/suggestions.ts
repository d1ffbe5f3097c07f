import { limits, type MemberView, type UserId } from '@carillon/contracts';
import { searchEmoji } from '@carillon/message-format';

/** Something the composer offers to complete what is being typed. */
export type Suggestion =
  | { kind: 'member'; id: string; insert: string; member: MemberView }
  | { kind: 'broadcast'; id: string; insert: string; name: string; meaning: string }
  | { kind: 'emoji'; id: string; insert: string; character: string; name: string };

/** The unfinished `@name` or `:name` in front of the caret. */
export type Trigger = { kind: 'mention' | 'emoji'; query: string; start: number; end: number };

const maxSuggestions = 8;
const mentionTrigger = /(?:^|[\s([{"'*_~>])@([\p{L}\p{N}._+-]{0,64})$/u;
const emojiTrigger = /(?:^|[\s([{"'*_~>:]):([a-z0-9_+-]{2,40})$/i;

/** What is being typed at the caret that could be completed; nothing inside a block of code. */
export function triggerAt(text: string, caret: number): Trigger | null {
  const before = text.slice(Math.max(0, caret - 80), caret);
  const mention = mentionTrigger.exec(before)?.[1];
  const emoji = mention === undefined ? emojiTrigger.exec(before)?.[1] : undefined;
  const query = mention ?? emoji;
  if (query === undefined || isInCodeBlock(text.slice(0, caret))) return null;
  return {
    kind: mention === undefined ? 'emoji' : 'mention',
    query,
    start: caret - query.length - 1,
    end: caret,
  };
}

function isInCodeBlock(before: string): boolean {
  return before.split('```').length % 2 === 0;
}

export type Room = { members: readonly MemberView[]; memberCount: number; reader: UserId };

/** What fits a trigger, best first. */
export function suggestionsFor(trigger: Trigger, room: Room): Suggestion[] {
  if (trigger.kind === 'emoji') {
    return searchEmoji(trigger.query, maxSuggestions).map(({ character, name }) => {
      return { kind: 'emoji', id: name, insert: character, character, name };
    });
  }
  const wanted = trigger.query.toLocaleLowerCase();
  const members = memberSuggestions(wanted, room);
  return [...members, ...broadcastSuggestions(wanted, room.memberCount)].slice(0, maxSuggestions);
}

function memberSuggestions(wanted: string, { members, reader }: Room): Suggestion[] {
  return (
    members
      .filter((member) => member.userId !== reader)
      .map((member) => ({ member, rank: rankOf(member, wanted) }))
      .filter(({ rank }) => rank < Infinity)
      .toSorted((a, b) => a.rank - b.rank || a.member.displayName.localeCompare(b.member.displayName))
      // Room is left for All and Present.
      .slice(0, maxSuggestions - 2)
      .map(({ member }) => ({ kind: 'member', id: member.userId, insert: `@${member.alias}`, member }))
  );
}

/** Aliases before names, beginnings before the middle. */
function rankOf({ alias, displayName }: MemberView, wanted: string): number {
  const name = displayName.toLocaleLowerCase();
  if (alias.startsWith(wanted)) return 0;
  if (name.startsWith(wanted)) return 1;
  if (name.includes(` ${wanted}`)) return 2;
  return alias.includes(wanted) || name.includes(wanted) ? 3 : Infinity;
}

/** `@All` and `@Present`, in rooms where they work. */
function broadcastSuggestions(wanted: string, memberCount: number): Suggestion[] {
  if (memberCount > limits.mentions.maxMembersForBroadcast) return [];
  return [
    { name: 'All', meaning: 'Alert all members' },
    { name: 'Present', meaning: 'Alert members present' },
  ]
    .filter(({ name }) => name.toLowerCase().startsWith(wanted))
    .map(({ name, meaning }) => ({ kind: 'broadcast', id: name, insert: `@${name}`, name, meaning }));
}

/** The text with a suggestion put in place of its trigger, a space behind it, and where the caret goes. */
export function complete(
  text: string,
  trigger: Trigger,
  { insert }: Suggestion,
): { text: string; caret: number } {
  const after = text.slice(trigger.end);
  const gap = /^\s/.test(after) ? '' : ' ';
  const before = `${text.slice(0, trigger.start)}${insert}${gap}`;
  return { text: before + after, caret: before.length + (gap === '' ? 1 : 0) };
}
