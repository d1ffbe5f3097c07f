import { open } from 'node:fs/promises';
import { shownAs } from '@carillon/contracts';
import { fileTypeFromBuffer } from 'file-type';

/** What is looked at; enough for music that begins with the picture of its cover. Unit: bytes. */
const headBytes = 1_048_576;

export const unknownType = 'application/octet-stream';

/** Other names of the same. */
const sameAs: Partial<Record<string, string>> = {
  'image/apng': 'image/png',
  'audio/x-m4a': 'audio/mp4',
  'video/x-m4v': 'video/mp4',
  'audio/vnd.wave': 'audio/wav',
  'audio/x-flac': 'audio/flac',
  'application/ogg': 'audio/ogg',
};

/** What the first bytes of a file say that it is; its name says nothing. */
export async function mediaTypeOf(path: string): Promise<string> {
  const found = await fileTypeFromBuffer(await readHead(path));
  if (found === undefined) return unknownType;
  const [plain = ''] = found.mime.split(';');
  return sameAs[plain] ?? plain;
}

/** What a file is sent as: its type where browsers may show it, and otherwise nothing they would think about. */
export function servedType(mediaType: string): string {
  return shownAs(mediaType) === null ? unknownType : mediaType;
}

async function readHead(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(Math.min(size, headBytes));
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
