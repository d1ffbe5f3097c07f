import { endpoints, type AccountView } from '@carillon/contracts';
import { Caller } from '../support/caller.js';
import type { TestServer } from '../support/test-server.js';

/** A signed-up person, who calls with the cookie of their session. */
export type Person = Caller & { readonly account: AccountView; readonly cookie: string };

export const password = 'a long enough password';
let count = 0;

/** Signs someone up through the API. */
export async function aPerson(server: TestServer, displayName = 'Somebody'): Promise<Person> {
  count += 1;
  const email = `${displayName.toLowerCase().replace(/[^a-z]/g, '')}${count}@example.com`;
  const answer = await new Caller(server.url).try(endpoints.signUp, {
    body: { email, displayName, password },
  });
  if (answer.status !== 201) throw new Error(`Sign-up failed: ${JSON.stringify(answer.body)}`);
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const { account } = answer.body as { account: AccountView };
  return Object.assign(new Caller(server.url, { cookie }), { account, cookie });
}

/** Another session of the same person, as on a second device; signing in may happen as often as one likes. */
export async function signInAgain(server: TestServer, { account }: Person): Promise<Person> {
  const answer = await new Caller(server.url).try(endpoints.signIn, {
    body: { email: account.email, password },
  });
  if (answer.status !== 200) throw new Error(`Sign-in failed: ${JSON.stringify(answer.body)}`);
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return Object.assign(new Caller(server.url, { cookie }), { account, cookie });
}

/** A script of this person, which calls with an access token. */
export async function aScript(
  server: TestServer,
  person: Person,
  headers: Record<string, string> = {},
): Promise<Caller> {
  const { token } = await person.call(endpoints.createAccessToken, { body: { name: 'Script' } });
  return new Caller(server.url, { ...headers, authorization: `Bearer ${token}` });
}

/** Any number of people straight into the database, for rooms of a certain size; they never sign in. */
export async function manyPeople(server: TestServer, howMany: number): Promise<string[]> {
  const rows = await server.rows<{ id: string }>(
    `insert into users (id, email, display_name, alias, password_hash, created_at)
     select gen_random_uuid(), tag || n || '@example.org', 'Member ' || n, tag || n, 'none', now()
       from generate_series(1, $1::int) as n, (select substr(md5(random()::text), 1, 12) as tag) as t
     returning id`,
    [howMany],
  );
  return rows.map((row) => row.id);
}
