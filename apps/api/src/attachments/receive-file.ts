import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Readable, Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import { attachmentField, limits } from '@carillon/contracts';
import { DomainError } from '../platform/errors/domain-error.js';
import { storageRefusal } from './storage-errors.js';

const { maxBytes, maxUploadPauseMs, maxUploadTimeMs } = limits.attachments;

/** What a form has beside the file: boundaries, headers of parts, fields nobody asked for. Unit: bytes. */
const maxFormBytes = 16_384;
const formLimits = { files: 1, fields: 10, fieldSize: 1_024, parts: 12, headerPairs: 20, fileSize: maxBytes };

export type ReceivedFile = { givenName: string; sizeBytes: number };

/** Refuses by the headers alone what would be refused anyway. @throws DomainError ATTACHMENT_MISSING, ATTACHMENT_TOO_LARGE */
export function checkUploadHeaders({ headers }: IncomingMessage): void {
  if (!/^multipart\/form-data\s*;/i.test(headers['content-type'] ?? ''))
    throw new DomainError('ATTACHMENT_MISSING');
  if (Number(headers['content-length'] ?? 0) > maxBytes + maxFormBytes) throw tooLarge();
}

/**
 * Reads the form of a request to its end and writes its file. Rejects as soon as it is clear that nothing comes of it;
 * the rest of the request is then unread.
 * @throws DomainError ATTACHMENT_MISSING, ATTACHMENT_EMPTY, ATTACHMENT_TOO_LARGE, REQUEST_TIMEOUT, STORAGE_FULL, STORAGE_UNAVAILABLE
 */
export async function receiveFile(request: IncomingMessage, writer: () => Writable): Promise<ReceivedFile> {
  const form = openForm(request);
  const stop = new AbortController();
  const watch = watchProgress(request, () => {
    stop.abort(new DomainError('REQUEST_TIMEOUT'));
  });
  let part: Readable | undefined;
  let file: Promise<ReceivedFile> | undefined;
  form.on('file', (field: string, bytes: Readable, name: string | undefined) => {
    if (field !== attachmentField || file !== undefined) {
      bytes.resume();
      return;
    }
    part = bytes;
    file = writeFile(bytes, writer(), name ?? '');
    // Whoever waits for the whole form need not wait any longer.
    file.catch((error: unknown) => {
      stop.abort(error);
    });
  });
  try {
    const wholeForm = finished(form, { signal: stop.signal });
    request.once('close', () => {
      if (!request.complete) stop.abort(new DomainError('BAD_REQUEST'));
    });
    request.pipe(form);
    await wholeForm;
    if (file === undefined) throw new DomainError('ATTACHMENT_MISSING');
    return await file;
  } catch (error) {
    throw refusalOf(stop.signal.aborted ? stop.signal.reason : error);
  } finally {
    clearInterval(watch);
    request.unpipe(form);
    form.destroy();
    // The parser leaves a part that was cut off open. The file is closed behind it, so that it can be removed.
    part?.destroy();
    await file?.catch(() => undefined);
  }
}

function openForm({ headers }: IncomingMessage) {
  try {
    // A request with this header has passed `checkUploadHeaders`.
    return new Busboy({ headers: headers as BusboyHeaders, limits: formLimits });
  } catch {
    throw new DomainError('ATTACHMENT_MISSING');
  }
}

async function writeFile(bytes: Readable, writer: Writable, givenName: string): Promise<ReceivedFile> {
  let sizeBytes = 0;
  bytes.on('data', (chunk: Buffer) => {
    sizeBytes += chunk.length;
  });
  bytes.once('limit', () => bytes.destroy(tooLarge()));
  try {
    await pipeline(bytes, writer);
  } catch (error) {
    throw isOfForm(error) ? new DomainError('BAD_REQUEST', { cause: error }) : storageRefusal(error);
  } finally {
    // One that is still being opened would otherwise be made after it was removed.
    if (!writer.closed) await once(writer, 'close');
  }
  if (sizeBytes === 0) throw new DomainError('ATTACHMENT_EMPTY');
  return { givenName, sizeBytes };
}

/** Calls back when nothing has come for a while, or it all takes too long. */
function watchProgress(request: IncomingMessage, onStall: () => void): NodeJS.Timeout {
  const startedAt = performance.now();
  let seen = request.socket.bytesRead;
  return setInterval(() => {
    const { bytesRead } = request.socket;
    if (bytesRead === seen || performance.now() - startedAt > maxUploadTimeMs) onStall();
    seen = bytesRead;
  }, maxUploadPauseMs).unref();
}

/** Whatever the parser says of a form is the sender's doing. */
function refusalOf(error: unknown): DomainError {
  return error instanceof DomainError ? error : new DomainError('BAD_REQUEST', { cause: error });
}

/** Errors of the disk carry a code of the system; those of the parser, and of a stream that was cut off, do not. */
function isOfForm(error: unknown): boolean {
  if (error instanceof DomainError) return false;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code === '' || code === 'ERR_STREAM_PREMATURE_CLOSE';
}

function tooLarge(): DomainError {
  return new DomainError('ATTACHMENT_TOO_LARGE', { values: { maxMegabytes: maxBytes / 1024 ** 2 } });
}
