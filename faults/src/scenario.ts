import type { Amounts } from './amounts.js';
import type { Chance } from './chance.js';
import type { Verdict } from './verdict.js';
import type { Cluster } from './world/cluster.js';
import type { BreakableWorld, World, WorldOptions } from './world/world.js';

/** What a scenario works with. */
export type Stage = {
  readonly amounts: Amounts;
  readonly chance: Chance;
  readonly verdict: Verdict;
  /** A server on its embedded database, shared by the scenarios that leave it whole. */
  readonly embedded: () => Promise<World>;
  /** A server whose database can be broken, shared likewise. */
  readonly breakable: () => Promise<BreakableWorld>;
  /** Several servers behind a balancer, shared likewise. */
  readonly cluster: () => Promise<Cluster>;
  /** For a world that the scenario starts, and ends, itself. */
  readonly worldOptions: WorldOptions;
  /** A line for whoever waits. */
  readonly say: (line: string) => void;
};

/** One way to break the product. A new one is a file in `scenarios/` and its name in `scenarios/index.ts`. */
export type Scenario = {
  readonly name: string;
  /** What is broken, and what must hold, as a line of the progress. */
  readonly title: string;
  readonly run: (stage: Stage) => Promise<void>;
};

/** Thrown by a scenario that cannot run on this machine. */
export class CannotRun extends Error {
  override readonly name = 'CannotRun';
}
