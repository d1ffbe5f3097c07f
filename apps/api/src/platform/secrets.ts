import {
  createCipheriv,
  createDecipheriv,
  createHash,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IdSource } from './id-source.js';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** Randomness, hashing and encryption in one place, so that nothing else chooses an algorithm. */
@Injectable()
export class Secrets {
  private readonly ids = new IdSource();

  /** @param key 32 bytes that encrypt what must be readable again. */
  constructor(private readonly key: Buffer) {}

  /** A new id. UUID version 7: ordered by time, so that indexes grow at their end. */
  newId(): string {
    return this.ids.next();
  }

  /** `bytes` of randomness as base64url, for tokens. */
  randomToken(bytes: number): string {
    return randomBytes(bytes).toString('base64url');
  }

  /** A secret for one purpose, the same for as long as the key is; it tells nothing of the key. */
  derive(purpose: string, bytes: number): Buffer {
    return Buffer.from(hkdfSync('sha256', this.key, '', purpose, bytes));
  }

  /** SHA-256, for look-up of tokens that are random themselves; never for passwords. */
  hash(token: string): Buffer {
    return createHash('sha256').update(token).digest();
  }

  /** Comparison that takes the same time wherever the two differ. */
  isEqual(left: Uint8Array, right: Uint8Array): boolean {
    return left.byteLength === right.byteLength && timingSafeEqual(left, right);
  }

  /** Encrypts so that the text can only be read back for the same `owner`. */
  encrypt(text: string, owner: string): Buffer {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(algorithm, this.key, nonce).setAAD(Buffer.from(owner));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  /** @throws Error if the key is another one, or the bytes belong to another owner or were changed. */
  decrypt(sealed: Buffer, owner: string): string {
    const nonce = sealed.subarray(0, nonceBytes);
    const tag = sealed.subarray(nonceBytes, nonceBytes + tagBytes);
    const decipher = createDecipheriv(algorithm, this.key, nonce).setAAD(Buffer.from(owner)).setAuthTag(tag);
    return Buffer.concat([
      decipher.update(sealed.subarray(nonceBytes + tagBytes)),
      decipher.final(),
    ]).toString('utf8');
  }
}
