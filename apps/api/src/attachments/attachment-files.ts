import { Injectable } from '@nestjs/common';
import type { AttachmentId } from '@carillon/contracts';
import type { Readable } from 'node:stream';
import type { ByteRange } from './byte-range.js';
import { Spool, type SpoolFile } from './spool.js';
import { storageRefusal } from './storage-errors.js';
import { FileStore } from './store/file-store.js';

/** The bytes of attachments by their ids, whatever keeps them. */
@Injectable()
export class AttachmentFiles {
  constructor(
    private readonly store: FileStore,
    private readonly spool: Spool,
  ) {}

  /** Room for a file that is coming in. @throws DomainError STORAGE_FULL, STORAGE_UNAVAILABLE; and whatever `work` throws */
  receive<Result>(work: (file: SpoolFile) => Promise<Result>): Promise<Result> {
    return this.spool.with(work);
  }

  /** @throws DomainError STORAGE_FULL, STORAGE_UNAVAILABLE */
  async keep(id: AttachmentId, file: SpoolFile, thumbnail: Uint8Array | undefined): Promise<void> {
    await this.guard(async () => {
      await this.store.put(id, file.path);
      if (thumbnail === undefined) return;
      await this.spool.with(async (small) => {
        await small.write(thumbnail);
        await this.store.put(thumbnailKey(id), small.path);
      });
    });
  }

  /** @throws DomainError STORAGE_UNAVAILABLE */
  open(id: AttachmentId, part: 'file' | 'thumbnail', range?: ByteRange): Promise<Readable> {
    return this.guard(() => this.store.open(part === 'file' ? id : thumbnailKey(id), range));
  }

  async remove(id: AttachmentId): Promise<void> {
    await this.store.remove(thumbnailKey(id));
    await this.store.remove(id);
  }

  async clearSpool(nowMs: number): Promise<void> {
    await this.spool.clear(nowMs);
  }

  private async guard<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw storageRefusal(error);
    }
  }
}

function thumbnailKey(id: AttachmentId): string {
  return `${id}-thumbnail`;
}
