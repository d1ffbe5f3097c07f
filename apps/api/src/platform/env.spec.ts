import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from './env.js';
import { StartupError } from './startup-error.js';

const key = 'ab'.repeat(32);

describe('settings', () => {
  it('have a default for each variable, and an empty value counts as unset', () => {
    const defaults = {
      port: 3000,
      host: '0.0.0.0',
      publicUrl: 'http://localhost:3000',
      databaseUrl: undefined,
      dataFolder: resolve('.carillon'),
      signUp: { mode: 'open' },
      webhookPostsPerSecond: 1,
      secretKey: undefined,
      logLevel: 'info',
      trustedProxies: [],
    };
    expect(readSettings({})).toMatchObject(defaults);
    const names = ['PORT', 'HOST', 'PUBLIC_URL', 'DATABASE_URL', 'REDIS_URL', 'SIGN_UP', 'LOG_LEVEL'];
    const others = ['CARILLON_DATA_DIR', 'WEBHOOK_POSTS_PER_SECOND', 'TRUSTED_PROXIES'];
    const empty = [...names, ...others, 'CARILLON_SECRET_KEY', 'DATABASE_URL_FILE'].map((name) => [name, '']);
    expect(readSettings(Object.fromEntries(empty) as NodeJS.ProcessEnv)).toMatchObject(defaults);
  });

  it.each<[string, string, object]>([
    ['PORT', '8080', { port: 8080, publicUrl: 'http://localhost:8080' }],
    ['PORT', '0', { port: 0 }],
    ['PORT', '65535', { port: 65_535 }],
    ['HOST', '127.0.0.1', { host: '127.0.0.1' }],
    ['PUBLIC_URL', 'https://chat.example.com', { publicUrl: 'https://chat.example.com', isSecure: true }],
    ['PUBLIC_URL', 'https://chat.example.com/', { publicUrl: 'https://chat.example.com' }],
    ['PUBLIC_URL', 'https://chat.example.com:443', { publicUrl: 'https://chat.example.com' }],
    ['PUBLIC_URL', 'HTTPS://Chat.Example.com', { publicUrl: 'https://chat.example.com', isSecure: true }],
    ['PUBLIC_URL', 'http://10.0.0.5:8080', { publicUrl: 'http://10.0.0.5:8080', isSecure: false }],
    ['DATABASE_URL', 'postgres://u:p@db:5432/c', { databaseUrl: 'postgres://u:p@db:5432/c' }],
    ['DATABASE_URL', 'postgresql://db/c', { databaseUrl: 'postgresql://db/c' }],
    ['CARILLON_DATA_DIR', '/var/lib/carillon', { dataFolder: '/var/lib/carillon' }],
    ['SIGN_UP', 'invite', { signUp: { mode: 'invite' } }],
    ['SIGN_UP', 'a.com, B.org', { signUp: { mode: 'domains', domains: ['a.com', 'b.org'] } }],
    ['WEBHOOK_POSTS_PER_SECOND', '0', { webhookPostsPerSecond: 0 }],
    ['WEBHOOK_POSTS_PER_SECOND', '5', { webhookPostsPerSecond: 5 }],
    ['CARILLON_SECRET_KEY', key, { secretKey: Buffer.from(key, 'hex') }],
    ['LOG_LEVEL', 'debug', { logLevel: 'debug' }],
    ['TRUSTED_PROXIES', '10.0.0.1, 10.1.0.0/16, ::1', { trustedProxies: ['10.0.0.1', '10.1.0.0/16', '::1'] }],
    ['TRUSTED_PROXIES', 'loopback', { trustedProxies: ['loopback'] }],
    ['METRICS_TOKEN', 'sixteen-letters!', { metricsToken: 'sixteen-letters!' }],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://collector:4318', { traceEndpoint: 'http://collector:4318' }],
    ['OTEL_SERVICE_NAME', 'chat', { serviceName: 'chat' }],
    ['ATTACHMENTS_S3_REGION', 'eu-central-1', { s3: undefined }],
  ])('take %s=%s', (name, value, expected) => {
    expect(readSettings({ [name]: value })).toMatchObject(expected);
  });

  it('take a bucket with its keys, Amazon’s without an endpoint', () => {
    const keys = { ATTACHMENTS_S3_ACCESS_KEY_ID: 'id', ATTACHMENTS_S3_SECRET_ACCESS_KEY: 'key' };
    const s3 = { bucket: 'files', region: 'us-east-1', accessKeyId: 'id', secretAccessKey: 'key' };
    const settings = readSettings({ ATTACHMENTS_S3_BUCKET: 'files', ...keys });
    expect(settings.s3).toEqual({ ...s3, endpoint: undefined });
  });

  it.each([
    [
      { ATTACHMENTS_S3_BUCKET: 'files' },
      'ATTACHMENTS_S3_ACCESS_KEY_ID must be set where ATTACHMENTS_S3_BUCKET is',
    ],
    [
      { ATTACHMENTS_S3_ENDPOINT: 'https://s3.example.com' },
      'ATTACHMENTS_S3_BUCKET must be set where another',
    ],
    [{ ATTACHMENTS_S3_ENDPOINT: 's3.example.com' }, 'must be an address such as https://s3.example.com'],
    [{ ATTACHMENTS_S3_BUCKET: 'a/b' }, 'must be the name of a bucket'],
  ])('refuse half of what a bucket needs: %j', (variables, sentence) => {
    expect(() => readSettings(variables)).toThrow(sentence);
  });

  it.each([
    ['PORT', 'http', 'must be a port number from 0 to 65535'],
    ['PORT', '65536', 'must be a port number'],
    ['PORT', '-1', 'must be a port number'],
    ['PORT', '80.5', 'must be a port number'],
    ['PORT', ' ', 'must be a port number'],
    ['PUBLIC_URL', 'chat.example.com', 'must be an address such as https://chat.example.com'],
    ['PUBLIC_URL', 'ftp://chat.example.com', 'must be an address such as https://chat.example.com'],
    ['PUBLIC_URL', 'nonsense', 'must be an address such as https://chat.example.com'],
    ['PUBLIC_URL', 'https://chat.example.com/chat', 'must be an origin only'],
    ['PUBLIC_URL', 'https://chat.example.com?x=1', 'must be an origin only'],
    ['PUBLIC_URL', 'https://me:secret@chat.example.com', 'must be an origin only'],
    ['PUBLIC_URL', `https://${'a'.repeat(139)}`, 'must be at most 146 characters'],
    ['DATABASE_URL', 'mysql://db/c', 'must be an address such as postgres://'],
    ['DATABASE_URL', 'db:5432', 'must be an address such as postgres://'],
    ['REDIS_URL', 'http://localhost', 'must be an address such as redis://'],
    ['REDIS_URL', 'nonsense', 'must be an address such as redis://'],
    ['SIGN_UP', 'closed', 'must be open, invite, or mail domains such as'],
    ['SIGN_UP', 'a.com,', 'must be open, invite, or mail domains'],
    ['WEBHOOK_POSTS_PER_SECOND', 'many', 'must be a number of posts per second'],
    ['WEBHOOK_POSTS_PER_SECOND', '-1', 'must be a number of posts per second'],
    ['WEBHOOK_POSTS_PER_SECOND', '1001', 'must be a number of posts per second'],
    ['CARILLON_SECRET_KEY', 'ab', 'must be 64 hexadecimal digits'],
    ['CARILLON_SECRET_KEY', 'xy'.repeat(32), 'must be 64 hexadecimal digits'],
    ['LOG_LEVEL', 'loud', 'must be trace or debug or info'],
    ['TRUSTED_PROXIES', '10.0.0.1,proxy', 'must be addresses such as 10.0.0.1 or 10.0.0.0/8'],
    ['TRUSTED_PROXIES', '10.0.0.0/33', 'must be addresses'],
    ['METRICS_TOKEN', 'fifteen-letters', 'must be at least 16 printable characters'],
    ['METRICS_TOKEN', 'with a space in between', 'must be at least 16 printable characters'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318', 'must be an address such as http://collector:4318'],
  ])('refuse %s=%s in a sentence that names the variable', (name, value, sentence) => {
    const read = () => readSettings({ [name]: value });
    expect(read).toThrow(StartupError);
    expect(read).toThrow(`${name} ${sentence}`);
    expect(read).not.toThrow('Invalid');
  });

  it('name every variable that is wrong at once', () => {
    const read = () => readSettings({ PORT: 'x', LOG_LEVEL: 'x', SIGN_UP: 'x' });
    for (const name of ['PORT', 'LOG_LEVEL', 'SIGN_UP']) expect(read).toThrow(name);
  });

  it('need a database and a key in common where REDIS_URL says that there are several processes', () => {
    const read = () => readSettings({ REDIS_URL: 'redis://r:6379' });
    for (const name of ['DATABASE_URL', 'CARILLON_SECRET_KEY'])
      expect(read).toThrow(`${name} must be set where REDIS_URL is`);
    const common = { DATABASE_URL: 'postgres://db/c', CARILLON_SECRET_KEY: 'ab'.repeat(32) };
    expect(readSettings({ REDIS_URL: 'rediss://:p@r:6379', ...common }).redisUrl).toBe('rediss://:p@r:6379');
  });

  it('do not repeat a wrong secret in the sentence', () => {
    expect(() => readSettings({ CARILLON_SECRET_KEY: 'my-secret' })).not.toThrow('my-secret');
    expect(() => readSettings({ DATABASE_URL: 'db://user:pass-word@x' })).not.toThrow('pass-word');
  });

  it('cannot be changed by what else is in the environment', () => {
    expect(() => readSettings({ NODE_ENV: 'x', PATH: '/bin', PORT_: 'x' })).not.toThrow();
  });
});

describe('settings from a file', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'carillon-env-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['CARILLON_SECRET_KEY', key, { secretKey: Buffer.from(key, 'hex') }],
    ['DATABASE_URL', 'postgres://db/c', { databaseUrl: 'postgres://db/c' }],
  ])('give %s by the path in %s_FILE, without the line end', (name, value, expected) => {
    const path = join(folder, name);
    writeFileSync(path, `${value}\n`);
    expect(readSettings({ [`${name}_FILE`]: path })).toMatchObject(expected);
  });

  it('name the variable and the path where the file cannot be read', () => {
    const path = join(folder, 'missing');
    expect(() => readSettings({ DATABASE_URL_FILE: path })).toThrow(
      `DATABASE_URL_FILE names the file ${path}, which cannot be read.`,
    );
  });
});
