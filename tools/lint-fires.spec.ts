import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';

const workspace = join(import.meta.dirname, '..');
let eslint: ESLint;

beforeAll(() => {
  // The rule between projects reads the graph that any Nx command leaves behind.
  const nx = join(workspace, 'node_modules/.bin/nx');
  execFileSync(nx, ['show', 'projects'], {
    cwd: workspace,
    env: { ...process.env, NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  eslint = new ESLint({ cwd: workspace });
}, 60_000);

/** Rules that fire when a file of `folder` holds `text`. The file exists, only its text is another. */
async function rulesFor(folder: string, text: string, ending = '.ts'): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath: fileIn(folder, ending) });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

function fileIn(folder: string, ending: string): string {
  const names = readdirSync(join(workspace, folder), { recursive: true, encoding: 'utf8' });
  const name = names.find((path) => path.endsWith(ending) && !/spec\.|\.d\.ts$|^env\.ts$/.test(path));
  if (name === undefined) throw new Error(`No ${ending} file in ${folder} to plant a violation in.`);
  return join(workspace, folder, name);
}

/** First of the files below `folder`, as an import from a file at `depth` folders below the workspace. */
function relativeImport(from: string, folder: string): string {
  const depth =
    fileIn(from, '.ts')
      .slice(workspace.length + 1)
      .split('/').length - 1;
  const target = fileIn(folder, '.ts')
    .slice(workspace.length + 1)
    .replace(/\.ts$/, '.js');
  return `import * as planted from '${'../'.repeat(depth)}${target}';\nexport { planted };\n`;
}

const boundaries = '@nx/enforce-module-boundaries';
const folders = 'import-x/no-restricted-paths';

describe('lint', () => {
  it('passes a clean file', async () => {
    expect(await rulesFor('libs/contracts/src', 'export const answer = 42;\n')).toEqual([]);
  }, 60_000);

  it.each([
    [
      'contracts importing the web',
      'libs/contracts/src',
      relativeImport('libs/contracts/src', 'apps/web/src'),
    ],
    ['contracts importing the message format', 'libs/contracts/src', `import '@carillon/message-format';\n`],
    ['contracts importing a package other than zod', 'libs/contracts/src', `import 'pg';\n`],
    ['message-format importing a package other than marked', 'libs/message-format/src', `import 'zod';\n`],
    ['the api importing the client', 'apps/api/src', `import '@carillon/client';\n`],
    ['the api importing React', 'apps/api/src', `import 'react';\n`],
    ['the web importing the api', 'apps/web/src', relativeImport('apps/web/src', 'apps/api/src/rooms')],
    ['the web importing the database driver', 'apps/web/src', `import 'pg';\n`],
  ])('refuses %s', async (_title, folder, text) => {
    expect(await rulesFor(folder, text)).toContain(boundaries);
  });

  it.each([
    ['rooms importing messages', 'apps/api/src/rooms', 'apps/api/src/messages'],
    ['platform importing rooms', 'apps/api/src/platform', 'apps/api/src/rooms'],
    [
      'one feature of the web importing another',
      'apps/web/src/features/rooms',
      'apps/web/src/features/session',
    ],
    ['shared parts of the web importing a feature', 'apps/web/src/shared', 'apps/web/src/features/session'],
  ])('refuses %s', async (_title, from, folder) => {
    expect(await rulesFor(from, relativeImport(from, folder))).toContain(folders);
  });

  it('lets messages import rooms', async () => {
    const from = 'apps/api/src/messages';
    expect(await rulesFor(from, relativeImport(from, 'apps/api/src/rooms'))).not.toContain(folders);
  });

  it.each([
    [
      'node:fs in a shared library',
      'no-restricted-imports',
      'libs/message-format/src',
      `import 'node:fs';\n`,
    ],
    ['fs in a shared library', 'no-restricted-imports', 'libs/client/src', `import 'fs';\n`],
    [
      'process in a shared library',
      'no-restricted-globals',
      'libs/contracts/src',
      'export const p = process.pid;\n',
    ],
    [
      'the environment outside env.ts',
      'no-restricted-properties',
      'apps/api/src/rooms',
      'export const e = process.env;\n',
    ],
    [
      'a floating promise',
      '@typescript-eslint/no-floating-promises',
      'apps/api/src/rooms',
      'Promise.resolve(1);\n',
    ],
    ['any', '@typescript-eslint/no-explicit-any', 'apps/api/src/rooms', 'export const x: any = 1;\n'],
    [
      'an empty catch',
      'no-restricted-syntax',
      'apps/api/src/rooms',
      'try {\n  JSON.parse("");\n} catch {}\n',
    ],
    ['console in the api', 'no-console', 'apps/api/src/rooms', 'console.log(1);\n'],
    ['innerHTML', 'no-restricted-properties', 'apps/web/src/shared', 'document.body.innerHTML = "";\n'],
    ['a default export', 'no-restricted-exports', 'apps/api/src/rooms', 'export default 1;\n'],
  ])('refuses %s', async (_title, rule, folder, text) => {
    expect(await rulesFor(folder, text)).toContain(rule);
  });

  it('refuses dangerouslySetInnerHTML', async () => {
    const text = 'export const Planted = () => <p dangerouslySetInnerHTML={{ __html: "" }} />;\n';
    expect(await rulesFor('apps/web/src', text, '.tsx')).toContain('no-restricted-syntax');
  });

  it('asks for type imports, but not of classes that Nest injects', async () => {
    const rule = '@typescript-eslint/consistent-type-imports';
    const start = `import { Injectable } from '@nestjs/common';\nimport { DataSource } from 'typeorm';\n`;
    const injected = `${start}@Injectable()\nexport class Planted {\n  constructor(readonly source: DataSource) {}\n}\n`;
    const onlyType = `import { DataSource } from 'typeorm';\nexport const planted = (source: DataSource) => source.options;\n`;
    expect(await rulesFor('apps/api/src/rooms', injected)).not.toContain(rule);
    expect(await rulesFor('apps/api/src/rooms', onlyType)).toContain(rule);
  });
});
