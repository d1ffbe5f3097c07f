/**
 * The database's clock, read off its answers, for statements that must not take effect after a moment. Clocks of
 * different machines differ, and so the moment has to be told in the database's own time.
 */
export class DatabaseTime {
  private aheadMs: number | undefined;

  /** @param databaseMs what the database's clock said in an answer that came just now. Unit: milliseconds since 1970. */
  learn(databaseMs: number): void {
    this.aheadMs = databaseMs - performance.now();
  }

  /** For when the database's clock turns out to have been set: the next answer tells the new time. */
  forget(): void {
    this.aheadMs = undefined;
  }

  /** What the database's clock will say at a moment of ours (monotonic milliseconds); null while that is not known. */
  at(monotonicMs: number): Date | null {
    return this.aheadMs === undefined ? null : new Date(monotonicMs + this.aheadMs);
  }
}
