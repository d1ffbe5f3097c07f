import type { RoomId } from '@carillon/contracts';

/** How often something may happen in each room within a second. */
export class TypingBudget {
  private second = -1;
  private readonly taken = new Map<RoomId, number>();

  /** @param max inclusive */
  constructor(private readonly max: number) {}

  take(roomId: RoomId, nowMs: number): boolean {
    const second = Math.floor(nowMs / 1000);
    if (second !== this.second) {
      this.second = second;
      this.taken.clear();
    }
    const taken = (this.taken.get(roomId) ?? 0) + 1;
    this.taken.set(roomId, taken);
    return taken <= this.max;
  }
}
