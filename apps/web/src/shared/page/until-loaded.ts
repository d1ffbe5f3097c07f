import { reconnectDelayMs } from '@carillon/client';

/** Failures beside a server that answers, beyond which the file is taken to be gone: there is a newer version. */
const maxFailures = 3;

/**
 * Loads code of the page, and tries again while the server cannot be reached: a line that is down for a moment must
 * not take the page with it.
 * @throws what `load` throws, if the server can be reached and does not have it
 */
export async function untilLoaded<Module>(load: () => Promise<Module>): Promise<Module> {
  let failures = 0;
  for (let attempts = 0; ; attempts += 1)
    try {
      return await load();
    } catch (error) {
      if (await isServerThere()) failures += 1;
      if (failures >= maxFailures) throw error;
      console.warn('A part of the page could not be loaded; it is tried again.', error);
      await passed(reconnectDelayMs(attempts, Math.random()));
    }
}

async function isServerThere(): Promise<boolean> {
  try {
    return (await fetch('/health/live', { cache: 'no-store' })).ok;
  } catch {
    // Not an error here: this is what was asked.
    return false;
  }
}

function passed(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
