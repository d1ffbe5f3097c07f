import type { Task } from './cores.js';
import type { Post } from './post.js';
import type { Timeline } from './timeline.js';

/** As in `realtime/fan-out/fan-out.ts`: `pauseRatio` and `maxPauseMs`. */
const pauseRatio = 3;
const maxPauseMs = 25;

/** Writes what a turn gathered to each reader at once, and rests three times as long, 25 ms at most. */
export class FanOut {
  private gathered: Post[] = [];
  private notBefore = 0;
  private isWoken = false;

  /** @param readers how many readers of a room are connected here */
  constructor(
    private readonly timeline: Timeline,
    private readonly readers: number,
    private readonly msPerReader: number,
    private readonly wake: () => void,
    private readonly deliver: (post: Post) => void,
  ) {}

  gather(post: Post): void {
    this.gathered.push(post);
  }

  due(): Task | undefined {
    if (this.gathered.length === 0) return undefined;
    if (this.timeline.now < this.notBefore) {
      this.wakeWhenDue();
      return undefined;
    }
    const posts = this.gathered;
    this.gathered = [];
    const ms = new Set(posts.map(({ room }) => room)).size * this.readers * this.msPerReader;
    const done = () => {
      this.notBefore = this.timeline.now + Math.min(maxPauseMs, ms * pauseRatio);
      for (const post of posts) this.deliver(post);
    };
    return { ms, done };
  }

  private wakeWhenDue(): void {
    if (this.isWoken) return;
    this.isWoken = true;
    this.timeline.at(this.notBefore, () => {
      this.isWoken = false;
      this.wake();
    });
  }
}
