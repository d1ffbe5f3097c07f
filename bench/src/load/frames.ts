/** Takes the WebSocket frames of a server out of a stream of bytes, without copying those that arrive whole. */
export class FrameReader {
  private carried = Buffer.alloc(0);

  /** `onFrame` gets the buffer and where the payload begins and ends; it must not keep the buffer. */
  constructor(private readonly onFrame: (buffer: Buffer, start: number, end: number) => void) {}

  read(chunk: Buffer): void {
    const bytes = this.carried.length === 0 ? chunk : Buffer.concat([this.carried, chunk]);
    let offset = 0;
    for (;;) {
      const start = payloadStart(bytes, offset);
      const end = start + payloadLength(bytes, offset, start);
      if (Number.isNaN(end) || end > bytes.length) break;
      this.onFrame(bytes, start, end);
      offset = end;
    }
    this.carried = offset === bytes.length ? empty : Buffer.from(bytes.subarray(offset));
  }
}

const empty = Buffer.alloc(0);

/** NaN where the header is not whole yet. */
function payloadStart(bytes: Buffer, offset: number): number {
  const short = bytes[offset + 1] ?? NaN;
  const start = offset + (short === 126 ? 4 : short === 127 ? 10 : 2);
  return start <= bytes.length ? start : NaN;
}

function payloadLength(bytes: Buffer, offset: number, start: number): number {
  if (Number.isNaN(start)) return NaN;
  const short = bytes[offset + 1] ?? 0;
  if (short < 126) return short;
  return short === 126 ? bytes.readUInt16BE(offset + 2) : bytes.readUIntBE(offset + 4, 6);
}

/** A short text from a client, masked as the protocol demands, with a mask of zeros. */
export function clientFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  if (payload.length > 125) throw new Error('A client of the benchmark sends short texts only.');
  return Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
}
