import { createHttpClient, type HttpClient } from '@carillon/client';
import { routePatterns, type AccountView, type SessionView } from '@carillon/contracts';
import { delay } from '../waiting.js';

/** Somebody with an account and a session. */
export type Person = {
  readonly account: AccountView;
  readonly cookie: string;
  readonly http: HttpClient;
};

const signUpsAtOnce = 4;
let count = 0;

/** Signs people up through the API, as anybody does. */
export async function signUpMany(url: string, howMany: number): Promise<Person[]> {
  const people: Person[] = [];
  while (people.length < howMany) {
    const some = Array.from({ length: Math.min(signUpsAtOnce, howMany - people.length) }, () => signUp(url));
    people.push(...(await Promise.all(some)));
  }
  return people;
}

async function signUp(url: string, attempts = 5): Promise<Person> {
  count += 1;
  const email = `person${count}.${process.pid}@example.com`;
  const response = await fetch(url + routePatterns.users, {
    method: 'POST',
    // Sign-ups are limited by address.
    headers: { 'content-type': 'application/json', 'x-forwarded-for': addressOf(count) },
    body: JSON.stringify({ email, displayName: `Person ${count}`, password: 'a long enough password' }),
  });
  if (response.status === 503 && attempts > 1) {
    await delay(Number(response.headers.get('retry-after') ?? 1) * 1000);
    return signUp(url, attempts - 1);
  }
  if (response.status !== 201) throw new Error(`Sign-up: ${response.status} ${await response.text()}`);
  // The contract says what a sign-up answers.
  const { account } = (await response.json()) as SessionView;
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return { account, cookie, http: createHttpClient({ baseUrl: url, headers: { cookie } }) };
}

/** An address that nobody else of the suite has. */
export function addressOf(number: number): string {
  return `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
}
