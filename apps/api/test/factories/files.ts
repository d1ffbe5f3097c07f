import { deflateSync, crc32 } from 'node:zlib';
import { endpoints, type AttachmentView, type RoomId } from '@carillon/contracts';
import type { Caller } from '../support/caller.js';

/** A form with one file, as a browser or `curl -F` sends it. */
export function aForm(name: string, bytes: Uint8Array | string, field = 'file'): FormData {
  const form = new FormData();
  form.append(field, new Blob([bytes]), name);
  return form;
}

export async function anUpload(
  by: Caller,
  roomId: RoomId,
  { name = 'notes.txt', bytes = 'Some notes.' }: { name?: string; bytes?: Uint8Array | string } = {},
): Promise<AttachmentView> {
  const answer = await by.try(endpoints.uploadAttachment, {
    params: { roomId },
    body: aForm(name, bytes),
  } as never);
  if (answer.status !== 201)
    throw new Error(`The upload failed: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as AttachmentView;
}

function chunk(kind: string, data: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A PNG of one grey. What it says of its size need not be what it holds. */
export function aPng(width: number, height: number, rows = height): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.alloc((width + 1) * rows, 0));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
