import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { endpoints } from '@carillon/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aScene, aWebhook, type Scene } from '../../../test/factories/rooms.js';
import { findOwnPostgres, startOwnPostgres, type OwnPostgres } from '../../../test/support/own-postgres.js';
import { sendRaw } from '../../../test/support/raw-http.js';
import { startRestartableServer, type RestartableServer } from '../../../test/support/restartable-server.js';

const scripts = fileURLToPath(new URL('../../../../../deploy', import.meta.url));
const found = findOwnPostgres();
const reason = 'missing' in found ? ` (left out: ${found.missing})` : '';

describe.skipIf('missing' in found)(`a backup${reason}`, () => {
  let folder: string;
  let postgres: OwnPostgres;
  let server: RestartableServer;
  let scene: Scene;
  let url: string;
  let file: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'carillon-backup-'));
    postgres = await startOwnPostgres('folder' in found ? found.folder : '');
    const environment = { WEBHOOK_POSTS_PER_SECOND: '0', PUBLIC_URL: 'https://chat.example.com' };
    server = await startRestartableServer({ databaseServer: postgres.url, environment });
    scene = await aScene(server);
    ({ url } = await aWebhook(scene.administrator, scene.room.id));
    file = join(folder, 'carillon.dump');
    expect(await post('before')).toBe(200);
    expect(await run('backup.sh', file)).toMatchObject({ code: 0 });
    expect(await post('after')).toBe(200);
    // As a newer version would have added it.
    await server.rows('create table newer (room_id uuid references rooms (id))');
  });
  afterAll(async () => {
    await server.stop();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function run(script: string, path: string) {
    const child = spawn('sh', [join(scripts, script), path], {
      env: { ...process.env, DATABASE_URL: server.databaseUrl },
    });
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit') as Promise<[number]>]);
    return { code, said };
  }

  async function post(content: string): Promise<number> {
    const { pathname, search } = new URL(url);
    const body = JSON.stringify({ Content: content });
    return (await sendRaw(server.port, { target: pathname + search, body })).status;
  }

  async function contents(): Promise<string[]> {
    const params = { roomId: scene.room.id };
    const { items } = await scene.member.call(endpoints.listMessages, { params });
    return items.map((message) => message.content);
  }

  it('is one file that only its owner can read, and is not there if it could not be made', async () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const child = spawn('sh', [join(scripts, 'backup.sh'), join(folder, 'failed.dump')], {
      env: { ...process.env, DATABASE_URL: 'postgres://127.0.0.1:1/nowhere' },
      stdio: 'ignore',
    });
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).not.toBe(0);
    expect(existsSync(join(folder, 'failed.dump'))).toBe(false);
    expect(existsSync(join(folder, 'failed.dump.part'))).toBe(false);
  });

  it('is not restored under a server that runs', async () => {
    const { code, said } = await run('restore.sh', file);
    expect(said).toContain('A Carillon uses this database.');
    expect(code).toBe(1);
    expect(await contents()).toEqual(['after', 'before']);
  });

  it('that is broken changes nothing', async () => {
    const broken = join(folder, 'broken.dump');
    const bytes = readFileSync(file);
    writeFileSync(broken, bytes.subarray(0, Math.floor(bytes.length / 2)));
    await server.shutDown();
    const { code } = await run('restore.sh', broken);
    expect(code).not.toBe(0);
    await server.restart();
    expect(await contents()).toEqual(['after', 'before']);
  });

  it('brings back rooms, sessions, messages and webhooks as they were, and they go on', async () => {
    await server.shutDown();
    expect(await run('restore.sh', file)).toEqual({ code: 0, said: '' });
    await server.restart();
    expect(await contents()).toEqual(['before']);
    expect(await server.rows(`select 1 from pg_tables where tablename = 'newer'`)).toEqual([]);
    const params = { roomId: scene.room.id };
    const { items } = await scene.administrator.call(endpoints.listWebhooks, { params });
    expect(items.map((webhook) => webhook.url)).toEqual([url]);
    expect(await post('again')).toBe(200);
    expect(await contents()).toEqual(['again', 'before']);
  });
});
