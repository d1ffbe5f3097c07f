import type { Scenario } from '../scenario.js';
import { bundleSize } from './bundle-size.js';
import { fanOut } from './fan-out.js';
import { growth } from './growth.js';
import { idleMemory } from './idle-memory.js';
import { longHistory } from './long-history.js';
import { parsing, showing } from './message-format.js';
import { search } from './search.js';
import { startTime } from './start-time.js';
import { steadyRate } from './steady-rate.js';

/** In the order in which they run: those that fill the database come last. */
export const scenarios: readonly Scenario[] = [
  bundleSize,
  parsing,
  showing,
  fanOut,
  steadyRate,
  idleMemory,
  startTime,
  longHistory,
  search,
  growth,
];
