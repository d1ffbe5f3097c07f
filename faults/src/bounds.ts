/** What the product promises, and what is asked of a busy machine. */
export const bounds = {
  /** Until a sender is told 503. Unit: milliseconds. */
  refusal: { promised: 2_000, whenBusy: 20_000, is: 'at most' },
  /** From the end of the cause until every post is taken again. Unit: milliseconds. */
  recovery: { promised: 1_000, whenBusy: 15_000, is: 'at most' },
  /** From the start of a process to its first 200. Unit: milliseconds. */
  firstAnswer: { promised: 2_000, whenBusy: 30_000, is: 'at most' },
  /** Posts that failed at the first attempt though nothing but an update went on; a busy machine refuses some by itself. */
  repeated: { promised: 0, whenBusy: 100, is: 'at most' },
  /** What the server's memory may grow by while something is broken. Unit: MiB. */
  growth: { promised: 200, whenBusy: 250, is: 'at most' },
} as const;
