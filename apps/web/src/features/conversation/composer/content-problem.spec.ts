import { limits } from '@carillon/contracts';
import { describe, expect, it } from 'vitest';
import { byteCount, contentOf, contentProblem } from './content-problem';

const max = limits.messages.maxContentBytes;

describe('the length of a content', () => {
  it('may be 16384 bytes and not 16385', () => {
    expect(contentProblem('x'.repeat(max), 2)).toBeNull();
    expect(contentProblem('x'.repeat(max + 1), 2)).toMatch(/16384 bytes long; this one has 16385/);
  });

  it('is counted in bytes, and shown near the limit only', () => {
    expect(byteCount('é'.repeat(100))).toBeNull();
    expect(byteCount('é'.repeat(max / 2))).toEqual({ bytes: max, max, isTooLong: false });
  });
});

describe('a call to everybody', () => {
  it.each(['@All', 'now @present!', '<@all|x>'])('%j is refused above 50 members', (content) => {
    expect(contentProblem(content, 50)).toBeNull();
    expect(contentProblem(content, 51)).toMatch(/50 or fewer members; this room has 51/);
  });

  it('is none in code, and none in an address', () => {
    expect(contentProblem('`@All` a@All.example.com @Presently', 51)).toBeNull();
  });
});

it('leaves blank lines at the ends out, and indentation in', () => {
  expect(contentOf('\n  \n    code\n\n')).toBe('    code');
  expect(contentOf(' \n ')).toBe('');
});
