import { describe, expect, it } from 'vitest';
import { jsonDepth } from './json-depth.js';

describe('the depth of a JSON text', () => {
  it.each([
    ['1', 0],
    ['"[[[["', 0],
    ['"\\"[[["', 0],
    ['"\\\\",[]', 1],
    ['{}', 1],
    ['{"a":[1,{"b":"}"}]}', 3],
    ['[[],[[]],[]]', 3],
    ['[[[', 3],
    ['"never ends [[', 0],
  ])('of %s is %i', (text, depth) => {
    expect(jsonDepth(text)).toBe(depth);
  });

  it('is not counted further than one asks', () => {
    expect(jsonDepth('['.repeat(100_000), 20)).toBe(21);
  });

  it('takes time in proportion to the text, however hostile', () => {
    const time = (text: string) => {
      const start = process.cpuUsage();
      jsonDepth(text);
      return process.cpuUsage(start).user / 1000;
    };
    for (const hostile of ['"', '\\', '"\\', '[', '[]', '{"'])
      expect(time(hostile.repeat(131_072 / hostile.length)), hostile).toBeLessThan(500);
  });
});
