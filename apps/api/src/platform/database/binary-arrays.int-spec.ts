import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { bytesArray, floatArray, integerArray, textArray, timeArray, uuidArray } from './binary-arrays.js';

describe('an array in binary', () => {
  let client: Client;
  beforeAll(async () => {
    client = new Client({ connectionString: inject('databaseServer') });
    await client.connect();
  });
  afterAll(() => client.end());

  /** What PostgreSQL understood, in the driver's own words. */
  const understood = async (type: string, array: Buffer) => {
    const { rows } = await client.query<{ value: unknown[] }>(`select $1::${type} as value`, [array]);
    return rows[0]?.value;
  };

  it('of integers is understood, from the smallest to the largest', async () => {
    const numbers = [0, 1, -1, 2 ** 31 - 1, -(2 ** 31)];
    expect(await understood('integer[]', integerArray(numbers))).toEqual(numbers);
  });

  it('of floats is understood', async () => {
    const numbers = [0, -1.5, 1e300, 0.1];
    expect(await understood('float8[]', floatArray(numbers))).toEqual(numbers);
  });

  it('of ids is understood', async () => {
    const ids = ['00000000-0000-0000-0000-000000000000', '0199a8f4-6f5e-7c3a-9b1d-ffffffffffff'];
    expect(await understood('uuid[]', uuidArray(ids))).toEqual(ids);
  });

  it('of texts is understood, whatever is in them', async () => {
    const texts = ['', 'NULL', '{"a","b"}', "it's \\ \n\t", 'é 漢 👍🏽', 'x'.repeat(100_000)];
    expect(await understood('text[]', textArray(texts))).toEqual(texts);
  });

  it('of bytes is understood', async () => {
    const values = [Buffer.alloc(0), Buffer.from([0, 255, 92, 120])];
    expect(await understood('bytea[]', bytesArray(values))).toEqual(values);
  });

  it('of times is understood to the millisecond, before and after the year 2000', async () => {
    const times = ['1969-12-31T23:59:59.999Z', '2000-01-01T00:00:00.000Z', '2026-11-24T23:41:36.123Z'].map(
      (text) => new Date(text),
    );
    expect(await understood('timestamptz[]', timeArray(times))).toEqual(times);
  });

  it('of nothing is understood', async () => {
    expect(await understood('text[]', textArray([]))).toEqual([]);
  });
});
