/** First in, first out; taking one costs the same however many wait. */
export class WaitingLine<Item> {
  private items: Item[] = [];
  private taken = 0;

  get length(): number {
    return this.items.length - this.taken;
  }

  push(item: Item): void {
    this.items.push(item);
  }

  shift(): Item | undefined {
    if (this.taken >= this.items.length) return undefined;
    const item = this.items[this.taken];
    this.taken += 1;
    if (this.taken > 1024 && this.taken * 2 > this.items.length) {
      this.items = this.items.slice(this.taken);
      this.taken = 0;
    }
    return item;
  }
}
