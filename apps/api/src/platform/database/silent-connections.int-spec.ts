import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { DataSource } from 'typeorm';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { poolOf, servingDataSource, silentAfterMs } from './data-source.js';
import { dropSilentConnections } from './silent-connections.js';

/** A line to the database on which the present connections can go silent while new ones work. */
class Line {
  private readonly sockets: Socket[] = [];

  private constructor(private readonly server: Server) {}

  static async to(port: number): Promise<Line> {
    const server = createServer().listen(0, '127.0.0.1');
    const line = new Line(server);
    server.on('connection', (near) => {
      const far = connect({ port, host: '127.0.0.1' });
      near.pipe(far).pipe(near);
      // Ends as tests end connections; the pool reports what matters.
      for (const socket of [near, far]) line.sockets.push(socket.on('error', () => undefined));
    });
    await once(server, 'listening');
    return line;
  }

  get port(): string {
    return String((this.server.address() as AddressInfo).port);
  }

  goSilent(): void {
    for (const socket of this.sockets) socket.unpipe().pause();
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }
}

describe('connections that went silent', () => {
  let line: Line;
  let dataSource: DataSource;
  beforeEach(async () => {
    const url = new URL(inject('databaseServer'));
    line = await Line.to(Number(url.port));
    url.port = line.port;
    dataSource = await servingDataSource(url.toString(), [], () => undefined).initialize();
    dropSilentConnections(poolOf(dataSource), silentAfterMs);
  });
  afterEach(async () => {
    await line.close();
    await dataSource.destroy();
  });

  it('are all given up with the first of them: one request of many waits in vain', async () => {
    await Promise.all(Array.from({ length: 5 }, () => dataSource.query('select pg_sleep(0.1)')));
    expect(poolOf(dataSource).idleCount).toBe(5);
    line.goSilent();
    await expect(dataSource.query('select 1')).rejects.toThrow('Connection terminated');
    expect(await dataSource.query('select 1 as one')).toEqual([{ one: 1 }]);
    expect(poolOf(dataSource).totalCount).toBe(1);
  });

  it('are given up in the middle of a transaction, too', async () => {
    await dataSource.query('select 1');
    const transaction = dataSource.transaction(async (rows) => {
      line.goSilent();
      await rows.query('select 1');
    });
    await expect(transaction).rejects.toThrow('Connection terminated');
    expect(await dataSource.query('select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('are kept while the database answers, if only with an error', async () => {
    await Promise.all(Array.from({ length: 3 }, () => dataSource.query('select pg_sleep(0.1)')));
    await expect(dataSource.query('select 1 / 0')).rejects.toThrow('division by zero');
    expect(poolOf(dataSource).totalCount).toBeGreaterThanOrEqual(2);
  });
});
