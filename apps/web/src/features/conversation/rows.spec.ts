import type { MessageId, MessageView, UserId, WebhookId } from '@carillon/contracts';
import { describe, expect, it } from 'vitest';
import { aMessage } from '../../testing/factories';
import { firstNewSeq, placed, writtenOf, writtenOfUnsent, type NewSince } from './rows';
import { openTimeline, withUnsent } from './timeline';
import { dayLabel, dayOf } from './times';

const reader = 'reader' as UserId;
const nothingNew: NewSince = { afterSeq: 0, upToSeq: 0 };

const by = (name: string): MessageView['author'] => ({
  kind: 'member',
  userId: name as UserId,
  displayName: name,
  alias: name,
});
const byWebhook = (name: string): MessageView['author'] => ({
  kind: 'webhook',
  webhookId: 'hook' as WebhookId,
  name,
});

/** Messages in the order of the list, numbered from 1. Local time, so that day lines mean the reader's day. */
function timelineOf(...entries: [author: MessageView['author'], local: string][]) {
  const messages = entries.map(([author, local], index) =>
    aMessage({
      id: `m${String(index + 1)}` as MessageId,
      seq: index + 1,
      author,
      createdAt: new Date(local).toISOString(),
    }),
  );
  return openTimeline(messages.toReversed(), false);
}

/** What is drawn from top to bottom. */
function shapeOf(timeline: ReturnType<typeof timelineOf>, newSince = nothingNew): string[] {
  const firstNew = firstNewSeq(timeline.messages, timeline.hasOlder, reader, newSince);
  const lines = [
    ...timeline.messages.map((one) => ({
      kind: 'message',
      written: writtenOf(one),
      isNew: one.seq === firstNew,
    })),
    ...timeline.unsent.map((one) => ({
      kind: 'unsent',
      written: writtenOfUnsent(one, reader),
      isNew: false,
    })),
  ];
  return lines.flatMap(({ kind, written, isNew }, index) => {
    const { isFirstOfDay, isGrouped } = placed(lines[index - 1]?.written, written, isNew);
    return [isFirstOfDay && 'day', isNew && 'new', isGrouped ? `${kind} grouped` : kind].filter(
      (one) => one !== false,
    );
  });
}

describe('grouping', () => {
  it('puts messages of one author within 5 minutes under one name', () => {
    const timeline = timelineOf(
      [by('alice'), '2026-11-24T10:00:00'],
      [by('alice'), '2026-11-24T10:05:00'],
      [by('alice'), '2026-11-24T10:10:01'],
    );
    expect(shapeOf(timeline)).toEqual(['day', 'message', 'message grouped', 'message']);
  });

  it('starts anew with another author', () => {
    const timeline = timelineOf([by('alice'), '2026-11-24T10:00:00'], [by('bob'), '2026-11-24T10:00:01']);
    expect(shapeOf(timeline)).toEqual(['day', 'message', 'message']);
  });

  it('starts anew when a webhook was renamed', () => {
    const timeline = timelineOf(
      [byWebhook('Deploys'), '2026-11-24T10:00:00'],
      [byWebhook('Deploys'), '2026-11-24T10:00:01'],
      [byWebhook('Releases'), '2026-11-24T10:00:02'],
    );
    expect(shapeOf(timeline)).toEqual(['day', 'message', 'message grouped', 'message']);
  });

  it("puts what the reader is sending under the reader's last message", () => {
    const sent = timelineOf([by('reader'), '2026-11-24T10:00:00']);
    const timeline = withUnsent(sent, {
      clientRequestToken: 'a',
      content: 'Hello',
      attachments: [],
      writtenAt: new Date('2026-11-24T10:01:00').toISOString(),
      state: 'waiting',
    });
    expect(shapeOf(timeline)).toEqual(['day', 'message', 'unsent grouped']);
  });
});

describe('lines', () => {
  it('stand between days, and end a group', () => {
    const timeline = timelineOf([by('alice'), '2026-11-23T23:59:00'], [by('alice'), '2026-11-24T00:01:00']);
    expect(shapeOf(timeline)).toEqual(['day', 'message', 'day', 'message']);
  });

  it('stand above the first new message of somebody else, and end a group', () => {
    const timeline = timelineOf(
      [by('alice'), '2026-11-24T10:00:00'],
      [by('reader'), '2026-11-24T10:00:01'],
      [by('alice'), '2026-11-24T10:00:02'],
      [by('alice'), '2026-11-24T10:00:03'],
    );
    expect(shapeOf(timeline, { afterSeq: 1, upToSeq: 4 })).toEqual([
      'day',
      'message',
      'message',
      'new',
      'message',
      'message grouped',
    ]);
  });

  it('do not stand above what arrives while the reader is looking', () => {
    const timeline = timelineOf([by('alice'), '2026-11-24T10:00:00'], [by('alice'), '2026-11-24T10:00:01']);
    expect(shapeOf(timeline, { afterSeq: 1, upToSeq: 1 })).not.toContain('new');
  });
});

it('leaves the line out while the messages above the first new one are not on hand', () => {
  const { messages } = timelineOf([by('alice'), '2026-11-24T10:00:00'], [by('bob'), '2026-11-24T10:00:01']);
  expect(firstNewSeq(messages, true, reader, { afterSeq: 0, upToSeq: 2 })).toBeUndefined();
  expect(firstNewSeq(messages, false, reader, { afterSeq: 0, upToSeq: 2 })).toBe(1);
  expect(firstNewSeq(messages, true, reader, { afterSeq: 1, upToSeq: 2 })).toBe(2);
});

describe('a day line', () => {
  const today = dayOf(new Date('2026-01-01T12:00:00'));

  it.each([
    ['2026-01-01T00:00:01', /^Today$/],
    ['2025-12-31T23:59:59', /^Yesterday$/],
    ['2025-12-30T12:00:00', /2025/],
  ])('of %s says %s', (local, label) => {
    expect(dayLabel(new Date(local).toISOString(), today)).toMatch(label);
  });

  it('leaves the year out while it is this one', () => {
    const march = dayOf(new Date('2026-03-01T12:00:00'));
    expect(dayLabel(new Date('2026-01-01T12:00:00').toISOString(), march)).not.toMatch(/2026/);
  });
});
