import { describe, expect, it } from 'vitest';
import { byteRange } from './byte-range.js';

describe('a Range header for a file of 100 bytes', () => {
  it.each([
    ['bytes=0-9', { start: 0, end: 9 }],
    ['bytes=90-', { start: 90, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=-1000', { start: 0, end: 99 }],
    ['bytes=0-1000', { start: 0, end: 99 }],
    ['bytes=99-99', { start: 99, end: 99 }],
    ['bytes=100-', null],
    ['bytes=100-200', null],
    ['bytes=-0', null],
    ['bytes=9-0', undefined],
    ['bytes=-', undefined],
    ['bytes=0-1,5-6', undefined],
    ['bytes=a-b', undefined],
    ['items=0-1', undefined],
    [`bytes=${'9'.repeat(40)}-`, undefined],
    [undefined, undefined],
  ])('%s asks for %j', (header, range) => {
    expect(byteRange(header, 100)).toEqual(range);
  });
});
