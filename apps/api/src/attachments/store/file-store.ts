import type { Readable } from 'node:stream';
import type { ByteRange } from '../byte-range.js';

/** Where the bytes of files are kept: on disk, or in an object storage that speaks S3. */
export abstract class FileStore {
  /** Takes over a finished file of this machine, durably. Throws where that fails, and then nothing is kept under the key. */
  abstract put(key: string, path: string): Promise<void>;

  /** The bytes, or a part of them. @throws FileMissing */
  abstract open(key: string, range?: ByteRange): Promise<Readable>;

  /** Also where there is nothing under this key. */
  abstract remove(key: string): Promise<void>;
}

/** The store does not have what the database says it has. */
export class FileMissing extends Error {
  override readonly name = 'FileMissing';

  constructor(key: string, cause: unknown) {
    super(`The store of attachments does not have ${key}.`, { cause });
  }
}
