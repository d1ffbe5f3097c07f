import type { Server } from './world/server.js';

/** How often the memory is looked at. Unit: milliseconds. */
const everyMs = 100;

/** Watches how far the memory of a server grows. */
export class MemoryWatch {
  private readonly from: number;
  private highest: number;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly server: Server) {
    this.from = server.residentMiB;
    this.highest = this.from;
    this.timer = setInterval(() => {
      this.highest = Math.max(this.highest, this.server.residentMiB);
    }, everyMs);
  }

  /** The growth to the highest seen. Unit: MiB. */
  stop(): number {
    clearInterval(this.timer);
    return Math.max(this.highest, this.server.residentMiB) - this.from;
  }
}
