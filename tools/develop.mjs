// @ts-check
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { buildServer, server } from './build.mjs';
import { installPackages } from './install.mjs';
import { endWithParent } from './parent.mjs';
import { endOnFailure } from './prepare.mjs';
import { startProgram } from './programs.mjs';
import { installed, workspace } from './workspace.mjs';

/** Where the web client is served in development; the next free port when this one is taken. */
const firstWebPort = 5173;

/**
 * A setting; an empty one counts as unset, as in the server.
 * @param {string} name
 */
const given = (name) => (process.env[name] === '' ? undefined : process.env[name]);

/** Compiler, server and web client side by side; Ctrl-C ends all three. */
export async function develop() {
  process.chdir(workspace);
  if (existsSync('.env')) process.loadEnvFile('.env');
  await endOnFailure(async () => {
    await installPackages();
    await buildServer();
  });
  const webPort = await freePortFrom(firstWebPort);
  const address = `http://localhost:${webPort}`;
  const api = startServerAgain(address);
  const compiler = startProgram('tsc', process.execPath, {
    args: [installed('tsc'), '--build', 'apps/api/tsconfig.app.json', '--watch', '--preserveWatchOutput'],
    onLine: (line) => {
      if (line.includes('Found 0 errors')) void api.restartWhenChanged();
    },
  });
  const web = startProgram('web', process.execPath, {
    args: [installed('vite'), '--port', `${webPort}`, '--strictPort', '--clearScreen', 'false'],
    cwd: join(workspace, 'apps/web'),
    env: { CARILLON_API_ORIGIN: `http://localhost:${given('PORT') ?? '3000'}` },
  });
  endTogether([compiler, web, api]);
  endWithParent();
}

/**
 * The server, started again whenever the compiler has written something new.
 * @param {string} address where browsers get their pages: the origin to trust and to print
 */
function startServerAgain(address) {
  const env = { PUBLIC_URL: given('PUBLIC_URL') ?? address };
  const start = () => startProgram('api', process.execPath, { args: ['--enable-source-maps', server], env });
  let current = start();
  let writtenAt = lastWritten();
  let isRestarting = false;
  return {
    async restartWhenChanged() {
      if (isRestarting || lastWritten() === writtenAt) return;
      isRestarting = true;
      writtenAt = lastWritten();
      await current.stop();
      current = start();
      isRestarting = false;
      // The compiler may have written once more while the old server was stopping.
      await this.restartWhenChanged();
    },
    stop: () => current.stop(),
  };
}

/**
 * @param {number} port
 * @returns {Promise<number>}
 */
async function freePortFrom(port) {
  const probe = createServer();
  const isFree = await new Promise((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen(port, 'localhost', () => resolve(true));
  });
  if (!isFree) return freePortFrom(port + 1);
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** When the compiler last wrote a program file. Unit: milliseconds since 1970. */
function lastWritten() {
  const folders = ['apps/api/dist', 'libs/contracts/dist', 'libs/message-format/dist'];
  const times = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.js'))
      .map((name) => statSync(join(folder, name)).mtimeMs),
  );
  return Math.max(...times);
}

/**
 * @param {{ stop: () => Promise<void> }[]} programs
 */
function endTogether(programs) {
  let isEnding = false;
  const end = async () => {
    // A terminal's Ctrl-C also arrives through npm: once is enough.
    if (isEnding) return;
    isEnding = true;
    await Promise.all(programs.map((program) => program.stop()));
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end());
}
