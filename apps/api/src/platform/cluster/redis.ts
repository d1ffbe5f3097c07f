import { createClient } from 'redis';
import { StartupError } from '../startup-error.js';

/** Longest wait for a connection. Unit: milliseconds. */
const connectTimeoutMs = 2_000;
/** Longest pause between two attempts to connect again. Unit: milliseconds. */
const maxReconnectDelayMs = 1_000;
/** Commands that may wait for a connection; further ones fail. */
const maxWaitingCommands = 20_000;
/** How often a quiet connection is tried, so that one that is dead is found. Unit: milliseconds. */
const pingMs = 5_000;

export type RedisClient = ReturnType<typeof newClient>;

function newClient(url: string, name: string) {
  return createClient({
    url,
    name,
    // What is to be told while Redis is away waits, but not without end.
    commandsQueueMaxLength: maxWaitingCommands,
    pingInterval: pingMs,
    socket: {
      connectTimeout: connectTimeoutMs,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, maxReconnectDelayMs),
    },
  });
}

/**
 * A connection that is there, known to Redis by a name, and comes back by itself whenever it breaks.
 * @throws StartupError if Redis cannot be reached now
 */
export async function connectToRedis(
  url: string,
  name: string,
  onError: (error: Error) => void,
): Promise<RedisClient> {
  const client = newClient(url, name);
  let firstError: Error | undefined;
  const failed = new Promise<never>((_resolve, reject) => {
    client.once('error', (error: Error) => {
      firstError = error;
      reject(error);
    });
  });
  client.on('error', onError);
  try {
    await Promise.race([client.connect(), failed]);
    return client;
  } catch (cause) {
    client.destroy();
    const reason = withoutPassword(String(firstError ?? cause), url);
    throw new StartupError(`Redis cannot be reached (REDIS_URL): ${reason}`, { cause });
  }
}

function withoutPassword(text: string, url: string): string {
  const { password } = new URL(url);
  return password === '' ? text : text.replaceAll(password, '***');
}
