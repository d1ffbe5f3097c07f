import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { ByteRange } from '../byte-range.js';
import { FileMissing, FileStore } from './file-store.js';

/** Keeps files in a folder, spread over 256 folders below it. Several processes share the folder. */
export class DiskStore extends FileStore {
  constructor(private readonly folder: string) {
    super();
  }

  /** The file is flushed already and comes from the same disk, so it is there as a whole or not at all. */
  async put(key: string, path: string): Promise<void> {
    const target = this.pathOf(key);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await rename(path, target);
    await flushFolder(dirname(target));
  }

  async open(key: string, range?: ByteRange): Promise<Readable> {
    try {
      const file = await open(this.pathOf(key), 'r');
      return file.createReadStream(range ?? {});
    } catch (error) {
      if (isMissing(error)) throw new FileMissing(key, error);
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  /** Ids end in random digits; a thumbnail lies beside its file. */
  private pathOf(key: string): string {
    return join(this.folder, key.slice(34, 36), key);
  }
}

/** Without it the name could be lost with the power, though the bytes are there. */
async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
