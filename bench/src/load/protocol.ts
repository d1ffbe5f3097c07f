import type { PostAddress } from './poster.js';
import type { ReaderAddress } from './reader.js';

/** What the load process is told; each command is answered before the next. */
export type Command =
  { kind: 'connect'; readers: ReaderAddress[] } | { kind: 'measure'; plan: Plan } | { kind: 'close' };

export type Plan = {
  /** The connections that post. */
  posters: PostAddress[];
  /** Posts per second, or as fast as the connections get their answers. */
  rate: number | 'closed-loop';
  warmUpMs: number;
  measureMs: number;
  /** Whose CPU time is measured beside our own. */
  serverPid: number;
  databasePid: number;
};

export type Measurement = {
  /** Posts per second that reached every reader, or were answered where there is none. */
  postsPerSecond: number;
  /** From sending a post to its last reader, or to its answer where there is none. Unit: milliseconds. */
  p50: number;
  p99: number;
  lost: number;
  doubled: number;
  refused: number;
  /** Different orders among the readers; 1 is right. */
  orders: number;
  /** CPU time per post. Unit: milliseconds. */
  serverCpuMs: number;
  databaseCpuMs: number;
  /** Of all CPU time used meanwhile. 0 to 1. */
  generatorShare: number;
};

export type Answer = { kind: 'done'; measurement?: Measurement } | { kind: 'failed'; reason: string };
