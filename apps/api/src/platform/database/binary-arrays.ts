/**
 * Arrays as PostgreSQL's protocol carries them in binary, for statements that take many values at once. As text each
 * value would be escaped, joined and parsed again on the other side, which costs several times as much. The driver
 * sends a Buffer as it is and says that it is binary; the types of the parameters must be exactly these.
 * Format: `array_recv` of PostgreSQL, and the `recv` function of each type.
 */

const oids = { bytea: 17, int4: 23, text: 25, float8: 701, timestamptz: 1184, uuid: 2950 };

/** Dimensions, whether there are nulls, type of the elements; then length and first index of the one dimension. */
const headerBytes = 20;
const lengthBytes = 4;
/** PostgreSQL counts time from the year 2000. Unit: milliseconds since 1970. */
const epochMs = Date.UTC(2000, 0, 1);

/** `uuid[]`. The ids are well-formed; anything else would become other bytes. */
export function uuidArray(ids: readonly string[]): Buffer {
  return arrayOf(oids.uuid, ids, 16, (buffer, at, id) => {
    buffer.write(id.replaceAll('-', ''), at, 16, 'hex');
  });
}

/** `integer[]`. */
export function integerArray(numbers: readonly number[]): Buffer {
  return arrayOf(oids.int4, numbers, 4, (buffer, at, number) => {
    buffer.writeInt32BE(number, at);
  });
}

/** `float8[]`. */
export function floatArray(numbers: readonly number[]): Buffer {
  return arrayOf(oids.float8, numbers, 8, (buffer, at, number) => {
    buffer.writeDoubleBE(number, at);
  });
}

/** `timestamptz[]`, to the millisecond. */
export function timeArray(times: readonly Date[]): Buffer {
  return arrayOf(oids.timestamptz, times, 8, (buffer, at, time) => {
    const microseconds = (time.getTime() - epochMs) * 1000;
    buffer.writeInt32BE(Math.floor(microseconds / 2 ** 32), at);
    // What is left of a multiple of 2^32, as two's complement has it.
    buffer.writeUInt32BE(((microseconds % 2 ** 32) + 2 ** 32) % 2 ** 32, at + 4);
  });
}

/** `text[]` in UTF-8. */
export function textArray(texts: readonly string[]): Buffer {
  const sizes = texts.map((text) => Buffer.byteLength(text));
  return sizedArray(oids.text, sizes, (buffer, at, index) => {
    buffer.write(texts[index] ?? '', at, 'utf8');
  });
}

/** `bytea[]`. */
export function bytesArray(values: readonly Buffer[]): Buffer {
  const sizes = values.map(({ length }) => length);
  return sizedArray(oids.bytea, sizes, (buffer, at, index) => {
    values[index]?.copy(buffer, at);
  });
}

function arrayOf<Value>(
  oid: number,
  values: readonly Value[],
  size: number,
  write: (buffer: Buffer, at: number, value: Value) => void,
): Buffer {
  const buffer = Buffer.allocUnsafe(headerBytes + values.length * (lengthBytes + size));
  let at = writeHeader(buffer, oid, values.length);
  for (const value of values) {
    at = buffer.writeInt32BE(size, at);
    write(buffer, at, value);
    at += size;
  }
  return buffer;
}

function sizedArray(
  oid: number,
  sizes: readonly number[],
  write: (buffer: Buffer, at: number, index: number) => void,
): Buffer {
  const bytes = sizes.reduce((sum, size) => sum + lengthBytes + size, headerBytes);
  const buffer = Buffer.allocUnsafe(bytes);
  let at = writeHeader(buffer, oid, sizes.length);
  for (const [index, size] of sizes.entries()) {
    at = buffer.writeInt32BE(size, at);
    write(buffer, at, index);
    at += size;
  }
  return buffer;
}

/** One dimension, counted from 1, without nulls. */
function writeHeader(buffer: Buffer, oid: number, length: number): number {
  let at = buffer.writeInt32BE(1, 0);
  at = buffer.writeInt32BE(0, at);
  at = buffer.writeInt32BE(oid, at);
  at = buffer.writeInt32BE(length, at);
  return buffer.writeInt32BE(1, at);
}
