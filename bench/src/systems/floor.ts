import { join } from 'node:path';
import type { PostAddress } from '../load/poster.js';
import type { ReaderAddress } from '../load/reader.js';
import type { Product } from './product.js';
import { Program } from './program.js';

/** The bare floor, on a database of its own in the same PostgreSQL as the product: same binaries, same settings. */
export class Floor {
  private constructor(
    private readonly program: Program,
    private readonly port: number,
  ) {}

  static async start(product: Product): Promise<Floor> {
    await product.createDatabaseIfMissing('floor');
    const environment = { DATABASE_URL: product.databaseUrl('floor'), NODE_ENV: 'production' };
    const file = join(import.meta.dirname, 'floor-server.js');
    const program = await Program.start([file], environment, 'Floor is ready');
    return new Floor(program, Number(/ready on (\d+)/.exec(program.output)?.[1]));
  }

  get pid(): number {
    return this.program.pid;
  }

  posters(count: number): PostAddress[] {
    return Array.from({ length: count }, () => ({ port: this.port, path: '/', field: 'content' }));
  }

  readers(count: number): ReaderAddress[] {
    return Array.from({ length: count }, () => ({ port: this.port, wire: 'websocket' as const }));
  }

  stop(): Promise<void> {
    return this.program.stop();
  }
}
