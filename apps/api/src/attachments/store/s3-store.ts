import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type * as S3 from '@aws-sdk/client-s3';
import type { S3Settings } from '../../platform/env.js';
import type { ByteRange } from '../byte-range.js';
import { FileMissing, FileStore } from './file-store.js';

type Library = typeof S3;

/** Longest wait for a connection, and for silence on it. Unit: milliseconds. */
const connectTimeoutMs = 3_000;
const silenceTimeoutMs = 30_000;

/** Keeps files in a bucket of anything that speaks S3. The library is loaded only where this is configured. */
export class S3Store extends FileStore {
  private constructor(
    private readonly library: Library,
    private readonly client: S3.S3Client,
    private readonly settings: S3Settings,
  ) {
    super();
  }

  static async connect(settings: S3Settings): Promise<S3Store> {
    const library = await import('@aws-sdk/client-s3');
    const { endpoint, region, accessKeyId, secretAccessKey } = settings;
    const client = new library.S3Client({
      region,
      credentials: { accessKeyId, secretAccessKey },
      // Other servers than Amazon's seldom have a name for each bucket.
      ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
      // Newer checksums travel in trailers, which many of those servers do not know.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: { connectionTimeout: connectTimeoutMs, socketTimeout: silenceTimeoutMs },
    });
    return new S3Store(library, client, settings);
  }

  /** An object is there as a whole or not at all, since its length is told beforehand. */
  async put(key: string, path: string): Promise<void> {
    const { size } = await stat(path);
    const request = new this.library.PutObjectCommand({
      ...this.place(key),
      Body: createReadStream(path),
      ContentLength: size,
      ContentType: 'application/octet-stream',
    });
    await this.client.send(request);
    await rm(path, { force: true });
  }

  async open(key: string, range?: ByteRange): Promise<Readable> {
    const part = range === undefined ? {} : { Range: `bytes=${String(range.start)}-${String(range.end)}` };
    try {
      const { Body } = await this.client.send(
        new this.library.GetObjectCommand({ ...this.place(key), ...part }),
      );
      if (!(Body instanceof Readable)) throw new Error(`The object storage answered nothing for ${key}.`);
      return Body;
    } catch (error) {
      if (error instanceof this.library.NoSuchKey) throw new FileMissing(key, error);
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    await this.client.send(new this.library.DeleteObjectCommand(this.place(key)));
  }

  private place(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.settings.bucket, Key: `attachments/${key}` };
  }
}
