/** What became of the posts of one measurement, by their number. */
export class Tally {
  readonly sentAt: Float64Array;
  /** When the last reader so far got it. */
  readonly deliveredAt: Float64Array;
  readonly deliveries: Uint32Array;
  sent = 0;
  accepted = 0;
  refused = 0;
  /** Of posts of earlier measurements. */
  late = 0;

  constructor(
    readonly first: number,
    readonly capacity: number,
  ) {
    this.sentAt = new Float64Array(capacity);
    this.deliveredAt = new Float64Array(capacity);
    this.deliveries = new Uint32Array(capacity);
  }

  deliver(number: number, at: number): void {
    const index = number - this.first;
    if (index < 0 || index >= this.sent) {
      this.late += 1;
      return;
    }
    this.deliveries[index] = (this.deliveries[index] ?? 0) + 1;
    this.deliveredAt[index] = at;
  }

  /** Numbers of the posts that every one of these readers has. */
  complete(readers: number): number[] {
    const indexes = Array.from({ length: this.sent }, (_, index) => index);
    return indexes.filter((index) => (this.deliveries[index] ?? 0) >= readers);
  }

  count(readers: number): { lost: number; doubled: number } {
    let lost = 0;
    let doubled = 0;
    for (let index = 0; index < this.sent; index += 1) {
      const difference = (this.deliveries[index] ?? 0) - readers;
      if (difference < 0) lost -= difference;
      else doubled += difference;
    }
    return { lost, doubled };
  }
}
