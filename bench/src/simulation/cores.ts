import type { Timeline } from './timeline.js';
import { WaitingLine } from './waiting-line.js';

/** Work, and what happens when it is done. */
export type Task = { readonly ms: number; readonly done: () => void };

/** Processors that take tasks in the order in which they come, each to its end. */
export class Cores {
  busyMs = 0;
  private readonly waiting = new WaitingLine<Task>();
  private free: number;

  constructor(
    private readonly timeline: Timeline,
    readonly count: number,
  ) {
    this.free = count;
  }

  run(task: Task): void {
    if (this.free === 0) this.waiting.push(task);
    else this.begin(task);
  }

  private begin(task: Task): void {
    this.free -= 1;
    this.busyMs += task.ms;
    this.timeline.after(task.ms, () => {
      this.free += 1;
      const next = this.waiting.shift();
      if (next !== undefined) this.begin(next);
      task.done();
    });
  }
}
