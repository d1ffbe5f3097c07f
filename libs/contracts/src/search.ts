import { z } from 'zod';
import { messageId, roomId } from './ids.js';
import { limits } from './limits.js';
import { messageAuthor } from './messages.js';
import { pageOf } from './pages.js';

const { maxQueryLength, maxPageSize, defaultPageSize, maxCursorLength, maxTimeZoneLength } = limits.search;

export const messageSearch = z.object({
  q: z
    .string()
    .max(maxQueryLength, `must be at most ${String(maxQueryLength)} characters long`)
    .describe(
      'Words, "phrases", -word, word*, from:alias, from:"webhook name", from:me, in:"room name", in:<room id>, on:, after:, before: (2026, 2026-03, 2026-03-01, today, yesterday), has:link, has:file',
    ),
  timeZone: z
    .string()
    .max(maxTimeZoneLength, `must be at most ${String(maxTimeZoneLength)} characters long`)
    .default('UTC')
    .describe('Whose days are meant: an IANA name such as Europe/Berlin'),
  cursor: z
    .string()
    .max(maxCursorLength, `must be at most ${String(maxCursorLength)} characters long`)
    .optional()
    .describe('The nextCursor of the page before'),
  limit: z.coerce.number().int().min(1).max(maxPageSize).default(defaultPageSize),
});

/** A part of a text, by UTF-16 code units: from `start` up to, without, `end`. */
const matchRange = z.object({ start: z.int(), end: z.int() }).meta({ id: 'MatchRange' });
export type MatchRange = z.infer<typeof matchRange>;

export const foundMessage = z
  .object({
    id: messageId,
    room: z.object({ id: roomId, name: z.string() }),
    seq: z.int(),
    author: messageAuthor,
    createdAt: z.iso.datetime(),
    excerpt: z
      .object({ text: z.string().describe('Plain text, one line'), matches: z.array(matchRange) })
      .describe('The part of the message around the first match'),
  })
  .meta({ id: 'FoundMessage' });
export type FoundMessage = z.infer<typeof foundMessage>;

export const foundMessagePage = pageOf(foundMessage)
  .extend({
    searchedBackTo: z.iso
      .datetime()
      .nullable()
      .describe('Where time ran out before the page was full: there may be older ones behind the cursor'),
  })
  .meta({ id: 'FoundMessagePage' });
export type FoundMessagePage = z.infer<typeof foundMessagePage>;
