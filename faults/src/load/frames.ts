/** One WebSocket frame of a server. */
export type Frame = { readonly opcode: number; readonly payload: Buffer };

/** Takes the frames of a server, which are never masked, out of a stream of bytes. */
export class FrameReader {
  private carried: Buffer = Buffer.alloc(0);

  read(chunk: Buffer): Frame[] {
    let bytes = this.carried.length === 0 ? chunk : Buffer.concat([this.carried, chunk]);
    const frames: Frame[] = [];
    for (let frame = first(bytes); frame !== undefined; frame = first(bytes)) {
      frames.push({ opcode: frame.opcode, payload: frame.payload });
      bytes = bytes.subarray(frame.length);
    }
    this.carried = bytes;
    return frames;
  }
}

/** The frame at the beginning, if it is whole. */
function first(bytes: Buffer): (Frame & { length: number }) | undefined {
  if (bytes.length < 2) return undefined;
  const short = bytes.readUInt8(1);
  const start = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (bytes.length < start) return undefined;
  const size = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  const length = start + size;
  if (bytes.length < length) return undefined;
  return { opcode: bytes.readUInt8(0) & 0x0f, payload: bytes.subarray(start, length), length };
}

/** A short text of a client: masked, as the protocol demands, with a mask of zeros. */
export function textFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  if (payload.length > 125) throw new Error('Lean readers send short texts only.');
  return Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
}
