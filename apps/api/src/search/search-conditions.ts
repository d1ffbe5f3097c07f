import type { RoomId, SearchQuery, UserId, WebhookId } from '@carillon/contracts';
import { spanOf, type TimeSpan } from './days.js';
import { authorMark, fileMark, linkMark, roomMark } from './marks.js';
import type { Choice, SearchedRoom } from './search-scope.js';
import { textQuery, type Term } from './text-query.js';

/** What a message must be to be found. */
export type SearchConditions = {
  userId: UserId;
  /** Rooms of the reader that are searched; the statement asks for the memberships all the same. */
  rooms: RoomId[];
  /** A `tsquery` literal; null where anything goes. */
  words: string | null;
  authors: Choice<UserId | WebhookId>;
  /** From this moment on. */
  from: Date | null;
  /** Up to, without, this moment. */
  until: Date | null;
};

/** More rooms in one question to the index cost more than they spare. */
const maxRoomMarks = 64;

export function searchConditions(
  userId: UserId,
  query: SearchQuery,
  terms: readonly Term[],
  rooms: readonly SearchedRoom[],
  chosenRooms: Choice<RoomId>,
  authors: Choice<UserId | WebhookId>,
  { timeZone, now }: { timeZone: string; now: Date },
): SearchConditions {
  const searched = rooms.filter(
    ({ id }) => (chosenRooms.only?.includes(id) ?? true) && !chosenRooms.not.includes(id),
  );
  const marks = [
    searched.length <= maxRoomMarks ? searched.map(({ id }) => roomMark(id)) : [],
    (authors.only ?? []).map(authorMark),
    ...query.has.filter(({ isExcluded }) => !isExcluded).map(({ what }) => [markOf(what)]),
  ];
  const without = query.has
    .filter(({ isExcluded }) => isExcluded)
    .map(({ what }): Term => ({ words: [markOf(what)], isExcluded: true, isPrefix: false }));
  const { start, end } = timeOf(query, timeZone, now);
  return {
    userId,
    rooms: searched.map(({ id }) => id),
    words: textQuery([...terms, ...without], marks),
    authors,
    from: start,
    until: earliest([end, justAfterLast(searched)]),
  };
}

function markOf(what: 'link' | 'file'): string {
  return what === 'link' ? linkMark : fileMark;
}

/** `after:` a day means from its end on, `before:` up to its beginning. */
function timeOf(query: SearchQuery, timeZone: string, now: Date): Record<keyof TimeSpan, Date | null> {
  const span = (text: string | null) => (text === null ? null : spanOf(text, timeZone, now));
  const [on, after, before] = [span(query.on), span(query.after), span(query.before)];
  return {
    start: latest([on?.start ?? null, after?.end ?? null]),
    end: earliest([on?.end ?? null, before?.start ?? null]),
  };
}

/** Nothing is newer than the last message of the rooms: a search in rooms that fell silent begins there. */
function justAfterLast(rooms: readonly SearchedRoom[]): Date {
  const last = Math.max(0, ...rooms.map(({ lastMessageAt }) => lastMessageAt?.getTime() ?? 0));
  return new Date(last + 1);
}

function earliest(moments: readonly (Date | null)[]): Date | null {
  const times = moments.flatMap((moment) => (moment === null ? [] : [moment.getTime()]));
  return times.length === 0 ? null : new Date(Math.min(...times));
}

function latest(moments: readonly (Date | null)[]): Date | null {
  const times = moments.flatMap((moment) => (moment === null ? [] : [moment.getTime()]));
  return times.length === 0 ? null : new Date(Math.max(...times));
}
