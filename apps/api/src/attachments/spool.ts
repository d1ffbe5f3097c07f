import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { storageRefusal } from './storage-errors.js';

/** Unfinished files of a process that died are older than any upload may last. Unit: milliseconds. */
const leftoverAfterMs = 60 * 60_000;

/** A folder for files that are still coming in, on the disk on which they are to stay. */
export class Spool {
  constructor(private readonly folder: string) {}

  /** Room for one file, which `work` may move elsewhere. What is still there afterwards is removed, whatever happened. */
  async with<Result>(work: (file: SpoolFile) => Promise<Result>): Promise<Result> {
    await this.make();
    const file = new SpoolFile(join(this.folder, randomUUID()));
    try {
      return await work(file);
    } finally {
      await rm(file.path, { force: true });
    }
  }

  /** @throws DomainError STORAGE_FULL, STORAGE_UNAVAILABLE */
  private async make(): Promise<void> {
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
    } catch (error) {
      throw storageRefusal(error);
    }
  }

  /** Removes what processes that died have left. */
  async clear(nowMs: number): Promise<void> {
    const names = await readdir(this.folder).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    });
    for (const name of names) {
      const path = join(this.folder, name);
      // Another process may be as far as this one.
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: nowMs }));
      if (nowMs - mtimeMs > leftoverAfterMs) await rm(path, { force: true });
    }
  }
}

/** One file that is coming in. Others cannot read it, and it is on the disk before it counts as written. */
export class SpoolFile {
  constructor(readonly path: string) {}

  writer(): Writable {
    return createWriteStream(this.path, { flags: 'wx', mode: 0o600, flush: true });
  }

  async write(bytes: Uint8Array): Promise<void> {
    await writeFile(this.path, bytes, { flag: 'wx', mode: 0o600, flush: true });
  }
}
