import type { ErrorCode } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import type { Counter } from 'prom-client';
import { Metrics } from '../platform/observability/metrics.js';
import { Tally } from '../platform/observability/tally.js';

/** Measures what comes in as files, and whether what is to be removed goes. */
@Injectable()
export class AttachmentMetrics {
  private readonly uploads: Tally<'stored' | ErrorCode>;
  private readonly bytes: Counter;
  private readonly removed: Counter;
  private readonly removalFailures: Counter;
  private underWay = 0;

  constructor(metrics: Metrics) {
    this.uploads = new Tally(metrics, {
      name: 'carillon_uploads_total',
      help: 'Uploads of files: stored, or the code of the refusal.',
      labelName: 'outcome',
    });
    this.bytes = metrics.counter('carillon_upload_bytes_total', 'Bytes of the files that were stored.');
    metrics.gauge('carillon_uploads_under_way', 'Files that are coming in now.', () => this.underWay);
    this.removed = metrics.counter(
      'carillon_files_removed_total',
      'Files removed from where they were stored.',
    );
    this.removalFailures = metrics.counter(
      'carillon_file_removal_failures_total',
      'Rounds of clearing away files that failed and are tried again.',
    );
  }

  begin(): void {
    this.underWay += 1;
  }

  countStored(bytes: number): void {
    this.underWay -= 1;
    this.uploads.count('stored');
    this.bytes.inc(bytes);
  }

  countRefused(code: ErrorCode): void {
    this.underWay -= 1;
    this.uploads.count(code);
  }

  countRemoved(files: number): void {
    this.removed.inc(files);
  }

  countRemovalFailure(): void {
    this.removalFailures.inc();
  }
}
