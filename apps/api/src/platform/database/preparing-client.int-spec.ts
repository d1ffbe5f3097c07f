import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { PreparingClient } from './preparing-client.js';

describe('a connection that prepares', () => {
  let client: PreparingClient;
  beforeAll(async () => {
    client = new PreparingClient({ connectionString: inject('databaseServer') });
    await client.connect();
  });
  afterAll(() => client.end());

  const prepared = async () => {
    const { rows } = await client.query<{ statement: string }>(
      'select statement from pg_prepared_statements',
    );
    return rows.map(({ statement }) => statement);
  };

  it('prepares a statement with parameters when it comes for the third time, and no other', async () => {
    const text = 'select $1::int + $2::int as sum';
    const sumOf = async (values: number[]) =>
      (await client.query<{ sum: number }>(text, values)).rows[0]?.sum;
    expect([await sumOf([1, 2]), await sumOf([3, 4])]).toEqual([3, 7]);
    expect(await prepared()).toEqual([]);
    expect([await sumOf([5, 6]), await sumOf([7, 8])]).toEqual([11, 15]);
    for (let time = 0; time < 5; time += 1) await client.query('select 1');
    expect(await prepared()).toEqual([text]);
  });

  it('refuses what the database refuses each time anew, and goes on', async () => {
    for (let time = 0; time < 5; time += 1)
      await expect(client.query('select $1::int', ['x'])).rejects.toThrow('invalid input syntax');
    expect((await client.query('select $1::text as text', ['x'])).rows).toEqual([{ text: 'x' }]);
  });
});
