import type { MessageChanges, MessageId, MessageReaction, MessageView } from '@carillon/contracts';
import type { Timeline } from '../timeline';

/** A change the reader made that the server has not answered yet. It is shown as if it had. */
export type PendingChange = { key: string; messageId: MessageId } & (
  | { kind: 'content'; content: string; at: string }
  | { kind: 'reaction'; emoji: string; isMine: boolean; person: MessageReaction['people'][number] }
  | { kind: 'pin'; isPinned: boolean }
);

export function withPending(timeline: Timeline, change: PendingChange): Timeline {
  return { ...timeline, pending: [...timeline.pending, change] };
}

export function withoutPending(timeline: Timeline, key: string): Timeline {
  return { ...timeline, pending: timeline.pending.filter((change) => change.key !== key) };
}

/** The timeline as it is shown. What is refused is simply no longer pending, and shown as it is stored. */
export function asShown(timeline: Timeline): Timeline {
  if (timeline.pending.length === 0) return timeline;
  const ids = new Set(timeline.pending.map(({ messageId }) => messageId));
  const messages = timeline.messages.map((message) =>
    ids.has(message.id)
      ? timeline.pending.filter(({ messageId }) => messageId === message.id).reduce(applied, message)
      : message,
  );
  return { ...timeline, messages };
}

const unchanged: MessageChanges = {
  number: 0,
  editedAt: null,
  deletedAt: null,
  isPinned: false,
  reactions: [],
};

function applied(message: MessageView, change: PendingChange): MessageView {
  const changes = message.changes ?? unchanged;
  if (changes.deletedAt !== null) return message;
  switch (change.kind) {
    case 'content':
      return { ...message, content: change.content, changes: { ...changes, editedAt: change.at } };
    case 'pin':
      return { ...message, changes: { ...changes, isPinned: change.isPinned } };
    case 'reaction':
      return { ...message, changes: { ...changes, reactions: reacted(changes.reactions, change) } };
  }
}

function reacted(
  reactions: MessageReaction[],
  { emoji, isMine, person }: Extract<PendingChange, { kind: 'reaction' }>,
): MessageReaction[] {
  const found = reactions.find((reaction) => reaction.emoji === emoji);
  if ((found?.isMine ?? false) === isMine) return reactions;
  if (!found) return [...reactions, { emoji, count: 1, isMine, people: [person] }];
  const others = found.people.filter(({ userId }) => userId !== person.userId);
  const people = isMine ? [...others, person] : others;
  const changed = { ...found, isMine, people, count: found.count + (isMine ? 1 : -1) };
  return reactions.flatMap((reaction) => {
    if (reaction !== found) return [reaction];
    return changed.count > 0 ? [changed] : [];
  });
}
