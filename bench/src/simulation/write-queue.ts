import type { Post } from './post.js';
import { WaitingLine } from './waiting-line.js';

/** Posts that wait to be stored, by room; a room is in one group at a time, as in `messages/write-queue.ts`. */
export class WriteQueue {
  size = 0;
  private readonly rooms = new Map<number, WaitingLine<Post>>();
  private readonly ready = new Set<number>();
  private readonly underWay = new Set<number>();

  push(post: Post): void {
    const waiting = this.rooms.get(post.room) ?? new WaitingLine<Post>();
    this.rooms.set(post.room, waiting);
    waiting.push(post);
    this.size += 1;
    if (!this.underWay.has(post.room)) this.ready.add(post.room);
  }

  take(max: number): Post[] {
    const group: Post[] = [];
    for (const room of this.ready) {
      if (group.length >= max) break;
      const waiting = this.rooms.get(room);
      for (let post = waiting?.shift(); post !== undefined; post = waiting?.shift()) {
        group.push(post);
        if (group.length >= max) break;
      }
      this.ready.delete(room);
      this.underWay.add(room);
    }
    this.size -= group.length;
    return group;
  }

  release(group: readonly Post[]): void {
    for (const { room } of group) {
      this.underWay.delete(room);
      if ((this.rooms.get(room)?.length ?? 0) > 0) this.ready.add(room);
    }
  }
}
