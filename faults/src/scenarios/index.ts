import type { Scenario } from '../scenario.js';
import { breakLine } from './break-line.js';
import { cutReaders } from './cut-readers.js';
import { fillDisk } from './fill-disk.js';
import { followModel } from './follow-model.js';
import { freezeDatabase } from './freeze-database.js';
import { killNode } from './kill-node.js';
import { killServer } from './kill-server.js';
import { overload } from './overload.js';
import { reconnectAll } from './reconnect-all.js';
import { repeatPosts } from './repeat-posts.js';
import { restartNodes } from './restart-nodes.js';
import { restartRedis } from './restart-redis.js';
import { stopDatabase } from './stop-database.js';
import { stopReading } from './stop-reading.js';

/** In the order in which they run. */
export const scenarios: readonly Scenario[] = [
  killServer,
  repeatPosts,
  stopDatabase,
  freezeDatabase,
  breakLine,
  fillDisk,
  cutReaders,
  stopReading,
  reconnectAll,
  overload,
  restartNodes,
  killNode,
  restartRedis,
  followModel,
];
