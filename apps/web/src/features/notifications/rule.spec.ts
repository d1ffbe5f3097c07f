import type { NotificationLevel, UserId } from '@carillon/contracts';
import { describe, expect, it } from 'vitest';
import { aMessage, aRoom } from '../../testing/factories';
import { isWorthNotifying, wasRead } from './rule';

const reader = 'reader' as UserId;
const base = aRoom();
const roomAt = (desktop: NotificationLevel, phone: NotificationLevel = 'none') => ({
  ...base,
  me: { ...base.me, notificationLevel: { desktop, phone } },
});
const plain = aMessage();
const call = aMessage({ mentions: { members: [], all: true, present: null } });
const own = aMessage({ author: { kind: 'member', userId: reader, displayName: 'Mary', alias: 'mary' } });

describe('a message', () => {
  it.each([
    ['all', plain, true],
    ['all', call, true],
    ['all', own, false],
    ['mentions', plain, false],
    ['mentions', call, true],
    ['none', plain, false],
    ['none', call, false],
  ] as const)('at level %s', (level, message, expected) => {
    const question = { message, room: roomAt(level), reader, device: 'desktop', isQuiet: false } as const;
    expect(isWorthNotifying(question)).toBe(expected);
    expect(isWorthNotifying({ ...question, isQuiet: true })).toBe(false);
    expect(isWorthNotifying({ ...question, room: undefined })).toBe(false);
    expect(isWorthNotifying({ ...question, device: 'phone' })).toBe(false);
    expect(isWorthNotifying({ ...question, device: 'phone', room: roomAt('none', level) })).toBe(expected);
  });

  it('is read where the marker is at it or behind it, or the room is gone', () => {
    const read = (lastReadSeq: number) => ({ ...base, me: { ...base.me, lastReadSeq } });
    expect(wasRead(aMessage({ seq: 7 }), read(6))).toBe(false);
    expect(wasRead(aMessage({ seq: 7 }), read(7))).toBe(true);
    expect(wasRead(aMessage({ seq: 7 }), undefined)).toBe(true);
  });
});
