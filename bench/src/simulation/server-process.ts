import type { Cores } from './cores.js';
import type { Costs } from './costs.js';
import type { Database } from './database.js';
import { EventLoop } from './event-loop.js';
import { FanOut } from './fan-out.js';
import type { Post } from './post.js';
import type { Timeline } from './timeline.js';
import { WaitingLine } from './waiting-line.js';
import { WriteQueue } from './write-queue.js';

/** As in `messages/message-writer.ts`, `contracts/limits.ts` and `realtime/socket-admission.ts`. */
const maxBatchSize = 200;
const maxBatchesUnderWay = 2;
const maxWaiting = 10_000;
const maxDatabaseWaitMs = 1_800;
const maxHandshakes = 32;

type Parts = {
  timeline: Timeline;
  costs: Costs;
  cores: Cores;
  database: Database;
  databaseRoundTripMs: number;
  /** Of each room, connected here. */
  readers: number;
  /** Whether there are other processes to tell. */
  hasPeers: boolean;
  onStored: (post: Post) => void;
  /** The readers here have it. */
  deliver: (post: Post) => void;
};

/** One server process, as far as its time goes into posts, readers and pages. */
export class ServerProcess {
  readonly loop: EventLoop;
  private readonly fanOut: FanOut;
  private readonly queue = new WriteQueue();
  private batchesUnderWay = 0;
  private handshakes = 0;
  private readonly door = new WaitingLine<() => void>();

  constructor(private readonly parts: Parts) {
    const { timeline, costs, cores, readers, deliver } = parts;
    const wake = () => {
      this.loop.run(0, () => undefined);
    };
    this.fanOut = new FanOut(timeline, readers, costs.server.writeToReaderMs, wake, deliver);
    this.loop = new EventLoop(timeline, cores, () => this.fanOut.due());
  }

  get hasReaders(): boolean {
    return this.parts.readers > 0;
  }

  post(post: Post): void {
    this.loop.run(this.parts.costs.server.takePostMs, () => {
      if (this.queue.size >= maxWaiting) {
        post.settle(false);
        return;
      }
      this.queue.push(post);
      this.writeWaiting();
    });
  }

  /** A packet of another process, which has stored the post. */
  hear(post: Post): void {
    this.loop.run(this.parts.costs.redis.hearMs, () => {
      if (this.hasReaders) this.fanOut.gather(post);
    });
  }

  /** @param source the database, or a replica of it */
  page(source: Database, done: () => void): void {
    const { costs } = this.parts;
    this.loop.runLater(costs.server.pageMs / 2, () => {
      this.ask(
        (answered) => {
          source.read(costs.database.pageMs, answered);
        },
        () => {
          this.loop.runLater(costs.server.pageMs / 2, done);
        },
      );
    });
  }

  /** A reader whose connection broke comes back and catches up. */
  returnReader(done: () => void): void {
    if (this.handshakes >= maxHandshakes) {
      this.door.push(() => {
        this.letIn(done);
      });
      return;
    }
    this.letIn(done);
  }

  private letIn(done: () => void): void {
    const { costs, database } = this.parts;
    this.handshakes += 1;
    this.loop.runLater(costs.server.returningReaderMs / 2, () => {
      database.read(costs.database.returningReaderMs, () => {
        this.loop.runLater(costs.server.returningReaderMs / 2, () => {
          this.handshakes -= 1;
          this.door.shift()?.();
          done();
        });
      });
    });
  }

  private writeWaiting(): void {
    while (this.batchesUnderWay < maxBatchesUnderWay) {
      const taken = this.queue.take(maxBatchSize);
      if (taken.length === 0) return;
      this.write(taken);
    }
  }

  private write(taken: readonly Post[]): void {
    const late = this.parts.timeline.now - maxDatabaseWaitMs;
    for (const post of taken) if (post.arrivedAt < late) post.settle(false);
    const group = taken.filter(({ arrivedAt }) => arrivedAt >= late);
    const rooms = [...new Set(group.map(({ room }) => room))].toSorted((a, b) => a - b);
    this.batchesUnderWay += 1;
    this.ask(
      (answered) => {
        if (group.length === 0) answered();
        else this.parts.database.store(group.length, rooms, answered);
      },
      () => {
        this.loop.run(0, () => {
          this.readAnswer(taken, group);
        });
      },
    );
  }

  /** The next group is on its way before the senders of this one are told. */
  private readAnswer(taken: readonly Post[], stored: readonly Post[]): void {
    this.queue.release(taken);
    this.batchesUnderWay -= 1;
    this.writeWaiting();
    this.loop.run(this.costOfAnswers(stored.length), () => {
      for (const post of stored) this.finish(post);
    });
  }

  private costOfAnswers(posts: number): number {
    const { server, redis } = this.parts.costs;
    return posts * (server.answerPostMs + (this.parts.hasPeers ? redis.tellMs : 0));
  }

  private finish(post: Post): void {
    this.parts.onStored(post);
    if (this.hasReaders) this.fanOut.gather(post);
    post.settle(true);
  }

  /** Half the way there, half the way back. */
  private ask(work: (answered: () => void) => void, done: () => void): void {
    const { timeline, databaseRoundTripMs } = this.parts;
    if (databaseRoundTripMs === 0) {
      work(done);
      return;
    }
    timeline.after(databaseRoundTripMs / 2, () => {
      work(() => {
        timeline.after(databaseRoundTripMs / 2, done);
      });
    });
  }
}
