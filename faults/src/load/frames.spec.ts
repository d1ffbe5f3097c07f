import { describe, expect, it } from 'vitest';
import { FrameReader, textFrame } from './frames.js';

function frameOf(text: string): Buffer {
  const payload = Buffer.from(text);
  const { length } = payload;
  if (length < 126) return Buffer.concat([Buffer.from([0x81, length]), payload]);
  const head = Buffer.alloc(length < 65_536 ? 4 : 10);
  head.writeUInt8(0x81, 0);
  head.writeUInt8(length < 65_536 ? 126 : 127, 1);
  if (length < 65_536) head.writeUInt16BE(length, 2);
  else head.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([head, payload]);
}

describe('a reader of frames', () => {
  const texts = ['', 'a', 'b'.repeat(125), 'c'.repeat(126), 'd'.repeat(65_535), 'e'.repeat(65_536), 'end'];
  const bytes = Buffer.concat(texts.map(frameOf));

  it.each([11, 1_000, bytes.length])('finds every frame in chunks of %i bytes', (size) => {
    const reader = new FrameReader();
    const found: string[] = [];
    for (let from = 0; from < bytes.length; from += size)
      found.push(...reader.read(bytes.subarray(from, from + size)).map(({ payload }) => payload.toString()));
    expect(found).toEqual(texts);
  });

  it('tells what kind a frame is of', () => {
    expect(new FrameReader().read(Buffer.from([0x88, 2, 0x03, 0xf5]))).toEqual([
      { opcode: 8, payload: Buffer.from([0x03, 0xf5]) },
    ]);
  });
});

it('masks what a client says, up to 125 bytes', () => {
  expect([...textFrame('40')]).toEqual([0x81, 0x82, 0, 0, 0, 0, 0x34, 0x30]);
  expect(() => textFrame('x'.repeat(126))).toThrow('short');
});
