import { describe, expect, it } from 'vitest';
import {
  continueLine,
  fenced,
  insert,
  isInFence,
  makeLink,
  toggleCode,
  toggleLines,
  toggleMark,
  type Edit,
} from './edits';

/** `a [b] c`: brackets stand around what is selected, `|` where the caret is. */
function read(marked: string): Edit {
  const text = marked.replace(/[‹›|]/g, '');
  const start = marked.search(/[‹|]/);
  const end = marked.includes('›') ? marked.indexOf('›') - 1 : start;
  return { text, start, end };
}

function shown({ text, start, end }: Edit): string {
  if (start === end) return `${text.slice(0, start)}|${text.slice(start)}`;
  return `${text.slice(0, start)}‹${text.slice(start, end)}›${text.slice(end)}`;
}

describe('bold', () => {
  it.each([
    ['a ‹word› here', 'a **‹word›** here'],
    ['a **‹word›** here', 'a ‹word› here'],
    ['a ‹**word**› here', 'a ‹word› here'],
    ['a ‹word ›here', 'a **‹word›** here'],
    ['a |', 'a **|**'],
    ['a **|**', 'a |'],
  ])('makes %j into %j', (before, after) => {
    expect(shown(toggleMark(read(before), '**'))).toBe(after);
  });
});

describe('code', () => {
  it.each([
    ['run ‹ls -l› now', 'run `‹ls -l›` now'],
    ['run `‹ls -l›` now', 'run ‹ls -l› now'],
    ['|', '`|`'],
    ['‹a `b` c›', '`` |a `b` c ``'],
    ['see ‹a\nb› here', 'see \n```\na\nb\n```|\n here'],
    ['‹a\n```\nb›', '````\na\n```\nb\n````|'],
  ])('makes %j into %j', (before, after) => {
    expect(shown(toggleCode(read(before)))).toBe(after);
  });
});

describe('a link', () => {
  it.each([
    ['see ‹the docs›', 'see [the docs](‹https://›)'],
    ['see |', 'see [|](https://)'],
    ['see ‹http://a.example›', 'see [|](http://a.example)'],
  ])('makes %j into %j', (before, after) => {
    expect(shown(makeLink(read(before)))).toBe(after);
  });

  it('with its address is done', () => {
    expect(shown(makeLink(read('see ‹the docs› now'), 'http://a.example'))).toBe(
      'see [the docs](http://a.example)| now',
    );
  });
});

describe('a list', () => {
  it.each([
    ['one\n‹two\nthree›\nfour', 'one\n‹- two\n- three›\nfour'],
    ['‹- two\n- three›', '‹two\nthree›'],
    ['‹- two\nthree›', '‹- two\n- three›'],
    ['wo|rd', '- word|'],
    ['|', '- |'],
  ])('makes %j into %j', (before, after) => {
    expect(shown(toggleLines(read(before), '- '))).toBe(after);
  });
});

describe('a new line', () => {
  it.each([
    ['- one|', '- one\n- |'],
    ['- one|two', '- one\n- |two'],
    ['9. nine|', '9. nine\n10. |'],
    ['- [x] done|', '- [x] done\n- [ ] |'],
    ['> said|', '> said\n> |'],
    ['  * deep|', '  * deep\n  * |'],
    ['- one\n- |', '- one\n|'],
  ])('makes %j into %j', (before, after) => {
    const edit = continueLine(read(before));
    expect(edit && shown(edit)).toBe(after);
  });

  it.each(['text|', '-no list|', '```\n- code|', '- ‹one›'])('is the usual one in %j', (before) => {
    expect(continueLine(read(before))).toBeNull();
  });
});

it('fences code with more backticks than are in it', () => {
  expect(fenced('a ``` b\n', 'js')).toBe('````js\na ``` b\n````');
});

it('knows whether a caret is in a block of code', () => {
  expect(isInFence('```\na')).toBe(true);
  expect(isInFence('```\na\n```\n')).toBe(false);
});

it('puts a text in place of the selection', () => {
  expect(shown(insert(read('a ‹b› c'), '👍'))).toBe('a 👍| c');
});
