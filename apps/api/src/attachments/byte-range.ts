/** A part of a file; both ends inclusive, as HTTP has it. */
export type ByteRange = { start: number; end: number };

/**
 * The one part that a `Range` header asks for. Undefined: answer the whole file, which HTTP allows for whatever is not
 * understood, several parts included. Null: there is no such part (416).
 */
export function byteRange(header: string | undefined, size: number): ByteRange | undefined | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '');
  if (match === null) return undefined;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return undefined;
  const isSuffix = first === '';
  const start = isSuffix ? Math.max(0, size - Number(last)) : Number(first);
  const end = isSuffix || last === '' ? size - 1 : Math.min(size - 1, Number(last));
  if (!isSuffix && last !== '' && Number(last) < start) return undefined;
  return start > end ? null : { start, end };
}
