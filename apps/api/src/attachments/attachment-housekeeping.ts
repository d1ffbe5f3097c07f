import { limits, type AttachmentId } from '@carillon/contracts';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Transactions } from '../platform/database/transaction.js';
import { AttachmentFiles } from './attachment-files.js';
import { AttachmentMetrics } from './attachment-metrics.js';

const intervalMs = 60_000;
/** A file that was bound to a message so recently may just be on its way. Longer than storing can take. Unit: milliseconds. */
const onItsWayMs = 10 * 60_000;
/** Rows a statement takes at once, and files that are removed within one transaction. */
const maxRows = 500;
const maxFiles = 20;

/** Clears away files that were never sent, and bytes whose files are gone. Any process does it, several at once too. */
@Injectable()
export class AttachmentHousekeeping implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger(AttachmentHousekeeping.name);
  private timer: NodeJS.Timeout | undefined;
  private underWay: Promise<void> | undefined;

  constructor(
    private readonly transactions: Transactions,
    private readonly files: AttachmentFiles,
    private readonly clock: Clock,
    private readonly metrics: AttachmentMetrics,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => {
      this.underWay ??= this.tidy().finally(() => {
        this.underWay = undefined;
      });
    }, intervalMs).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.underWay;
  }

  /** Removes whatever is due. What fails is tried again the next time. */
  async tidy(): Promise<void> {
    try {
      await this.forgetUnsent();
      await this.removeDue();
      await this.files.clearSpool(this.clock.now().getTime());
    } catch (error) {
      this.metrics.countRemovalFailure();
      this.logger.warn({ err: error }, 'Files could not be cleared away; it is tried again.');
    }
  }

  /** Files older than a day that no stored message has. What was stored without a note of it gets its note. */
  private async forgetUnsent(): Promise<void> {
    const { rows } = this.transactions;
    const now = this.clock.now();
    const old = new Date(now.getTime() - limits.attachments.unsentLifetimeMs);
    await rows.query(
      `update attachments a set sent_at = m.created_at from messages m
        where a.sent_at is null and a.created_at < $1 and m.id = a.message_id`,
      [old],
    );
    await rows.query(
      `delete from attachments where id in (
         select id from attachments a
          where sent_at is null and created_at < $1 and (reserved_at is null or reserved_at < $2)
            and not exists (select from messages m where m.id = a.message_id)
          limit ${String(maxRows)} for update skip locked)`,
      [old, new Date(now.getTime() - onItsWayMs)],
    );
  }

  private async removeDue(): Promise<void> {
    while ((await this.removeSome()) === maxFiles);
  }

  /** The notes go only if all their files went. Until the commit nobody else takes them, nor their files over. */
  private async removeSome(): Promise<number> {
    return this.transactions.run(async ({ rows }) => {
      const [due] = await rows.query<[{ attachment_id: AttachmentId }[]]>(
        `delete from attachment_removals where attachment_id in (
           select attachment_id from attachment_removals where due_at <= $1
            order by due_at limit ${String(maxFiles)} for update skip locked) returning attachment_id`,
        [this.clock.now()],
      );
      for (const { attachment_id: id } of due) await this.files.remove(id);
      this.metrics.countRemoved(due.length);
      return due.length;
    });
  }
}
