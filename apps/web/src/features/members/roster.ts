import type { MemberView, PersonAvailability, RosterChange, UserId } from '@carillon/contracts';

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Members in the order of the roster: by name. */
export function sortMembers(members: readonly MemberView[]): MemberView[] {
  return members.toSorted(
    (one, other) =>
      collator.compare(one.displayName, other.displayName) || (one.userId < other.userId ? -1 : 1),
  );
}

/** The members with one more; someone who is there already is replaced. */
export function withMember(members: MemberView[], member: MemberView): MemberView[] {
  return sortMembers([...withoutMember(members, member.userId), member]);
}

/** The members without one. */
export function withoutMember(members: MemberView[], userId: UserId): MemberView[] {
  return members.filter((member) => member.userId !== userId);
}

/** The members with something of one changed. */
export function withPatchedMember(
  members: MemberView[],
  userId: UserId,
  change: Partial<MemberView>,
): MemberView[] {
  return members.map((member) => (member.userId === userId ? { ...member, ...change } : member));
}

/** The members with how some of them are to be reached; the same list where none of them is in it. */
export function withAvailability(members: MemberView[], people: readonly PersonAvailability[]): MemberView[] {
  const news = new Map(people.map(({ userId, availability }) => [userId, availability]));
  if (!members.some(({ userId }) => news.has(userId))) return members;
  return members.map((member) => ({
    ...member,
    availability: news.get(member.userId) ?? member.availability,
  }));
}

/** The members after one change of the roster. Changes that are not about people leave them as they are. */
export function withRosterChange(members: MemberView[], change: RosterChange): MemberView[] {
  switch (change.kind) {
    case 'member-added':
      return withMember(members, change.member);
    case 'member-removed':
      return withoutMember(members, change.userId);
    case 'role-changed':
      return withPatchedMember(members, change.userId, { role: change.role });
    case 'presence-changed':
      return withPatchedMember(members, change.userId, { isPresent: change.isPresent });
    case 'profile-changed': {
      const { displayName, alias } = change;
      return sortMembers(withPatchedMember(members, change.userId, { displayName, alias }));
    }
    case 'webhook-added':
    case 'webhook-changed':
    case 'webhook-removed':
      return members;
  }
}
