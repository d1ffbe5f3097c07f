import type { MessageChanges, MessageId, MessageReaction, UserId } from '@carillon/contracts';
import { expect, it } from 'vitest';
import { aMessage } from '../../../testing/factories';
import { openTimeline } from '../timeline';
import { asShown, withoutPending, withPending, type PendingChange } from './pending';

const messageId = 'm1' as MessageId;
const me = { userId: 'reader' as UserId, displayName: 'Mary' };
const other = { userId: 'other' as UserId, displayName: 'John' };
const changes: MessageChanges = {
  number: 3,
  editedAt: null,
  deletedAt: null,
  isPinned: false,
  reactions: [],
};
const stored = (reactions: MessageReaction[] = []) =>
  openTimeline([aMessage({ id: messageId, content: 'stored', changes: { ...changes, reactions } })], false);
const reaction = (isMine: boolean, key = 'a'): PendingChange => ({
  key,
  messageId,
  kind: 'reaction',
  emoji: '🎉',
  isMine,
  person: me,
});
const shown = (timeline: ReturnType<typeof stored>, ...pending: PendingChange[]) =>
  asShown(pending.reduce(withPending, timeline)).messages[0];

it('an edit is shown at once, and as stored when it is refused', () => {
  const edit: PendingChange = { key: 'a', messageId, kind: 'content', content: 'new', at: 'now' };
  const timeline = withPending(stored(), edit);
  expect(asShown(timeline).messages[0]).toMatchObject({ content: 'new', changes: { editedAt: 'now' } });
  expect(asShown(withoutPending(timeline, 'a')).messages).toBe(timeline.messages);
});

it('a reaction is shown at once: a new one, one more, one less, and none', () => {
  const none = { emoji: '🎉', count: 1, isMine: true, people: [me] };
  expect(shown(stored(), reaction(true))?.changes?.reactions).toEqual([none]);
  const theirs = { emoji: '🎉', count: 1, isMine: false, people: [other] };
  const both = { emoji: '🎉', count: 2, isMine: true, people: [other, me] };
  expect(shown(stored([theirs]), reaction(true))?.changes?.reactions).toEqual([both]);
  expect(shown(stored([both]), reaction(false))?.changes?.reactions).toEqual([theirs]);
  expect(shown(stored([none]), reaction(false))?.changes?.reactions).toEqual([]);
  expect(shown(stored(), reaction(true), reaction(false, 'b'))?.changes?.reactions).toEqual([]);
});

it('a reaction that is stored already is counted once', () => {
  const mine = { emoji: '🎉', count: 2, isMine: true, people: [other, me] };
  expect(shown(stored([mine]), reaction(true))?.changes?.reactions).toEqual([mine]);
});

it('nothing is shown on a message that was deleted meanwhile', () => {
  const deleted = aMessage({ id: messageId, content: '', changes: { ...changes, deletedAt: 'now' } });
  expect(shown(openTimeline([deleted], false), reaction(true))).toBe(deleted);
});
