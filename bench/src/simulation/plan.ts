/** What is simulated. */
export type Plan = {
  seed?: number;
  /** Length of what is counted, behind `warmUpMs`. Unit: simulated milliseconds, as everywhere here. */
  measureMs?: number;
  warmUpMs?: number;
  arrivals: Arrivals;
  rooms: number;
  /** Connected readers of each room, spread over the processes. */
  readersPerRoom: number;
  processes?: number;
  /** Which process a post comes to: any, as a balancer likes, or one that its room decides. */
  route?: 'any' | 'by room';
  /** Which other processes hear of a post: all, or none, where all readers of a room are with its process. */
  hearing?: 'all' | 'none';
  databaseCores?: number;
  /** One machine for everything and for the load generator, as where the costs were measured. Unit: processors. */
  sharedCores?: number;
  /** Readers who come back at the beginning. */
  returningReaders?: number;
  pagesPerSecond?: number;
  /** A second database that pages are read from. */
  replica?: Replica;
  /** Where the delivery log and the words to search by are written. */
  asides?: 'none' | 'same database' | 'own database';
  regions?: Regions;
};

export type Arrivals =
  | { kind: 'steady'; postsPerSecond: number }
  /** Programs that all post at the full minute, with clocks that differ by so much at most. */
  | { kind: 'full minute'; posts: number; withinMs: number }
  /** Each connection posts when its last post was answered. */
  | { kind: 'closed loop'; connections: number };

export type Replica = {
  lagMs: { least: number; most: number };
  /** From a message on a reader's screen to the page that must hold it. */
  readAfterMs: { least: number; most: number };
};

export type Regions = {
  /** Between the two regions. */
  roundTripMs: number;
  /** One database for all in the first region, or the rooms of each region in a database there. */
  homes: 'one database' | 'by room';
  /** Part of a room's senders and readers who are in the region of the room. */
  localShare: number;
};
