import type { RoomId } from '@carillon/contracts';
import { describe, expect, it } from 'vitest';
import { TypingBudget } from './typing-budget.js';

const kitchen = 'kitchen' as RoomId;
const hall = 'hall' as RoomId;

describe('the budget of typing', () => {
  it('lets 5 pass within a second and room, not the sixth, and 5 more in the next second', () => {
    const budget = new TypingBudget(5);
    const at = (roomId: RoomId, ms: number) => budget.take(roomId, ms);
    expect([1, 2, 3, 4, 5, 6].map((ms) => at(kitchen, 7_000 + ms))).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
    ]);
    expect(at(hall, 7_010)).toBe(true);
    expect(at(kitchen, 7_999)).toBe(false);
    expect(at(kitchen, 8_000)).toBe(true);
  });
});
