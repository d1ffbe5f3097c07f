import type { IncomingHttpHeaders } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { limits } from '@carillon/contracts';
import { DomainError } from '../../platform/errors/domain-error.js';

const { maxBodyBytes } = limits.incomingWebhook;
const decoders = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/**
 * The body as its sender wrote it, before it was compressed for the way. What it grows to is bounded as a raw body
 * is, so that a small body cannot become a large one here.
 * @throws DomainError CONTENT_ENCODING_UNSUPPORTED, CONTENT_ENCODING_INVALID, BODY_TOO_LARGE
 */
export async function decodeBody(body: Buffer, headers: IncomingHttpHeaders): Promise<Buffer> {
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? '';
  if (encoding === '' || encoding === 'identity') return body;
  if (!isKnown(encoding)) throw new DomainError('CONTENT_ENCODING_UNSUPPORTED');
  try {
    return await decoders[encoding](body, { maxOutputLength: maxBodyBytes });
  } catch (cause) {
    if (isTooLarge(cause))
      throw new DomainError('BODY_TOO_LARGE', { values: { maxBytes: maxBodyBytes }, cause });
    throw new DomainError('CONTENT_ENCODING_INVALID', { values: { encoding }, cause });
  }
}

function isKnown(encoding: string): encoding is keyof typeof decoders {
  return Object.hasOwn(decoders, encoding);
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}
