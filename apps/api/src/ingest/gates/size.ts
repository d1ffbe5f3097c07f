import type { IncomingMessage, ServerResponse } from 'node:http';
import { limits, utf8ByteLength } from '@carillon/contracts';
import { DomainError } from '../../platform/errors/domain-error.js';

const { maxBodyBytes, maxBodyTimeMs, maxContentBytes } = limits.incomingWebhook;

/**
 * The raw bytes of the body. One that says it is too large is refused unread, before a sender that waits for leave
 * to send it gets that; one that turns out to be at the first byte too many; one that does not arrive in time at
 * that time.
 * @throws DomainError BODY_TOO_LARGE, REQUEST_TIMEOUT, BAD_REQUEST
 */
export async function readBody(request: IncomingMessage, answer: ServerResponse): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) throw tooLarge();
  if (waitsForContinue(request)) answer.writeContinue();
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      refuse(new DomainError('REQUEST_TIMEOUT'));
    }, maxBodyTimeMs);
    const stop = () => {
      clearTimeout(timer);
      request.off('data', take).off('end', finish).off('error', breakOff).off('aborted', breakOff);
    };
    const refuse = (reason: DomainError) => {
      stop();
      reject(reason);
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBodyBytes) refuse(tooLarge());
      else chunks.push(chunk);
    };
    const finish = () => {
      stop();
      resolve(Buffer.concat(chunks, size));
    };
    const breakOff = () => {
      refuse(new DomainError('BAD_REQUEST'));
    };
    request.on('data', take).on('end', finish).on('error', breakOff).on('aborted', breakOff);
  });
}

/** 4096 bytes pass, 4097 do not. @throws DomainError CONTENT_TOO_LARGE */
export function refuseLargeContent(content: string): void {
  const bytes = utf8ByteLength(content);
  if (bytes > maxContentBytes)
    throw new DomainError('CONTENT_TOO_LARGE', { values: { bytes, maxBytes: maxContentBytes } });
}

/** HTTP/1.0 knows no interim answers. */
function waitsForContinue({ headers, httpVersion }: IncomingMessage): boolean {
  return httpVersion !== '1.0' && headers.expect?.toLowerCase() === '100-continue';
}

function tooLarge(): DomainError {
  return new DomainError('BODY_TOO_LARGE', { values: { maxBytes: maxBodyBytes } });
}
