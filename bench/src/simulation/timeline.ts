type Entry = { readonly at: number; readonly order: number; readonly happen: () => void };

/** What happens when, in simulated milliseconds; of the same moment, in the order in which it was planned. */
export class Timeline {
  now = 0;
  /** A binary heap: the entry at `n` comes before those at `2n + 1` and `2n + 2`. */
  private readonly heap: Entry[] = [];
  private planned = 0;

  after(ms: number, happen: () => void): void {
    this.at(this.now + ms, happen);
  }

  at(time: number, happen: () => void): void {
    const entry = { at: Math.max(time, this.now), order: this.planned++, happen };
    let place = this.heap.length;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = this.entry(above);
      if (isBefore(other, entry)) break;
      this.heap[place] = other;
      place = above;
    }
    this.heap[place] = entry;
  }

  /** Lets everything happen up to this moment. */
  run(until: number): void {
    for (let next = this.heap[0]; next !== undefined && next.at <= until; next = this.heap[0]) {
      this.removeFirst();
      this.now = next.at;
      next.happen();
    }
    this.now = until;
  }

  private removeFirst(): void {
    const last = this.heap.pop();
    if (last === undefined || this.heap.length === 0) return;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= this.heap.length) break;
      if (below + 1 < this.heap.length && isBefore(this.entry(below + 1), this.entry(below))) below += 1;
      if (isBefore(last, this.entry(below))) break;
      this.heap[place] = this.entry(below);
      place = below;
    }
    this.heap[place] = last;
  }

  private entry(place: number): Entry {
    const entry = this.heap[place];
    if (entry === undefined) throw new Error(`Nothing is planned at place ${place}.`);
    return entry;
  }
}

function isBefore(one: Entry, other: Entry): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}
