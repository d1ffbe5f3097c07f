import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isErrorCode, postRefusalCodes } from '@carillon/contracts';
import { expect, it } from 'vitest';

const source = join(import.meta.dirname, '..');

/** Everything a post passes through. */
const passed = [
  ...readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).map((name) => `ingest/${name}`),
  'messages/broadcast-rule.ts',
  'platform/http/http-front.ts',
].filter((name) => name.endsWith('.ts') && !name.endsWith('spec.ts'));

it('the contract lists every code that the way of a post can refuse it with', () => {
  const named = passed.flatMap((name) =>
    [...readFileSync(join(source, name), 'utf8').matchAll(/'([A-Z]+(?:_[A-Z]+)+)'/g)].map(
      ([, code = '']) => code,
    ),
  );
  const known: readonly string[] = postRefusalCodes;
  // Those of the filter for everything unforeseen, which are in no file of these.
  const unforeseen = ['INTERNAL', 'SERVICE_UNAVAILABLE'];
  const found = [...named, ...unforeseen].filter(isErrorCode);
  expect([...new Set(found)].toSorted()).toEqual(known.toSorted());
});
