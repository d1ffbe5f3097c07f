import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemBrowser } from './browser.mjs';
import { fingerprintOf, removeOrphans } from './build.mjs';
import { isInstalled } from './install.mjs';
import { nodeVersionProblem } from './node-version.mjs';

describe('the version of Node', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '26.1.0'])('%s is new enough', (version) => {
    expect(nodeVersionProblem(version)).toBeUndefined();
  });

  it.each(['20.18.3', '18.20.0', '8.0.0'])('%s is refused, with both versions in the sentence', (version) => {
    expect(nodeVersionProblem(version)).toMatch(
      new RegExp(`needs Node 20.19 or newer, and this is Node ${version}`),
    );
  });

  it('is the one that package.json asks for', () => {
    const { engines } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as {
      engines: { node: string };
    };
    expect(engines.node).toBe('>=20.19');
  });
});

describe('the browser of the system', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'carillon-browser-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is the first one on the path that can be run', () => {
    writeFileSync(join(folder, 'chromium'), '', { mode: 0o644 });
    writeFileSync(join(folder, 'google-chrome'), '', { mode: 0o755 });
    expect(systemBrowser(`/nowhere:${folder}`)).toBe(join(folder, 'google-chrome'));
  });

  it('is nothing where there is none', () => {
    expect(systemBrowser(folder)).toBeUndefined();
  });
});

describe('the installed packages', () => {
  const wanted = {
    packages: {
      '': {},
      'apps/api': { version: '0.1.0' },
      'node_modules/@carillon/api': {},
      'node_modules/zod': { version: '4.6.7' },
      'node_modules/for-another-system': { version: '1.0.0', optional: true },
    },
  };
  const found = { packages: { 'node_modules/@carillon/api': {}, 'node_modules/zod': { version: '4.6.7' } } };

  it('are right without the optional ones of other systems', () => {
    expect(isInstalled(wanted, found)).toBe(true);
  });

  it.each([
    ['nothing is installed', {}],
    ['one is missing', { packages: { 'node_modules/@carillon/api': {} } }],
    [
      'one has another version',
      { packages: { ...found.packages, 'node_modules/zod': { version: '4.6.6' } } },
    ],
  ])('are stale when %s', (_title, other) => {
    expect(isInstalled(wanted, other)).toBe(false);
  });
});

describe('the build', () => {
  let root: string;
  const write = (name: string, text = '') => writeFileSync(join(root, name), text);
  const fingerprint = () => fingerprintOf(root, ['src', 'package.json']);

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'carillon-build-'));
    mkdirSync(join(root, 'src/rooms'), { recursive: true });
    write('src/rooms/rooms.ts', 'export {};');
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('is not stale when only dates and specs changed', () => {
    const before = fingerprint();
    utimesSync(join(root, 'src/rooms/rooms.ts'), 1, 1);
    write('src/rooms/rooms.spec.ts');
    expect(fingerprint()).toBe(before);
  });

  it.each([
    ['a file changed', () => write('src/rooms/rooms.ts', 'export { };')],
    ['a file was added', () => write('src/rooms/more.ts')],
    ['a file was removed', () => rmSync(join(root, 'src/rooms/rooms.ts'))],
    ['the list of packages changed', () => write('package.json')],
  ])('is stale when %s', (_title, change) => {
    const before = fingerprint();
    change();
    expect(fingerprint()).not.toBe(before);
  });

  it('removes what was made from sources that are gone', () => {
    mkdirSync(join(root, 'dist/rooms'), { recursive: true });
    for (const name of [
      'rooms.js',
      'rooms.d.ts',
      'gone.js',
      'gone.js.map',
      'gone.d.ts',
      'kept.tsbuildinfo',
    ]) {
      write(`dist/rooms/${name}`);
    }
    removeOrphans(root);
    expect(readdirSync(join(root, 'dist/rooms')).sort()).toEqual([
      'kept.tsbuildinfo',
      'rooms.d.ts',
      'rooms.js',
    ]);
  });
});
