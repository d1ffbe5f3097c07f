import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';

const workspace = join(import.meta.dirname, '..');

it('runs every test file there is', () => {
  expect(filesThatRun().length).toBeGreaterThan(0);
  expect(filesThatRun().toSorted()).toEqual(filesThatExist().toSorted());
});

function filesThatRun(): string[] {
  const vitest = join(workspace, 'node_modules/.bin/vitest');
  const output = execFileSync(vitest, ['list', '--filesOnly', '--json'], {
    cwd: workspace,
    encoding: 'utf8',
    // This test runs inside Vitest; the inner one must not take itself for a worker of the outer.
    env: { PATH: process.env['PATH'] },
  });
  return (JSON.parse(output) as { file: string }[]).map(({ file }) => relative(workspace, file));
}

function filesThatExist(): string[] {
  return ['apps', 'bench', 'faults', 'libs', 'tools'].flatMap((folder) =>
    readdirSync(join(workspace, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(spec|int-spec)\.tsx?$/.test(name) && !name.includes('node_modules'))
      .map((name) => join(folder, name)),
  );
}
