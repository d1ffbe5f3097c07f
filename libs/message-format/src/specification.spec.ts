// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bothTrees, reasonsOf } from '../tools/specification/compare.js';
import {
  commonmarkDifferences,
  examined,
  explanations,
  gfmDifferences,
  type Differences,
} from '../tools/specification/differences.js';
import { commonmarkExamples, gfmExamples, type Example } from '../tools/specification/examples.js';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');

const specifications = [
  { name: 'CommonMark 0.31.2', examples: commonmarkExamples(), written: commonmarkDifferences, examined },
  { name: 'GFM 0.29, extensions', examples: gfmExamples(), written: gfmDifferences, examined: {} },
];

describe.each(specifications)('$name', ({ name, examples, written, examined }) => {
  const found = differencesOf(examples);
  const listed = { ...written, ...examined };

  it('differs where the list says, for the reasons it gives, and nowhere else', () => {
    const { unexplained = [], ...explained } = found;
    const unexpected = examples.filter(({ number }) => unexplained.includes(number) && !isListed(number));
    expect(unexpected.map((example) => ({ ...example, ...bothTrees(example) }))).toEqual([]);
    expect(explained).toEqual(written);
    expect(unexplained).toEqual(Object.values(examined).flat().toSorted(ascending));
  });

  it('has a sentence for each reason', () => {
    const reasons = Object.keys(listed).flatMap((key) => key.split(' and '));
    for (const reason of reasons) expect(Object.keys(explanations)).toContain(reason);
  });

  it('has its counts in the README', () => {
    expect(readme).toContain(
      `${name}: ${examples.length} examples, ${examples.length - countOf(listed)} equal`,
    );
  });

  function isListed(number: number): boolean {
    return Object.values(listed).some((numbers) => numbers.includes(number));
  }
});

it('has each reason with its counts in the README', () => {
  for (const [reason, sentence] of Object.entries(explanations)) {
    const counts = [{ ...commonmarkDifferences, ...examined }, gfmDifferences].map((all) =>
      countOf(Object.fromEntries(Object.entries(all).filter(([key]) => key.split(' and ').includes(reason)))),
    );
    const row = readme.split('\n').find((line) => line.includes(sentence)) ?? '';
    expect(row.split('|').slice(-3, -1).map(Number), sentence).toEqual(counts);
  }
});

/** Numbers by reasons; `unexplained` where the trees differ for none of them. */
function differencesOf(examples: Example[]): Record<string, number[]> {
  const found: Record<string, number[]> = {};
  for (const example of examples) {
    const reasons = reasonsOf(example);
    if (reasons?.length === 0) continue;
    (found[reasons?.join(' and ') ?? 'unexplained'] ??= []).push(example.number);
  }
  return found;
}

function countOf(differences: Differences): number {
  return Object.values(differences).flat().length;
}

function ascending(one: number, other: number): number {
  return one - other;
}
