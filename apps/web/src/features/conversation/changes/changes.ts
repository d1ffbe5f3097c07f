import type { MessageReaction, MessageView, ReactionChange, UserId } from '@carillon/contracts';
import { newestSeq, withNewer, type Timeline } from '../timeline';
import { changeOf, heardOf } from './change-cursor';

/** Takes in an event, which is the same for everybody: it says nothing about which reactions are the reader's. */
export function withChanged(timeline: Timeline, message: MessageView): Timeline {
  const changed = isYetToCome(timeline, message)
    ? withNewer(timeline, [message])
    : replaced(timeline, message.seq, (held) =>
        changeOf(message) > changeOf(held) ? keepingMine(message, held) : held,
      );
  return { ...changed, cursor: heardOf(timeline.cursor, changeOf(message)) };
}

/** Takes in that someone reacted, on whichever device. */
export function withReaction(timeline: Timeline, event: ReactionChange, reader: UserId): Timeline {
  const { changes, emoji, userId, isAdded } = event;
  // It does not bring the message along: that is asked for, as after a gap.
  if (isYetToCome(timeline, event))
    return {
      ...timeline,
      cursor: { ...timeline.cursor, heard: Math.max(timeline.cursor.heard, changes.number) },
    };
  const changed = replaced(timeline, event.seq, (held) => {
    if (changes.number <= changeOf(held)) return held;
    const isOfReader = (reaction: MessageReaction) => userId === reader && reaction.emoji === emoji;
    const message = keepingMine({ ...held, changes }, held);
    const reactions = message.changes?.reactions.map((reaction) =>
      isOfReader(reaction) ? { ...reaction, isMine: isAdded } : reaction,
    );
    return { ...message, changes: { ...changes, reactions: reactions ?? [] } };
  });
  return { ...changed, cursor: heardOf(timeline.cursor, changes.number) };
}

/** Takes in messages as the server shows them to this reader, which knows better than an event of the same number. */
export function withAnswered(timeline: Timeline, messages: readonly MessageView[]): Timeline {
  return messages.reduce<Timeline>(
    (current, message) =>
      isYetToCome(current, message)
        ? withNewer(current, [message])
        : replaced(current, message.seq, (held) => (changeOf(message) >= changeOf(held) ? message : held)),
    timeline,
  );
}

/** Messages that come quickly are taken in several at a time, so that one may be heard of as changed before it is here. */
function isYetToCome(timeline: Timeline, { seq }: Pick<MessageView, 'seq'>): boolean {
  return !timeline.hasNewer && seq > newestSeq(timeline);
}

function keepingMine(message: MessageView, held: MessageView): MessageView {
  const mine = new Set(held.changes?.reactions.flatMap(({ emoji, isMine }) => (isMine ? [emoji] : [])));
  if (message.changes === undefined || mine.size === 0) return message;
  const reactions = message.changes.reactions.map((reaction) => ({
    ...reaction,
    isMine: mine.has(reaction.emoji),
  }));
  return { ...message, changes: { ...message.changes, reactions } };
}

function replaced(timeline: Timeline, seq: number, change: (held: MessageView) => MessageView): Timeline {
  const messages = replacedIn(timeline.messages, seq, change);
  const ahead = replacedIn(timeline.ahead, seq, change);
  if (messages === timeline.messages && ahead === timeline.ahead) return timeline;
  return { ...timeline, messages, ahead };
}

/** The same list where nothing changes, so that nothing is drawn again. */
function replacedIn(
  messages: readonly MessageView[],
  seq: number,
  change: (held: MessageView) => MessageView,
): readonly MessageView[] {
  const index = messages.findIndex((message) => message.seq === seq);
  const held = messages[index];
  const changed = held && change(held);
  return !changed || changed === held ? messages : messages.with(index, changed);
}
