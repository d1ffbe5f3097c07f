import { describe, expect, it } from 'vitest';
import { endpoints, type Endpoint } from './endpoints.js';
import { pathOf, routePatterns } from './routes.js';

describe('a path', () => {
  it('is its pattern where that has no places', () => {
    expect(pathOf(routePatterns.rooms)).toBe('/api/v1/rooms');
  });

  it('has its places filled, each by its own value', () => {
    const path = pathOf(routePatterns.webhookRegeneration, { roomId: 'r', webhookId: 'w' });
    expect(path).toBe('/api/v1/rooms/r/webhooks/w/regenerate');
  });

  it('cannot be left by a value: what separates parts is escaped', () => {
    expect(pathOf(routePatterns.room, { roomId: '../users?x=1#y' })).toBe(
      '/api/v1/rooms/..%2Fusers%3Fx%3D1%23y',
    );
    expect(pathOf(routePatterns.room, { roomId: '$&' })).toBe('/api/v1/rooms/%24%26');
  });
});

describe('the endpoints', () => {
  const all = Object.values<Endpoint>(endpoints);

  it('use every pattern, and no method of a pattern twice', () => {
    expect(new Set(all.map(({ path }) => path))).toEqual(new Set(Object.values(routePatterns)));
    const calls = all.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(calls).size).toBe(calls.length);
  });

  it('that need a part in a room have the room in their path, and say what outsiders get', () => {
    for (const { access, path, errors } of all) {
      const isInRoom = access === 'member' || access === 'administrator';
      expect(path.startsWith('/api/v1/rooms/:roomId'), path).toBe(isInRoom);
      expect(errors.includes('ROOM_NOT_FOUND'), path).toBe(isInRoom);
      if (access === 'administrator') expect(errors, path).toContain('NOT_ADMINISTRATOR');
      if (access === 'owner') expect(errors, path).toContain('NOT_OWNER');
    }
  });

  it('answer JSON unless they answer 204 or a file', () => {
    for (const { status, answer, path, carries } of all)
      expect(answer.safeParse(undefined).success, path).toBe(status === 204 || carries === 'file-out');
  });
});
