// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { runStep } from './step.mjs';
import { installed, workspace } from './workspace.mjs';

/** The compiled programs. */
export const server = join(workspace, 'apps/api/dist/main.js');
const webPage = join(workspace, 'apps/web/dist/index.html');

/** Everything that the compiled programs are made from. */
const sources = [
  'package-lock.json',
  'tsconfig.base.json',
  // The web client shows it.
  'docs/webhooks.md',
  ...['apps/api', 'apps/web', 'libs/contracts', 'libs/message-format', 'libs/client'].flatMap((project) =>
    [
      'src',
      'public',
      'index.html',
      'package.json',
      'vite.config.ts',
      'tsconfig.app.json',
      'tsconfig.lib.json',
    ].map((name) => `${project}/${name}`),
  ),
];

const stamp = join(workspace, 'node_modules/.cache/carillon/build');

/** Compiles both programs, unless they are made from exactly the present sources. */
export async function buildIfStale() {
  const fingerprint = fingerprintOf(workspace, sources);
  if (!isStale(fingerprint)) return;
  await build();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, fingerprint);
}

/** Compiles both programs. */
export async function build() {
  rmSync(stamp, { force: true });
  await Promise.all([buildServer(), buildWeb()]);
}

const advice = 'This is a fault of the checkout, not of your system: "git status" shows local changes.';

/** Compiles the server and the libraries it uses; a moment when nothing changed. */
export async function buildServer() {
  for (const project of ['apps/api', 'libs/contracts', 'libs/message-format', 'libs/client']) {
    removeOrphans(join(workspace, project));
  }
  await runStep({
    title: 'Building the server',
    program: installed('tsc'),
    // The client library is for the journeys; the web client takes its source.
    args: ['--build', 'apps/api/tsconfig.app.json', 'libs/client/tsconfig.lib.json'],
    cwd: workspace,
    advice,
  });
}

/** Compiles the suite that breaks the server. */
export function buildFaults() {
  return runStep({
    title: 'Building the fault suite',
    program: installed('tsc'),
    args: ['--build', 'faults/tsconfig.app.json'],
    cwd: workspace,
    advice,
  });
}

function buildWeb() {
  return runStep({
    title: 'Building the web client',
    program: installed('vite'),
    args: ['build', '--logLevel', 'error'],
    cwd: join(workspace, 'apps/web'),
    advice,
  });
}

/** @param {string} fingerprint */
function isStale(fingerprint) {
  const isThere = [stamp, server, webPage].every((path) => existsSync(path));
  return !isThere || readFileSync(stamp, 'utf8') !== fingerprint;
}

/**
 * A text that changes whenever a source does: its name or its content, not merely its date.
 * @param {string} root
 * @param {string[]} paths relative to root; folders count with everything in them but specs
 */
export function fingerprintOf(root, paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap((name) => filesIn(root, name)).sort()) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} name
 * @returns {string[]}
 */
function filesIn(root, name) {
  const path = join(root, name);
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [name];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(spec|int-spec|bench)\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

/**
 * The compiler leaves behind what it made from sources that are gone, and the server would still
 * load it (a migration, for example).
 * @param {string} project
 */
export function removeOrphans(project) {
  const made = join(project, 'dist');
  if (!existsSync(made)) return;
  for (const name of readdirSync(made, { recursive: true, encoding: 'utf8' })) {
    const source = name.replace(/\.(js|js\.map|d\.ts|d\.ts\.map)$/, '.ts');
    if (source !== name && !existsSync(join(project, 'src', source)))
      rmSync(join(made, name), { force: true });
  }
}
