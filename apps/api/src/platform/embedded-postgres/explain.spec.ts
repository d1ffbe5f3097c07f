import { describe, expect, it } from 'vitest';
import { clusterFolder } from './cluster-folder.js';
import { explain } from './explain.js';

const usual = [
  'The database cluster will be initialized with this locale configuration:',
  'Data page checksums are enabled.',
  'selecting dynamic shared memory implementation ... posix',
];

const explained = (...lines: string[]) =>
  explain('It did not start.', [...usual, ...lines].join('\n'), clusterFolder('/data/postgres')).message;

describe('why the database cannot start', () => {
  it.each([
    [
      'a full disk',
      'could not extend file "base/1/2691": No space left on device',
      'disk of /data/postgres is full',
    ],
    ['a disk that fills up meanwhile', 'HINT:  Check free disk space.', 'disk of /data/postgres is full'],
    [
      'a read-only disk',
      'could not create file: Read-only file system',
      'disk of /data/postgres is read-only',
    ],
    [
      'a closed folder',
      'could not open file "base": Permission denied',
      'may not use files in /data/postgres',
    ],
    [
      'too little memory',
      'could not create shared memory segment: Cannot allocate memory',
      'too little memory',
    ],
    ['a missing locale', 'initdb: error: invalid locale settings; check LANG', 'lacks the locale'],
    ['damaged files', 'PANIC:  could not locate a valid checkpoint record', 'are damaged: restore them'],
  ])('names %s', (_title, line, sentence) => {
    expect(explained(line)).toContain(sentence);
  });

  it('takes nothing that is usual for a cause', () => {
    expect(explained('something new')).toMatch(/^It did not start\. Set DATABASE_URL /);
  });

  it('ends with the last 8 lines', () => {
    const lines = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`);
    expect(explained(...lines)).toMatch(/its last lines:\nline 13\n[^]*\nline 20$/);
  });
});
