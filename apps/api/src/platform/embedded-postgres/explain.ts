import { StartupError } from '../startup-error.js';
import { useYourOwn } from './binaries.js';
import type { ClusterFolder } from './cluster-folder.js';

const causes: readonly { readonly sign: RegExp; readonly words: (folder: ClusterFolder) => string }[] = [
  {
    sign: /No space left on device|Check free disk space|Disk quota exceeded/i,
    words: ({ path }) => `The disk of ${path} is full.`,
  },
  { sign: /Read-only file system/i, words: ({ path }) => `The disk of ${path} is read-only.` },
  { sign: /Permission denied/i, words: ({ path }) => `The database may not use files in ${path}.` },
  {
    sign: /could not (create|resize|map|open) .*(shared memory|anonymous)|Cannot allocate memory/i,
    words: () => 'The system has too little memory, or shared memory, for the database.',
  },
  {
    sign: /invalid locale|encoding mismatch/i,
    words: () => 'The system lacks the locale that the database needs.',
  },
  {
    sign: /could not locate a valid checkpoint|invalid data in file|checksum mismatch|incorrect checksum/i,
    words: ({ data }) => `The files of the database in ${data} are damaged: restore them from a backup.`,
  },
];

/** Turns what PostgreSQL wrote before it gave up into a sentence, followed by its own words. */
export function explain(what: string, output: string, folder: ClusterFolder): StartupError {
  const cause = causes.find(({ sign }) => sign.test(output));
  const sentence = cause ? cause.words(folder) : useYourOwn;
  const lastLines = output.trimEnd().split('\n').slice(-8).join('\n');
  return new StartupError(
    `${what} ${sentence} The log is ${folder.log}; its last lines:\n${lastLines || '(empty)'}`,
  );
}
