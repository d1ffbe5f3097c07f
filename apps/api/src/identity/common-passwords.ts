import { DomainError } from '../platform/errors/domain-error.js';

let common: Promise<ReadonlySet<string>> | undefined;

/** What every attacker knows of a server of ours; with signs and digits around it it is no password either. */
const ofTheProduct = ['carillon', 'incomingwebhook', 'incomingwebhooks'];

/**
 * Refuses what attackers try first: the product's own words, what the person is called, and the 49,233 most common passwords of published leaks, of which some 18,000 are
 * long enough to be anybody's here. The list is read when it is first needed.
 * @throws DomainError PASSWORD_COMMON
 */
export async function refuseCommonPassword(password: string, names: readonly string[]): Promise<void> {
  common ??= readList();
  const folded = password.normalize('NFKC').toLowerCase();
  const guesses = [...ofTheProduct, ...names.map(letters)].filter((word) => word !== '');
  if ((await common).has(folded) || guesses.includes(letters(folded)))
    throw new DomainError('PASSWORD_COMMON');
}

/** A text without what is put around words to make them look hard to guess. */
function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}]/gu, '');
}

async function readList(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common'].map((password) => password.toLowerCase()));
}

/** The words of an address that are as easy to guess as a name: it, and both sides of its `@`. */
export function namesIn(email: string): string[] {
  const [local = '', domain = ''] = email.split('@');
  return [email, local, domain, domain.split('.')[0] ?? ''];
}
