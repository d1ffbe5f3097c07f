import type { MessageChanges, MessageId, MessageReaction, MessageView, UserId } from '@carillon/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aMessage } from '../../../testing/factories';
import { openTimeline, withNewer, type Timeline } from '../timeline';
import { caughtUp, cursorAt, doubted, heardOf, lacksChanges, withPageAt } from './change-cursor';
import { withAnswered, withChanged, withReaction } from './changes';

const reader = 'reader' as UserId;
const id = 'm1' as MessageId;
const party = (change: Partial<MessageReaction> = {}): MessageReaction => ({
  emoji: '🎉',
  count: 1,
  isMine: false,
  people: [],
  ...change,
});
const view = (number: number, content: string, change: Partial<MessageChanges> = {}): MessageView =>
  aMessage({
    id,
    content,
    changes: { number, editedAt: null, deletedAt: null, isPinned: false, reactions: [], ...change },
  });
const reacted = (number: number, userId: string, isAdded: boolean, reactions: MessageReaction[]) => {
  const { roomId, seq, changes } = view(number, '', { reactions });
  return { id, roomId, seq, changes: changes!, emoji: '🎉', userId: userId as UserId, isAdded };
};
const held = (timeline: Timeline) => timeline.messages[0]!;
const opened = (message = aMessage({ id, content: 'posted' })) => openTimeline([message], false);

describe('a changed message', () => {
  it('takes the place of the one on hand, and is not undone by an older event or the same one again', () => {
    const second = withChanged(opened(), view(2, 'second'));
    expect(held(second).content).toBe('second');
    for (const late of [view(1, 'first'), view(2, 'other')])
      expect(held(withChanged(second, late))).toBe(held(second));
  });

  it('is shown as it is now where it is heard of as changed before it was posted', () => {
    const edited = { ...view(1, 'edited'), seq: 2 };
    const posted = aMessage({ id, seq: 2, content: 'posted' });
    expect(withNewer(withChanged(opened(), edited), [posted]).messages[1]).toBe(edited);
    // Beyond a gap it waits, and the one posted does not take its place.
    const ahead = withChanged(opened(), { ...edited, seq: 3 });
    const both = withNewer(ahead, [{ ...posted, seq: 3 }, posted]);
    expect(both.messages.map(({ content }) => content)).toEqual(['posted', 'posted', 'edited']);
  });

  it('that is reacted to before it is here is asked for', () => {
    const early = withReaction(opened(), { ...reacted(1, 'other', true, [party()]), seq: 2 }, reader);
    expect([early.cursor.known, lacksChanges(early.cursor)]).toEqual([0, true]);
  });

  it('that is not on hand only moves the cursor', () => {
    const timeline = { ...opened(), hasNewer: true };
    const changed = withChanged(timeline, { ...view(1, 'x'), seq: 7 });
    expect(changed.messages).toBe(timeline.messages);
    expect(changed.cursor.known).toBe(1);
  });

  it('keeps which reactions are mine, of which events know nothing', () => {
    const mine = opened(view(1, 'a', { reactions: [party({ isMine: true })] }));
    const edited = withChanged(mine, view(2, 'b', { reactions: [party()] }));
    expect(held(edited)).toMatchObject({ content: 'b', changes: { reactions: [{ isMine: true }] } });
  });

  it("becomes mine by my own reaction on another device, and stays nobody else's", () => {
    const theirs = withReaction(opened(), reacted(1, 'other', true, [party()]), reader);
    expect(held(theirs).changes?.reactions).toEqual([party()]);
    const both = withReaction(theirs, reacted(2, 'reader', true, [party({ count: 2 })]), reader);
    expect(held(both).changes?.reactions).toEqual([party({ count: 2, isMine: true })]);
    const again = withReaction(both, reacted(3, 'other', false, [party()]), reader);
    expect(held(again).changes?.reactions).toEqual([party({ isMine: true })]);
    const gone = withReaction(again, reacted(4, 'reader', false, []), reader);
    expect(held(gone).changes?.reactions).toEqual([]);
  });

  it("of the server's answer wins over an event of the same number, not over a newer one", () => {
    const told = withChanged(opened(), view(2, 'b', { reactions: [party()] }));
    const answered = withAnswered(told, [view(2, 'b', { reactions: [party({ isMine: true })] })]);
    expect(held(answered).changes?.reactions).toEqual([party({ isMine: true })]);
    expect(held(withAnswered(answered, [view(1, 'a')]))).toBe(held(answered));
  });
});

describe('the cursor', () => {
  it('moves on with each next change, and lacks some after a gap until it has caught up', () => {
    const next = heardOf(cursorAt(3), 4);
    expect([next.known, lacksChanges(next)]).toEqual([4, false]);
    const gap = heardOf(next, 6);
    expect([gap.known, lacksChanges(gap)]).toEqual([4, true]);
    expect(lacksChanges(caughtUp(gap, gap, 6))).toBe(false);
  });

  it('lacks what was heard of while it was asked', () => {
    const asked = heardOf(cursorAt(0), 2);
    const meanwhile = heardOf(asked, 5);
    expect(lacksChanges(caughtUp(meanwhile, asked, 2))).toBe(true);
  });

  it('lacks what a page may not show that was read before a change', () => {
    const cursor = withPageAt(heardOf(cursorAt(4), 5), 4);
    expect([cursor.known, lacksChanges(cursor)]).toEqual([4, true]);
    // What was asked for behind 5 does not cover that page.
    expect(lacksChanges(caughtUp(cursor, cursorAt(5), 5))).toBe(true);
  });

  it('is in doubt after a connection until somebody has asked since', () => {
    const before = cursorAt(3);
    const doubting = doubted(before);
    expect(lacksChanges(doubting)).toBe(true);
    expect(lacksChanges(caughtUp(doubting, before, 3))).toBe(true);
    expect(lacksChanges(caughtUp(doubting, doubting, 3))).toBe(false);
  });
});

it('whatever is lost, doubled and reordered, catching up shows what is stored', () => {
  const count = 12;
  const versions = Array.from({ length: count }, (_, index) => view(index + 1, `text ${String(index + 1)}`));
  const event = fc.integer({ min: 0, max: count - 1 });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (order) => {
      const heard = order.reduce((timeline, index) => withChanged(timeline, versions[index]!), opened());
      const newest = Math.max(0, ...order.map((index) => index + 1));
      expect(held(heard).changes?.number ?? 0).toBe(newest);
      const asked = doubted(heard.cursor);
      const stored = withAnswered({ ...heard, cursor: asked }, [versions[count - 1]!]);
      expect(held(stored).content).toBe(`text ${String(count)}`);
      expect(lacksChanges(caughtUp(stored.cursor, asked, count))).toBe(false);
    }),
  );
});
