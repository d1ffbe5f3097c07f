import type { Figure } from './figures.js';
import type { Options } from './options.js';
import type { Floor } from './systems/floor.js';
import type { Product } from './systems/product.js';
import type { Scene } from './systems/scene.js';

/** What a scenario works with. Everything is started on first use and shared by the scenarios that follow. */
export type Bench = {
  readonly options: Options;
  product(): Promise<Product>;
  /** The product as a new process on the same data and port. The floor is started anew too: its database was away. */
  restartedProduct(): Promise<Product>;
  floor(): Promise<Floor>;
  /** People, their room and its webhooks in the product. */
  scene(): Promise<Scene>;
  /** A line for whoever waits. */
  say(line: string): void;
};

/** One question to the product. A new one is a file in `scenarios/` and its name in `scenarios/index.ts`. */
export type Scenario = {
  readonly name: string;
  /** What it measures, as a line of the progress. */
  readonly title: string;
  run(bench: Bench): Promise<Figure[]>;
};
