import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { PostReceipts } from './post-receipts.js';

/** Unit: milliseconds. */
const intervalMs = 10 * 60_000;

/** Removes what has served its time. */
@Injectable()
export class IngestHousekeeping implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(IngestHousekeeping.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly receipts: PostReceipts) {}

  onModuleInit(): void {
    this.timer = setInterval(() => {
      this.receipts.prune().catch((error: unknown) => {
        this.logger.warn({ err: error }, 'Old receipts of posts could not be removed.');
      });
    }, intervalMs).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }
}
