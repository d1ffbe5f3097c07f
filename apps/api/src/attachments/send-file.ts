import { Readable } from 'node:stream';
import { shownAs } from '@carillon/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AttachmentRow } from './attachment.presenter.js';
import { byteRange, type ByteRange } from './byte-range.js';
import { contentDisposition } from './file-name.js';
import { servedType } from './media-type.js';

/** Bytes to answer with: how many there are, what they are, and how to get at a part of them. */
export type SentFile = {
  etag: string;
  type: string;
  disposition: string;
  /** Undefined where only reading tells. */
  sizeBytes: number | undefined;
  open: (range?: ByteRange) => Promise<Readable>;
};

type Open = SentFile['open'];

/** Whoever opens such an address sees no page: nothing in a file may run, load or be taken for something else. */
const headers = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  // Asked again each time, so that whoever left the room, or signed out at a shared computer, does not see it again.
  'cache-control': 'private, no-cache',
};

/** Only what browsers may show is `inline`; everything else is saved. */
export function wholeFile(row: AttachmentRow, open: Open): SentFile {
  const kind = shownAs(row.media_type) === null ? 'attachment' : 'inline';
  return {
    etag: `"${row.id}"`,
    type: servedType(row.media_type),
    disposition: contentDisposition(kind, row.name),
    sizeBytes: row.size_bytes,
    open,
  };
}

export function thumbnailOf(row: AttachmentRow, open: Open): SentFile {
  const disposition = contentDisposition('inline', `${row.name}.webp`);
  return { etag: `"${row.id}-thumbnail"`, type: 'image/webp', disposition, sizeBytes: undefined, open };
}

/** Answers with the file, a part of it, or that the reader has it already. */
export async function sendFile(request: FastifyRequest, reply: FastifyReply, file: SentFile): Promise<void> {
  void reply.headers(headers).header('etag', file.etag);
  if (isKnown(request.headers['if-none-match'], file.etag)) {
    await reply.status(304).send();
    return;
  }
  void reply.headers({ 'content-type': file.type, 'content-disposition': file.disposition });
  const { sizeBytes } = file;
  const range = sizeBytes === undefined ? undefined : rangeOf(request, file.etag, sizeBytes);
  if (range === null) {
    await reply
      .status(416)
      .header('content-range', `bytes */${String(sizeBytes)}`)
      .send('');
    return;
  }
  if (sizeBytes !== undefined) describeLength(reply, sizeBytes, range);
  await reply.send(request.method === 'HEAD' ? Readable.from([]) : await file.open(range));
}

function describeLength(reply: FastifyReply, sizeBytes: number, range: ByteRange | undefined): void {
  void reply.header('accept-ranges', 'bytes');
  if (range === undefined) void reply.header('content-length', sizeBytes);
  else
    void reply.status(206).headers({
      'content-length': range.end - range.start + 1,
      'content-range': `bytes ${String(range.start)}-${String(range.end)}/${String(sizeBytes)}`,
    });
}

/** A file never changes, so `If-Range` can only name it or something else. */
function rangeOf({ headers: given }: FastifyRequest, etag: string, size: number) {
  const condition = given['if-range'];
  return condition === undefined || condition === etag ? byteRange(given.range, size) : undefined;
}

function isKnown(header: string | undefined, etag: string): boolean {
  return header?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag) === true;
}
