import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { incomingWebhookPath, limits, webhookTokenLength } from '@carillon/contracts';
import { z } from 'zod';
import { issueWords } from './issue-words.js';
import { StartupError } from './startup-error.js';

/** Who may make an account: everyone, holders of an invitation link, or addresses at these mail domains. */
export type SignUpRule = { mode: 'open' } | { mode: 'invite' } | { mode: 'domains'; domains: string[] };

/** Where attachments are kept if not on disk: a bucket of anything that speaks S3. */
export type S3Settings = {
  bucket: string;
  region: string;
  /** Undefined means Amazon's own. */
  endpoint: string | undefined;
  accessKeyId: string;
  secretAccessKey: string;
};

/** The settings of one server process: parsed once at start, never read from the environment again. */
export class Settings {
  readonly port: number;
  readonly host: string;
  /** Origin that goes into webhook URLs and that browsers must come from; no trailing slash. */
  readonly publicUrl: string;
  /** The Redis through which several server processes know of each other; undefined means that there is one process. */
  readonly redisUrl: string | undefined;
  /** The PostgreSQL to use; undefined means the embedded one. */
  readonly databaseUrl: string | undefined;
  readonly dataFolder: string;
  readonly signUp: SignUpRule;
  /** Long-run posts per second and webhook; 0 means no limit and is for benchmarks only. */
  readonly webhookPostsPerSecond: number;
  /** 32 bytes that encrypt webhook tokens; undefined means the key kept in the data folder. */
  readonly secretKey: Buffer | undefined;
  readonly logLevel: string;
  /** Proxies in front of the server whose `X-Forwarded-*` headers are believed. */
  readonly trustedProxies: string[];
  /** What readers of `/metrics` must send; undefined means that callers of the private network may read it. */
  readonly metricsToken: string | undefined;
  /** Base address of an OpenTelemetry collector (OTLP over HTTP); undefined means no traces. */
  readonly traceEndpoint: string | undefined;
  /** What this server is called in traces. */
  readonly serviceName: string;
  /** Undefined means that attachments are kept in the data folder. */
  readonly s3: S3Settings | undefined;

  /** Origins of push services in the private network, which are pushed to all the same. */
  readonly pushOrigins: string[];

  constructor(values: Settings) {
    this.port = values.port;
    this.host = values.host;
    this.publicUrl = values.publicUrl;
    this.redisUrl = values.redisUrl;
    this.databaseUrl = values.databaseUrl;
    this.dataFolder = values.dataFolder;
    this.signUp = values.signUp;
    this.webhookPostsPerSecond = values.webhookPostsPerSecond;
    this.secretKey = values.secretKey;
    this.logLevel = values.logLevel;
    this.trustedProxies = values.trustedProxies;
    this.metricsToken = values.metricsToken;
    this.traceEndpoint = values.traceEndpoint;
    this.serviceName = values.serviceName;
    this.s3 = values.s3;
    this.pushOrigins = values.pushOrigins;
  }

  /** Whether browsers reach us by HTTPS, so that cookies must never travel without it. */
  get isSecure(): boolean {
    return this.publicUrl.startsWith('https://');
  }
}

const portWords = 'must be a port number from 0 to 65535';
const webhookPathLength = `${incomingWebhookPath}/`.length + 36 + '?token='.length + webhookTokenLength;
const maxPublicUrlLength = limits.incomingWebhook.maxUrlLength - webhookPathLength;

const port = z
  .string()
  .regex(/^\d{1,5}$/, { error: portWords, abort: true })
  .transform(Number)
  .refine((number) => number <= 65_535, portWords);
const domain = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?\.[a-z]{2,}$/;

const publicUrl = z
  .url({ protocol: /^https?$/, error: 'must be an address such as https://chat.example.com', abort: true })
  .refine((text) => new URL(text).href === `${new URL(text).origin}/`, {
    error: 'must be an origin only, without a path',
    abort: true,
  })
  .transform((text) => new URL(text).origin)
  .refine(
    (origin) => origin.length <= maxPublicUrlLength,
    `must be at most ${String(maxPublicUrlLength)} characters, so that webhook URLs stay within ${String(limits.incomingWebhook.maxUrlLength)}`,
  );

const databaseUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'must be an address such as postgres://user:password@host:5432/carillon',
});

const redisUrl = z.url({
  protocol: /^rediss?$/,
  error: 'must be an address such as redis://:password@host:6379',
});

const signUp = z.string().transform((text, context): SignUpRule => {
  if (text === 'open' || text === 'invite') return { mode: text };
  const domains = text.split(',').map((part) => part.trim().toLowerCase());
  if (domains.every((part) => domain.test(part))) return { mode: 'domains', domains };
  context.addIssue('must be open, invite, or mail domains such as example.com,example.org');
  return z.NEVER;
});

/** What the HTTP framework takes for a proxy: a named range, an address, or a network of addresses. */
function isProxy(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

const trustedProxies = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine(
    (parts) => parts.every(isProxy),
    'must be addresses such as 10.0.0.1 or 10.0.0.0/8, with commas between',
  );

const secretKey = z
  .string()
  .regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits (32 bytes), as printed by: openssl rand -hex 32')
  .transform((hex) => Buffer.from(hex, 'hex'));

const metricsToken = z
  .string()
  .regex(/^[\x21-\x7e]{16,}$/, 'must be at least 16 printable characters, without spaces');

const origins = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
  .refine(
    (parts) => parts.every((part) => URL.canParse(part) && new URL(part).origin === part),
    'must be origins such as https://push.intern:8443, separated by commas',
  );

const environment = z.object({
  PORT: port.default(3000),
  HOST: z.string().default('0.0.0.0'),
  PUBLIC_URL: publicUrl.optional(),
  DATABASE_URL: databaseUrl.optional(),
  REDIS_URL: redisUrl.optional(),
  CARILLON_DATA_DIR: z.string().default('.carillon'),
  SIGN_UP: signUp.default({ mode: 'open' }),
  WEBHOOK_POSTS_PER_SECOND: z.coerce
    .number('must be a number of posts per second; 0 means no limit')
    .min(0)
    .max(1000)
    .default(limits.incomingWebhook.maxPostsPerSecond),
  CARILLON_SECRET_KEY: secretKey.optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  TRUSTED_PROXIES: trustedProxies.default([]),
  METRICS_TOKEN: metricsToken.optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be an address such as http://collector:4318' })
    .optional(),
  OTEL_SERVICE_NAME: z.string().default('carillon'),
  ATTACHMENTS_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/i, 'must be the name of a bucket, 3 to 63 characters')
    .optional(),
  ATTACHMENTS_S3_REGION: z.string().default('us-east-1'),
  ATTACHMENTS_S3_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://s3.example.com' })
    .optional(),
  ATTACHMENTS_S3_ACCESS_KEY_ID: z.string().optional(),
  ATTACHMENTS_S3_SECRET_ACCESS_KEY: z.string().optional(),
  PUSH_ORIGINS: origins.default([]),
});

/** Processes that know of each other must also have the same data and be able to read it. */
const agreeing = environment.superRefine((values, context) => {
  for (const name of ['DATABASE_URL', 'CARILLON_SECRET_KEY'] as const)
    if (values.REDIS_URL !== undefined && values[name] === undefined)
      context.addIssue({
        code: 'custom',
        path: [name],
        message: 'must be set where REDIS_URL is, to the same value for all server processes',
      });
});

/** A bucket is of no use without the keys to it, and the other way round somebody has forgotten the bucket. */
const complete = agreeing.superRefine((values, context) => {
  const keys = ['ATTACHMENTS_S3_ACCESS_KEY_ID', 'ATTACHMENTS_S3_SECRET_ACCESS_KEY'] as const;
  const isMeant =
    values.ATTACHMENTS_S3_ENDPOINT !== undefined || keys.some((name) => values[name] !== undefined);
  const missing =
    values.ATTACHMENTS_S3_BUCKET === undefined ? [] : keys.filter((name) => values[name] === undefined);
  for (const name of missing)
    context.addIssue({ code: 'custom', path: [name], message: 'must be set where ATTACHMENTS_S3_BUCKET is' });
  if (isMeant && values.ATTACHMENTS_S3_BUCKET === undefined)
    context.addIssue({
      code: 'custom',
      path: ['ATTACHMENTS_S3_BUCKET'],
      message: 'must be set where another ATTACHMENTS_S3_ setting is',
    });
});

/** Settings that may instead be given as the path of a file, by the same name with `_FILE` behind it. */
const fromFile = [
  'DATABASE_URL',
  'REDIS_URL',
  'CARILLON_SECRET_KEY',
  'METRICS_TOKEN',
  'ATTACHMENTS_S3_SECRET_ACCESS_KEY',
] as const;

/**
 * Parses the environment. An empty value counts as unset.
 * @throws StartupError naming each variable that is wrong, and what it must be.
 */
export function readSettings(variables: NodeJS.ProcessEnv = process.env): Settings {
  const given = Object.fromEntries(
    Object.entries(withFiles(variables)).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = complete.safeParse(given, { error: issueWords });
  if (!parsed.success) throw new StartupError(describe(parsed.error));
  const values = parsed.data;
  return new Settings({
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL ?? `http://localhost:${String(values.PORT)}`,
    redisUrl: values.REDIS_URL,
    databaseUrl: values.DATABASE_URL,
    dataFolder: resolve(values.CARILLON_DATA_DIR),
    signUp: values.SIGN_UP,
    webhookPostsPerSecond: values.WEBHOOK_POSTS_PER_SECOND,
    secretKey: values.CARILLON_SECRET_KEY,
    logLevel: values.LOG_LEVEL,
    trustedProxies: values.TRUSTED_PROXIES,
    metricsToken: values.METRICS_TOKEN,
    traceEndpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT,
    serviceName: values.OTEL_SERVICE_NAME,
    s3: s3Of(values),
    pushOrigins: values.PUSH_ORIGINS,
    isSecure: false,
  });
}

function s3Of(values: z.output<typeof environment>): S3Settings | undefined {
  const { ATTACHMENTS_S3_BUCKET: bucket, ATTACHMENTS_S3_ACCESS_KEY_ID: accessKeyId } = values;
  const secretAccessKey = values.ATTACHMENTS_S3_SECRET_ACCESS_KEY;
  if (bucket === undefined || accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  const { ATTACHMENTS_S3_REGION: region, ATTACHMENTS_S3_ENDPOINT: endpoint } = values;
  return { bucket, region, endpoint, accessKeyId, secretAccessKey };
}

function withFiles(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const files = fromFile.flatMap((name) => {
    const path = variables[`${name}_FILE`];
    return path === undefined || path === '' ? [] : [[name, readSecretFile(`${name}_FILE`, path)] as const];
  });
  return { ...variables, ...Object.fromEntries(files) };
}

function readSecretFile(variable: string, path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    throw new StartupError(`${variable} names the file ${path}, which cannot be read.`, { cause });
  }
}

function describe(error: z.ZodError): string {
  const lines = error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`);
  return `The settings are not right. ${lines.join(' ')}`;
}
