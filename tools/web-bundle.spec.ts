import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';

const workspace = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'carillon-bundle-'));

/** What is fetched before the first paint. Unit: bytes after gzip, inclusive. */
const maxInitialScriptBytes = 200 * 1024;

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Builds the web client and returns its files by name. */
function build(nodeEnv: 'production' | 'development'): Map<string, string> {
  const out = join(folder, nodeEnv);
  execFileSync(
    join(workspace, 'node_modules/.bin/vite'),
    ['build', '--outDir', out, '--sourcemap', 'false', '--logLevel', 'error'],
    {
      cwd: join(workspace, 'apps/web'),
      env: { PATH: process.env['PATH'], NODE_ENV: nodeEnv },
      stdio: 'inherit',
    },
  );
  const names = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(js|html)$/.test(name),
  );
  return new Map(names.map((name) => [name, readFileSync(join(out, name), 'utf8')]));
}

const knowsDevPage = (files: Map<string, string>) =>
  [...files].some(([name, text]) => name.includes('format-route') || text.includes('/dev/format'));

it('ships no page for developers, and stays small before the first paint', () => {
  const files = build('production');
  expect(knowsDevPage(files)).toBe(false);

  const html = files.get('index.html') ?? '';
  const initial = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, name = '']) => name);
  expect(initial.length).toBeGreaterThan(0);
  const bytes = initial.reduce((sum, name) => sum + gzipSync(files.get(name) ?? '').length, 0);
  expect(bytes).toBeLessThanOrEqual(maxInitialScriptBytes);
  for (const heavy of ['highlighter', 'emoji-picker', 'room-page'])
    expect(
      initial.some((name) => name.includes(heavy)),
      heavy,
    ).toBe(false);
}, 120_000);

it('has the page for developers in a development build', () => {
  expect(knowsDevPage(build('development'))).toBe(true);
}, 120_000);
