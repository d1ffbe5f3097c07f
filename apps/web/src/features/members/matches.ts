import type { MemberView } from '@carillon/contracts';

/** Whether a member is meant by what somebody looks for: a part of the name, the alias or the address. */
export function matches({ displayName, alias, email }: MemberView, filter: string): boolean {
  return holds(`${displayName} @${alias} ${email}`, filter);
}

export function holds(text: string, filter: string): boolean {
  return text.toLocaleLowerCase().includes(filter.trim().toLocaleLowerCase());
}
