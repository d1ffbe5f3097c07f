import type { UserId } from '@carillon/contracts';
import { describe, expect, it } from 'vitest';
import { aMember } from '../../../testing/factories';
import { complete, suggestionsFor, triggerAt, type Suggestion, type Trigger } from './suggestions';

const reader = 'reader' as UserId;
const alice = aMember({ userId: 'alice' as UserId, displayName: 'Alice Liddell', alias: 'alice' });
const bob = aMember({ userId: 'bob' as UserId, displayName: 'Robert Liddell', alias: 'bob' });
const me = aMember({ userId: reader, displayName: 'Mary Major', alias: 'mary' });
const room = { members: [me, bob, alice], memberCount: 3, reader };

const atEnd = (text: string) => triggerAt(text, text.length);
const mention = (query: string): Trigger => ({ kind: 'mention', query, start: 0, end: query.length + 1 });
const offered = (query: string, change: Partial<typeof room> = {}) =>
  suggestionsFor(mention(query), { ...room, ...change }).map(({ insert }) => insert);

describe('a completion starts', () => {
  it.each([
    ['@', 'mention', ''],
    ['Hi @al', 'mention', 'al'],
    ['(@bob', 'mention', 'bob'],
    ['line\n@jo.ha', 'mention', 'jo.ha'],
    [':th', 'emoji', 'th'],
    ['ok :+1', 'emoji', '+1'],
  ])('at the end of %j', (text, kind, query) => {
    expect(atEnd(text)).toMatchObject({ kind, query, end: text.length });
  });

  it.each(['', 'mail@al', '@al ', ':t', '10:30', 'http://a', 'a:smile', '```\n@al'])(
    'not at the end of %j',
    (text) => {
      expect(atEnd(text)).toBeNull();
    },
  );

  it('at the caret, not at the end of the text', () => {
    expect(triggerAt('Hi @al and more', 6)).toMatchObject({ query: 'al', start: 3, end: 6 });
  });
});

describe('for a mention are offered', () => {
  it('all others of the room, then All and Present', () => {
    expect(offered('')).toEqual(['@alice', '@bob', '@All', '@Present']);
  });

  it('those whose alias begins so before those whose name does', () => {
    const boris = aMember({ userId: 'x' as UserId, displayName: 'Alan', alias: 'turing' });
    expect(offered('al', { members: [boris, alice] })).toEqual(['@alice', '@turing', '@All']);
  });

  it('members by their last name', () => {
    expect(offered('lid')).toEqual(['@alice', '@bob']);
  });

  it('no All and no Present above 50 members', () => {
    expect(offered('', { memberCount: 50 })).toContain('@All');
    expect(offered('', { memberCount: 51 })).not.toContain('@All');
  });
});

it('offers emoji by name', () => {
  const [first] = suggestionsFor({ kind: 'emoji', query: 'thumbsup', start: 0, end: 9 }, room);
  expect(first).toMatchObject({ kind: 'emoji', character: '👍', insert: '👍' });
});

describe('completing', () => {
  const suggestion: Suggestion = { kind: 'broadcast', id: 'All', insert: '@All', name: 'All', meaning: '' };

  it('puts a space behind and the caret after it', () => {
    expect(complete('Hi @a', { kind: 'mention', query: 'a', start: 3, end: 5 }, suggestion)).toEqual({
      text: 'Hi @All ',
      caret: 8,
    });
  });

  it('uses the space that is there', () => {
    expect(complete('Hi @a you', { kind: 'mention', query: 'a', start: 3, end: 5 }, suggestion)).toEqual({
      text: 'Hi @All you',
      caret: 8,
    });
  });
});
