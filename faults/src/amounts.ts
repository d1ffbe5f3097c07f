/** How much of everything. The long ones are those of the product's promise. */
export type Amounts = {
  readers: number;
  members: number;
  postsPerSecond: number;
  /** Times the server is killed. */
  kills: number;
  /** Times PostgreSQL is stopped. */
  stops: number;
  /** Times that all nodes are restarted, one of them is killed, or Redis is restarted. */
  rounds: number;
  /** How long PostgreSQL is frozen. Unit: milliseconds. */
  freezeMs: number;
  /** Length of a stretch of steady load. Unit: milliseconds. */
  stretchMs: number;
  /** Connections of readers cut. */
  cuts: number;
  /** Members' messages of the largest size: in sum more than the buffers of the operating system and the server hold. */
  largeMessages: number;
  /** Readers that reconnect at once. */
  reconnecting: number;
  /** Posts of which each is sent three times. */
  tripled: number;
  /** Generated traces. */
  traces: number;
};

export const short: Amounts = {
  readers: 8,
  members: 4,
  postsPerSecond: 40,
  kills: 2,
  stops: 2,
  rounds: 1,
  freezeMs: 2_500,
  stretchMs: 1_000,
  cuts: 40,
  largeMessages: 450,
  reconnecting: 100,
  tripled: 40,
  traces: 20,
};

export const long: Amounts = {
  readers: 50,
  members: 25,
  postsPerSecond: 200,
  kills: 100,
  stops: 20,
  rounds: 10,
  freezeMs: 5_000,
  stretchMs: 6_000,
  cuts: 1_000,
  largeMessages: 1_500,
  reconnecting: 2_000,
  tripled: 2_000,
  traces: 1_000,
};
