import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Ending, Postmaster } from './postmaster.js';

/** Pause before a new start: doubled with each failure in a row, up to the longest. */
const pause = { firstMs: 100, longestMs: 10_000, resetAfterMs: 60_000 };

export interface Supervision {
  /** Starts PostgreSQL once; gives up waiting for it when `signal` is aborted. */
  readonly start: (signal: AbortSignal) => Promise<Postmaster>;
  readonly onExit: (ending: Ending) => void;
  readonly onProgress: (line: string) => void;
}

/** Keeps PostgreSQL running: whenever it ends by itself it is started again, until `stop`. */
export function supervise(first: Postmaster, supervision: Supervision): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const finished = watch(first, supervision, stopping.signal);
  return {
    stop() {
      stopping.abort();
      return finished;
    },
  };
}

async function watch(first: Postmaster, supervision: Supervision, signal: AbortSignal): Promise<void> {
  const stopRequest = once(signal, 'abort');
  let current: Postmaster | undefined = first;
  let endsInARow = 0;
  while (current) {
    const startedAt = performance.now();
    const ending = await Promise.race([current.ended, stopRequest.then(() => undefined)]);
    if (ending === undefined) return current.stop();
    if (performance.now() - startedAt > pause.resetAfterMs) endsInARow = 0;
    supervision.onExit(ending);
    current = await startAgain(supervision, signal, endsInARow);
    endsInARow += 1;
  }
}

/** Tries until it works; undefined when `signal` ends the attempts. */
async function startAgain(
  { start, onExit, onProgress }: Supervision,
  signal: AbortSignal,
  attempt: number,
): Promise<Postmaster | undefined> {
  const pauseMs = Math.min(pause.firstMs * 2 ** attempt, pause.longestMs);
  // Rejects only when aborted, and the next line looks at that.
  await delay(pauseMs, undefined, { signal }).catch(() => undefined);
  if (signal.aborted) return undefined;
  try {
    return await start(signal);
  } catch (error) {
    onProgress(error instanceof Error ? error.message : String(error));
    return startAgain({ start, onExit, onProgress }, signal, attempt + 1);
  }
}
