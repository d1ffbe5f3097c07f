import type { RoomId, RoomView, UserId } from '@carillon/contracts';
import { describe, expect, it } from 'vitest';
import { aRoom } from '../../../testing/factories';
import { mergeFound, rankRooms, suggestRooms } from './rank';

const named = (name: string, change: Parameters<typeof aRoom>[0] = {}): RoomView =>
  aRoom({ id: name as RoomId, name, ...change });
const withPerson = (displayName: string, alias: string): RoomView =>
  named(displayName, {
    kind: 'direct',
    people: [{ userId: alias as UserId, displayName, alias, isDeactivated: false }],
  });

const rooms = [
  named('Build alerts', { lastMessageAt: '2026-11-24T10:00:00.000Z' }),
  named('Alerts'),
  named('Database alerts', { lastMessageAt: '2026-11-24T11:00:00.000Z' }),
  named('Déploiements'),
  withPerson('Ben Alder', 'bigben'),
];
const names = (found: RoomView[]) => found.map(({ name }) => name);
const rank = (text: string, recent: string[] = []) => names(rankRooms(rooms, text, recent, 10));

describe('rooms that a text finds', () => {
  it('are first those of this name, then by how the name begins, then where something was said last', () => {
    expect(rank('alerts')).toEqual(['Alerts', 'Database alerts', 'Build alerts']);
    expect(rank('al')).toEqual(['Alerts', 'Database alerts', 'Build alerts', 'Ben Alder']);
  });

  it('are lifted by having been opened lately, among those that fit alike', () => {
    expect(rank('al', ['Build alerts'])[1]).toBe('Build alerts');
    expect(rank('alerts', ['Build alerts'])[0]).toBe('Alerts');
  });

  it('fit without case and accents, by several words in any order, and by letters in order', () => {
    expect(rank('DEPLOI')).toEqual(['Déploiements']);
    expect(rank('alerts da')).toEqual(['Database alerts']);
    expect(rank('dpl')).toEqual(['Déploiements']);
    expect(rank('xyz')).toEqual([]);
  });

  it('are found by the alias of whom one talks to', () => {
    expect(rank('bigb')).toEqual(['Ben Alder']);
  });

  it('are as many as wished, in 10,000 within 100 ms', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => named(`Room number ${String(index)}`));
    const start = performance.now();
    expect(rankRooms(many, 'num 77', [], 20)).toHaveLength(20);
    expect(performance.now() - start).toBeLessThan(100);
  });
});

describe('rooms without a text', () => {
  it('are those opened last, but for the open one and hidden ones, then by what was said', () => {
    const all = [...rooms, named('Closed', { me: { isHidden: true } })];
    expect(names(suggestRooms(all, ['Alerts', 'Déploiements', 'Closed'], 'Alerts', 3))).toEqual([
      'Déploiements',
      'Database alerts',
      'Build alerts',
    ]);
  });
});

describe('people that a text finds', () => {
  const person = (alias: string) => ({ userId: alias as UserId, displayName: alias, alias });

  it('are the conversation with them where there is one, once, and never the reader', () => {
    const [direct] = rankRooms(rooms, 'ben', [], 1);
    const merged = (found: RoomView[]) =>
      mergeFound(found, [person('bigben'), person('cleo'), person('me')], rooms, 'me').map((item) =>
        item.kind === 'room' ? item.room.name : item.person.alias,
      );
    expect(merged(direct ? [direct] : [])).toEqual(['Ben Alder', 'cleo']);
    expect(merged([])).toEqual(['Ben Alder', 'cleo']);
  });
});
