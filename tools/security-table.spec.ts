import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../', import.meta.url);
const document = readFileSync(new URL('docs/security.md', root), 'utf8');

/** How many requirements of levels 1 and 2 each section of ASVS 5.0.0 begins with; those of level 3 come behind. */
const sections: Record<string, number> = {
  ...{ '1.1': 2, '1.2': 9, '1.3': 11, '1.4': 3, '1.5': 2, '2.1': 3, '2.2': 3, '2.3': 4, '2.4': 1, '3.2': 2 },
  ...{ '3.3': 4, '3.4': 6, '3.5': 5, '3.7': 2, '4.1': 3, '4.2': 1, '4.3': 2, '4.4': 4, '5.1': 1, '5.2': 3 },
  ...{ '5.3': 2, '5.4': 3, '6.1': 3, '6.2': 12, '6.3': 4, '6.4': 4, '6.5': 5, '6.6': 3, '6.8': 4, '7.1': 3 },
  ...{ '7.2': 4, '7.3': 2, '7.4': 5, '7.5': 2, '7.6': 2, '8.1': 2, '8.2': 3, '8.3': 1, '8.4': 1, '9.1': 3 },
  ...{ '9.2': 4, '10.1': 2, '10.2': 2, '10.3': 4, '10.4': 11, '10.5': 5, '10.6': 2, '10.7': 3, '11.1': 2 },
  ...{ '11.2': 3, '11.3': 3, '11.4': 4, '11.5': 1, '11.6': 1, '12.1': 3, '12.2': 2, '12.3': 4, '13.1': 1 },
  ...{ '13.2': 5, '13.3': 2, '13.4': 5, '14.1': 2, '14.2': 4, '14.3': 3, '15.1': 3, '15.2': 3, '15.3': 7 },
  ...{ '16.1': 1, '16.2': 5, '16.3': 4, '16.4': 3, '16.5': 3, '17.1': 1, '17.2': 4, '17.3': 2 },
};

const rows = document
  .split('\n')
  .filter((line) => /^\| \d+\.\d+\.\d+ /.test(line))
  .map((line) => {
    const [id = '', asks = '', answer = '', verdict = '', proof = ''] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    return {
      id,
      asks,
      answer,
      verdict,
      files: [...proof.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file),
    };
  });

describe('the table of ASVS requirements', () => {
  it('has a row for each of the 253 of levels 1 and 2, once, in order', () => {
    const expected = Object.entries(sections).flatMap(([section, count]) =>
      Array.from({ length: count }, (_, index) => `${section}.${index + 1}`),
    );
    expect(expected).toHaveLength(253);
    expect(rows.map(({ id }) => id)).toEqual(expected);
  });

  it.each(rows)('$id says what is asked, what Carillon does, and whether that is enough', (row) => {
    expect(row.asks).toMatch(/\w{3}/);
    expect(row.answer).toMatch(/\w/);
    expect(['yes', 'partly', 'no', 'n/a']).toContain(row.verdict);
  });

  it('names only files that exist, and only checks', () => {
    for (const { id, files } of rows)
      for (const file of files) {
        expect(existsSync(new URL(file, root)), `${id}: ${file}`).toBe(true);
        expect(file, id).toMatch(/spec\.tsx?$/);
      }
  });

  it('counts its verdicts', () => {
    const count = (verdict: string) => rows.filter((row) => row.verdict === verdict).length;
    const line = `${count('yes')} yes, ${count('partly')} partly, ${count('no')} no, ${count('n/a')} do not apply.`;
    expect(document).toContain(line);
  });
});
