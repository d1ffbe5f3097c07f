import { describe, expect, it } from 'vitest';
import { presentAvailability, presentMyAvailability } from './availability.presenter.js';

const now = new Date('2026-11-24T12:00:00.000Z');
const soon = new Date('2026-11-24T12:00:00.001Z');
const nothing = {
  choice: 'automatic',
  until: null,
  statusText: null,
  statusEmoji: null,
  statusUntil: null,
} as const;

describe('availability as others see it', () => {
  it.each([
    ['automatic', 'available', 'available'],
    ['automatic', 'idle', 'idle'],
    ['automatic', 'offline', 'offline'],
    ['busy', 'available', 'busy'],
    ['busy', 'idle', 'busy'],
    ['busy', 'offline', 'offline'],
    ['do-not-disturb', 'idle', 'do-not-disturb'],
    ['do-not-disturb', 'offline', 'offline'],
    ['hidden', 'available', 'offline'],
  ] as const)('who chose %s, with devices that are %s, is %s', (choice, devices, state) => {
    expect(presentAvailability({ ...nothing, choice }, devices, now).state).toBe(state);
  });

  it('of who never chose anything is what the devices say', () => {
    expect(presentAvailability(undefined, 'idle', now)).toEqual({ state: 'idle', status: null });
  });

  it('has no status and no choice whose end has come, to the millisecond', () => {
    const chosen = {
      ...nothing,
      choice: 'do-not-disturb',
      until: now,
      statusText: 'Lunch',
      statusUntil: now,
    } as const;
    expect(presentAvailability(chosen, 'available', now)).toEqual({ state: 'available', status: null });
    const lasting = { ...chosen, until: soon, statusUntil: soon };
    expect(presentAvailability(lasting, 'available', now)).toEqual({
      state: 'do-not-disturb',
      status: { text: 'Lunch', emoji: null },
    });
  });
});

describe('my own availability', () => {
  it('says until when, and nothing of what has ended', () => {
    const chosen = { ...nothing, choice: 'busy', until: soon, statusEmoji: '🌴', statusUntil: now } as const;
    expect(presentMyAvailability(chosen, now)).toEqual({
      choice: 'busy',
      until: soon.toISOString(),
      status: null,
    });
    expect(presentMyAvailability(chosen, soon)).toEqual({ choice: 'automatic', until: null, status: null });
  });
});
