import { setTimeout as delay } from 'node:timers/promises';
import { openDataFolder, type DataFolder } from './platform/data-folder.js';
import { migratingDataSource } from './platform/database/data-source.js';
import { migrate } from './platform/database/migrate.js';
import { startEmbeddedPostgres } from './platform/embedded-postgres/embedded-postgres.js';
import { readSettings, type Settings } from './platform/env.js';
import { readOrMakeSecretKey } from './platform/secret-key.js';
import { StartupError } from './platform/startup-error.js';
import { entities } from './app.module.js';
import { startServer, type RunningServer } from './server.js';

type Stop = () => Promise<void>;

/** How long stopping may take before the process ends regardless. Unit: milliseconds. */
const stopTimeoutMs = 20_000;
/** Longer than balancers take to find that a process is not ready: the Caddyfile asks every second. Unit: milliseconds. */
const leaveMs = 3_000;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** What has been started, to be stopped in reverse order. */
class Started {
  private readonly stops: Stop[] = [];

  add(stop: Stop): void {
    this.stops.unshift(stop);
  }

  async stop(): Promise<void> {
    for (const stop of this.stops.splice(0)) await stop();
  }
}

async function start(started: Started): Promise<Settings> {
  const settings = readSettings();
  if (settings.webhookPostsPerSecond === 0)
    say(
      'Warning: WEBHOOK_POSTS_PER_SECOND is 0, so webhooks have no rate limit. Use this for benchmarks only.',
    );
  const folder = await openFolder(settings, started);
  const databaseUrl = settings.databaseUrl ?? (await startDatabase(folder, started));
  await migrate(migratingDataSource(databaseUrl, entities), say);
  const secretKey = settings.secretKey ?? (await readOrMakeSecretKey(folder?.path ?? settings.dataFolder));
  const server = await startServer({ settings, databaseUrl, secretKey });
  started.add(async () => {
    if (settings.redisUrl !== undefined) await leave(server);
    await server.close();
  });
  return settings;
}

/** Until whoever spreads requests over several processes has noticed, so that none of them fails. */
async function leave(server: RunningServer): Promise<void> {
  server.leave();
  await delay(leaveMs);
}

/** A server that is given its database and its key keeps nothing on disk. */
async function openFolder(settings: Settings, started: Started): Promise<DataFolder | undefined> {
  if (settings.databaseUrl !== undefined && settings.secretKey !== undefined) return undefined;
  const folder = await openDataFolder(settings.dataFolder);
  started.add(() => folder.close());
  return folder;
}

async function startDatabase(folder: DataFolder | undefined, started: Started): Promise<string> {
  if (folder === undefined) throw new Error('The embedded database needs the data folder.');
  const postgres = await startEmbeddedPostgres({
    folder: folder.postgres,
    onProgress: say,
    onExit: (reason) => {
      say(`The embedded database ended (${reason}) and is being started again.`);
    },
  });
  started.add(() => postgres.stop());
  return postgres.url;
}

/** The first signal stops in order; a second one, or too long a wait, ends the process at once. */
function stopOnSignals(started: Started): void {
  let isStopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (isStopping) process.exit(1);
    isStopping = true;
    say(`Stopping (${signal}).`);
    setTimeout(() => {
      say('Stopping takes too long; ending now.');
      process.exit(1);
    }, stopTimeoutMs).unref();
    void started.stop().then(
      () => {
        say('Stopped.');
        process.exit(0);
      },
      (error: unknown) => {
        fail(error);
      },
    );
  };
  // A terminal that is closed sends SIGHUP, and can be written to no more.
  process.stdout.on('error', ignoreClosedTerminal);
  process.stderr.on('error', ignoreClosedTerminal);
  process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop);
}

function ignoreClosedTerminal(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EIO' && error.code !== 'EPIPE') throw error;
}

function fail(error: unknown): never {
  const text =
    error instanceof StartupError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`\nCarillon cannot run. ${text ?? ''}\n`);
  process.exit(1);
}

function welcome({ publicUrl, signUp }: Settings): void {
  say(`\nCarillon is ready at ${publicUrl}`);
  say('Next: open it in a browser, sign up (the first account owns this server), and create a room.');
  if (signUp.mode === 'open') say('Anyone who can reach it can sign up; set SIGN_UP to change that.');
  say('Press Ctrl-C to stop.\n');
}

const started = new Started();
stopOnSignals(started);
try {
  welcome(await start(started));
} catch (error) {
  await started.stop();
  fail(error);
}
