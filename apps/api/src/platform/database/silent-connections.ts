import type { Socket } from 'node:net';
import type { Pool, PoolClient } from 'pg';

/** How often connections in use are looked at. Unit: milliseconds. */
const lookEveryMs = 100;

/** A connection in use: what had been read from it by the last look, and at how many looks it was the same. */
type Watched = { bytesRead: number; sameLooks: number };

/**
 * Gives up connections on which nothing came back in time, and with the first of them all idle ones of the pool. A
 * firewall that forgets its connections, or a database that moved, tells nobody: each connection would be found dead
 * by requests of its own, again and again, since the driver keeps one whose query it has only stopped waiting for.
 *
 * @param silentAfterMs longer than the database takes to answer anything, if only that it took too long
 */
export function dropSilentConnections(pool: Pool, silentAfterMs: number): void {
  const idle = new Set<PoolClient>();
  const inUse = new Map<PoolClient, Watched>();
  pool.on('acquire', (client) => {
    idle.delete(client);
    inUse.set(client, { bytesRead: streamOf(client).bytesRead, sameLooks: 0 });
  });
  pool.on('release', (_error, client) => {
    inUse.delete(client);
    idle.add(client);
  });
  pool.on('remove', (client) => {
    inUse.delete(client);
    idle.delete(client);
  });
  setInterval(() => {
    // Looks are counted, not time: after a long turn of the event loop an answer may be there that nobody has read.
    const silent = [...inUse].filter(
      ([client, watched]) => look(client, watched) * lookEveryMs >= silentAfterMs,
    );
    if (silent.length > 0) for (const client of [...silent.map(([client]) => client), ...idle]) end(client);
  }, lookEveryMs).unref();
}

/** Answers at how many looks in a row nothing had come. */
function look(client: PoolClient, watched: Watched): number {
  const { bytesRead } = streamOf(client);
  watched.sameLooks = bytesRead === watched.bytesRead ? watched.sameLooks + 1 : 0;
  watched.bytesRead = bytesRead;
  return watched.sameLooks;
}

/** At once: a polite end would wait for an answer. */
function end(client: PoolClient): void {
  streamOf(client).destroy(new Error('Connection terminated: nothing came back in time.'));
}

/** The driver's types leave it out. */
function streamOf(client: PoolClient): Socket {
  return (client as unknown as { connection: { stream: Socket } }).connection.stream;
}
