import { DomainError } from '../platform/errors/domain-error.js';

let common: Promise<ReadonlySet<string>> | undefined;

/**
 * Refuses what attackers try first: the 49,233 most common passwords of published leaks, of which some 18,000 are
 * long enough to be anybody's here. The list is read when it is first needed.
 * @throws DomainError PASSWORD_COMMON
 */
export async function refuseCommonPassword(password: string): Promise<void> {
  common ??= readList();
  if ((await common).has(password.normalize('NFKC').toLowerCase())) throw new DomainError('PASSWORD_COMMON');
}

async function readList(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common'].map((password) => password.toLowerCase()));
}
