import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type ComposeFile, composeSchema } from './compose-schema.js';

const workspace = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(workspace, path), 'utf8');

const check = new Ajv({ allErrors: true, strict: false }).compile<ComposeFile>(composeSchema);
const compose: unknown = parse(read('docker-compose.yml'), { merge: true });

/** Proven by the first test; the others read it as what it then is. */
function checked(): ComposeFile {
  if (!check(compose)) throw new Error(JSON.stringify(check.errors, null, 2));
  return compose;
}

describe('docker-compose.yml', () => {
  it('has the structure of the Compose specification', () => {
    check(compose);
    expect(check.errors).toBeNull();
  });

  it('is refused by that structure when a key is mistyped', () => {
    const mistyped = structuredClone(checked());
    Object.assign(mistyped.services['app-1'] ?? {}, { healthchek: {} });
    expect(check(mistyped)).toBe(false);
  });

  it('names only services, networks, volumes and secrets that it has', () => {
    const { services, networks, volumes, secrets } = checked();
    for (const service of Object.values(services)) {
      expect(Object.keys(services)).toEqual(expect.arrayContaining(Object.keys(service.depends_on ?? {})));
      expect(Object.keys(networks)).toEqual(expect.arrayContaining(service.networks ?? []));
      expect(Object.keys(secrets)).toEqual(expect.arrayContaining(service.secrets ?? []));
      for (const [source = ''] of (service.volumes ?? []).map((volume) => volume.split(':'))) {
        const isThere = source.startsWith('.') ? existsSync(join(workspace, source)) : source in volumes;
        expect(isThere, source).toBe(true);
      }
    }
  });

  it.each(Object.entries(checked().services))('bounds, restarts and confines %s', (_name, service) => {
    expect(service.restart).toBe('unless-stopped');
    expect(service.deploy?.resources.limits).toBeDefined();
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toContain('no-new-privileges:true');
    // The image we build brings its own.
    expect(service.healthcheck !== undefined || service.build !== undefined).toBe(true);
    expect(service.build !== undefined || /:\d/.test(service.image), 'a fixed version').toBe(true);
  });

  it('lets only the proxy be reached from outside, and keeps the database from reaching out', () => {
    const { services, networks } = checked();
    expect(Object.keys(services).filter((name) => services[name]?.ports !== undefined)).toEqual(['proxy']);
    expect(services['database']?.networks?.map((name) => networks[name]?.internal)).toEqual([true]);
  });

  it('keeps secrets out of the environment', () => {
    for (const { environment = {} } of Object.values(checked().services)) {
      const plain = Object.keys(environment).filter((name) => /PASSWORD|SECRET|DATABASE_URL/.test(name));
      expect(plain.every((name) => name.endsWith('_FILE'))).toBe(true);
    }
  });

  it('gives the server only settings that it knows', () => {
    for (const name of ['app-1', 'app-2']) {
      const settings = Object.keys(checked().services[name]?.environment ?? {});
      expect(settings).toContain('REDIS_URL');
      expect(describedSettings()).toEqual(expect.arrayContaining(settings));
    }
  });
});

describe('.env.example', () => {
  it('describes every setting that the server reads, and no other', () => {
    const source = read('apps/api/src/platform/env.ts');
    const [, schema = ''] = /const environment = z\.object\(\{(.*?)\n\}\);/s.exec(source) ?? [];
    const known = [...schema.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name = '']) => name);
    const [, list = ''] = /const fromFile = \[(.*?)\]/s.exec(source) ?? [];
    const fromFile = [...list.matchAll(/'([A-Z_]+)'/g)].map(([, name = '']) => `${name}_FILE`);
    expect(known.length).toBeGreaterThan(5);
    expect(describedSettings().toSorted()).toEqual([...known, ...fromFile].toSorted());
  });
});

describe('Dockerfile', () => {
  const lines = read('Dockerfile').split('\n');

  it('copies only files that exist', () => {
    const copied = lines
      .filter((line) => /^COPY (?!--from)/.test(line))
      .flatMap((line) => line.split(' ').slice(1, -1));
    for (const path of copied) expect(existsSync(join(workspace, path)), path).toBe(true);
  });

  it('knows the package list of every project', () => {
    const { workspaces } = JSON.parse(read('package.json')) as { workspaces: string[] };
    const projects = workspaces.flatMap((name) =>
      name.endsWith('/*') ? projectsIn(name.slice(0, -2)) : [name],
    );
    const copied = lines.join('\n');
    for (const project of projects) expect(copied).toContain(`COPY ${project}/package.json ${project}/`);
  });

  it('runs as a user without rights, from a supported Node', () => {
    expect(lines.filter((line) => line.startsWith('USER '))).toEqual(['USER node']);
    const versions = lines
      .filter((line) => line.startsWith('FROM node:'))
      .map((line) => Number(/\d+/.exec(line)?.[0]));
    expect(versions.every((version) => version >= 20)).toBe(true);
  });
});

function projectsIn(folder: string): string[] {
  return readdirSync(join(workspace, folder)).map((name) => `${folder}/${name}`);
}

function describedSettings(): string[] {
  return [...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name = '']) => name);
}
