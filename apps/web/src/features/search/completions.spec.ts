import { describe, expect, it } from 'vitest';
import { completionsOf } from './completions';

const rooms = ['Operations', 'Server room', 'Kitchen "east"'];
const lines = (line: string) => completionsOf(line, rooms, ['me']).map((completion) => completion.line);

describe('a search that is being written', () => {
  it('can go on with any operator where nothing is written yet', () => {
    expect(lines('')).toEqual(['from:', 'in:', 'on:', 'after:', 'before:', 'has:']);
    expect(lines('deploy ')).toContain('deploy from:');
  });

  it.each([
    ['deploy fr', ['deploy from:']],
    ['-ha', ['-has:']],
    ['deploy', []],
    ['"out of', []],
    ['in:', ['in:Operations ', 'in:"Server room" ', 'in:"Kitchen east" ']],
    ['deploy in:serv', ['deploy in:"Server room" ']],
    ['in:"server r', ['in:"Server room" ']],
    ['has:', ['has:link ', 'has:file ']],
    ['on:to', ['on:today ']],
    ['from:m', ['from:me ']],
    ['from:me', []],
    ['http://x', []],
  ])('%s', (line, expected) => {
    expect(lines(line)).toEqual(expected);
  });
});
