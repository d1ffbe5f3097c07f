import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errors } from './errors.js';
import { limits } from './limits.js';
import { realtimeEvents } from './realtime.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** The rows of the tables below a heading, as their cells; headings and rules are left out. */
function rowsBelow(heading: string): string[][] {
  const section = readme.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replace(/^`(.*)`$/, '$1')),
    );
}

describe('the table of errors in the README', () => {
  it('lists every code once with its status and its sentence, and no other code', () => {
    const listed = rowsBelow('Errors').map(([code, status, sentence]) => [code, status, sentence]);
    const known = Object.entries(errors).map(([code, error]) => [code, String(error.status), error.sentence]);
    expect(listed.sort()).toEqual(known.sort());
  });

  it('says of every code when it comes', () => {
    for (const [code, , , when] of rowsBelow('Errors')) expect(when, code).toMatch(/\w{3}/);
  });
});

describe('the table of events in the README', () => {
  it('lists every event once with its direction, and no other event', () => {
    const listed = rowsBelow('Realtime events').map(([name, direction]) => [name, direction]);
    const known = [
      ...realtimeEvents.clientToServer.map((name) => [name, 'client to server']),
      ...realtimeEvents.serverToClient.map((name) => [name, 'server to client']),
    ];
    expect(listed.sort()).toEqual(known.sort());
  });

  it('says of every event what it carries and when it comes', () => {
    for (const [name, , payload, when] of rowsBelow('Realtime events')) {
      expect(payload, name).toMatch(/\w/);
      expect(when, name).toMatch(/\w{3}/);
    }
  });
});

describe('the table of limits in the README', () => {
  const milliseconds: Partial<Record<string, number>> = {
    milliseconds: 1,
    seconds: 1000,
    minutes: 60_000,
    hour: 3_600_000,
    days: 86_400_000,
  };

  it('lists every limit once with its value, and no other limit', () => {
    const listed = rowsBelow('Limits').map(([name, value = '']) => {
      const [number, unit = ''] = value.split(' ');
      return [name, Number(number) * (milliseconds[unit] ?? 1)];
    });
    const known = Object.entries(limits).flatMap(([group, bounds]) =>
      Object.entries(bounds).map(([name, value]) => [`${group}.${name}`, value]),
    );
    expect(listed.sort()).toEqual(known.sort());
  });
});
