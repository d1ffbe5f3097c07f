import { limits } from '@carillon/contracts';

/** What a person fills in to sign up. */
export type SignUpDraft = { email: string; displayName: string; password: string };

/**
 * What is wrong with a draft, said before the server is asked. The server judges again, by its own schema; these are
 * the mistakes that everyone makes, in words for the person who makes them.
 */
export function signUpProblems(draft: SignUpDraft): Partial<SignUpDraft> {
  const problems: Partial<SignUpDraft> = {};
  if (!/^\S+@\S+$/.test(draft.email.trim()))
    problems.email = 'Enter an e-mail address, such as mary@example.com.';
  if (draft.displayName.trim() === '') problems.displayName = 'Enter the name that others will see.';
  const { minPasswordLength, maxPasswordLength } = limits.users;
  if (draft.password.length < minPasswordLength || draft.password.length > maxPasswordLength)
    problems.password = `Use ${String(minPasswordLength)} to ${String(maxPasswordLength)} characters.`;
  return problems;
}
