import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { Client } from 'pg';

/** Where the database is; a connection of its own listens there. */
export const DATABASE_URL = Symbol('the address of the database');

/** How long to wait before listening is tried again. Unit: milliseconds. */
const retryMs = 500;
const connectTimeoutMs = 2_000;

type Channel = { onNotice: (payload: string) => void; onSilence: () => void };

/**
 * Hears what changed in the database, through whichever process: triggers tell it (NOTIFY) when a change commits.
 * For caches: what is remembered is right as long as `isListening`, and must be forgotten when that ends.
 */
@Injectable()
export class DatabaseNotices implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger(DatabaseNotices.name);
  private readonly channels = new Map<string, Channel>();
  private client: Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isEnding = false;

  constructor(@Inject(DATABASE_URL) private readonly url: string) {}

  /** Whether every notice since the last silence has been heard. */
  get isListening(): boolean {
    return this.client !== undefined;
  }

  /**
   * Hears one channel. To be called before the application starts.
   * @param channel a name of lower-case letters and underscores
   * @param onSilence from now on notices may be missed: forget everything
   */
  on(channel: string, onNotice: Channel['onNotice'], onSilence: Channel['onSilence']): void {
    this.channels.set(channel, { onNotice, onSilence });
  }

  async onModuleInit(): Promise<void> {
    await this.listen();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isEnding = true;
    clearTimeout(this.timer);
    const { client } = this;
    this.client = undefined;
    await client?.end();
  }

  private async listen(): Promise<void> {
    const client = new Client({
      connectionString: this.url,
      application_name: 'carillon notices',
      connectionTimeoutMillis: connectTimeoutMs,
      keepAlive: true,
    });
    client.on('notification', ({ channel, payload = '' }) => this.channels.get(channel)?.onNotice(payload));
    client.on('error', (error) => {
      this.fallSilent(client, error);
    });
    client.on('end', () => {
      this.fallSilent(client);
    });
    try {
      await client.connect();
      for (const channel of this.channels.keys()) await client.query(`listen ${channel}`);
      this.client = client;
    } catch (error) {
      this.logger.warn({ err: error }, 'Changes by other processes cannot be heard; it is tried again.');
      this.tryAgain(client);
    }
  }

  private fallSilent(client: Client, error?: Error): void {
    if (this.client !== client) return;
    this.client = undefined;
    if (error !== undefined) this.logger.warn({ err: error }, 'The connection that hears of changes broke.');
    for (const { onSilence } of this.channels.values()) onSilence();
    this.tryAgain(client);
  }

  private tryAgain(client: Client): void {
    client.end().catch((error: unknown) => {
      this.logger.debug({ err: error }, 'A broken connection could not be closed in order.');
    });
    if (this.isEnding) return;
    this.timer = setTimeout(() => void this.listen(), retryMs).unref();
  }
}
