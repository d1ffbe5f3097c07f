/** Milliseconds of one processor, unless the name or the comment says otherwise. */
export type Costs = typeof measuredCosts;

/**
 * What each piece of work costs: the only inputs of the simulation beside a plan. Measured on two shared cores of an
 * AMD EPYC, Node 22 and PostgreSQL 18, in November 2026; "assumed" stands where nothing was measured.
 */
export const measuredCosts = {
  server: {
    /** A post from its first byte to the queue. With `answerPostMs`: 0.060, `npm run bench -- --only fan-out --profile`. */
    takePostMs: 0.04,
    /** Reading what the database answered of a post, answering its sender, encoding the packet. */
    answerPostMs: 0.02,
    /** One write to one reader, with all packets of that turn. 0.006 to 0.010: `--only fan-out`, 50 and 500 readers. */
    writeToReaderMs: 0.008,
    /** Handshake and catch-up of a reader who comes back: `npm run faults -- --long --only reconnect-all`. */
    returningReaderMs: 2.2,
    /** A page of 50 messages: profile of `npm run bench -- --only growth`. */
    pageMs: 1.2,
    /** Memory of an idle connection, 15 to 19: `npm run bench -- --only idle-memory`. Unit: KiB. */
    connectionKiB: 19,
  },
  database: {
    /** `store_posts`, a call and each row of it: `npm run bench -- --only fan-out`, CPU of the database by size of group. */
    perGroupMs: 0.2,
    perRowMs: 0.0125,
    /** Flush of the write-ahead log at a commit. Unit: milliseconds that pass. */
    flushMs: { least: 0.3, most: 3 },
    /** Reads of a reader who comes back: `npm run faults -- --long --only reconnect-all`. */
    returningReaderMs: 1,
    /** A page of history that is in memory. Assumed: less than half of the reads of a returning reader, who reads one. */
    pageMs: 0.4,
    /** The delivery log's row of a post: PostgreSQL's CPU of a post in `--only fan-out` without that of `store_posts`. */
    deliveryMs: 0.015,
    /**
     * Storing the words of a message to search by, with their GIN index: CPU of PostgreSQL, 60,000 messages of 185
     * characters in 500 rooms, 400 a statement.
     */
    searchWordsMs: 0.03,
    /** One block that is not in memory. Assumed, of a network volume. Unit: milliseconds that pass. */
    blockFromDiskMs: 0.3,
  },
  /** With indexes, of a message of 185 characters: measured with `searchWordsMs`. Unit: bytes. */
  storage: { messageBytes: 392, searchWordsBytes: 735, deliveryBytes: 307 },
  redis: {
    /**
     * Telling the other processes of one packet, and hearing one, for readers here or not: CPU of two processes with
     * the adapter of `realtime/between-processes.ts`, 6,000 messages of 200 bytes at 1,500 a second, without readers.
     */
    tellMs: 0.08,
    hearMs: 0.06,
    /** From one process to another. Unit: milliseconds that pass. */
    delayMs: 1,
  },
  /** The load generator's own share of the measuring machine, by reader: `generator` in the notes of `--only fan-out`. */
  generator: { perPostMs: 0.05, perDeliveryMs: 0.0006 },
};
