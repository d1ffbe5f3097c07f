import { parseSearchQuery, type FoundMessage, type FoundMessagePage } from '@carillon/contracts';
import type { SearchQuery } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import type { Identity } from '../identity/identity.js';
import { presentMessage, type MessageRow } from '../messages/message.presenter.js';
import { Clock } from '../platform/clock.js';
import { Transactions } from '../platform/database/transaction.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { isTimeZone } from './days.js';
import { excerptOf, type Excerpt } from './excerpt.js';
import { MessageSearch, SearchTooSlow, type Found } from './message-search.js';
import { searchConditions, type SearchConditions } from './search-conditions.js';
import { cursorOf, placeOf, type Place } from './search-cursor.js';
import { chooseAuthors, chooseRooms, roomsOf } from './search-scope.js';
import { SearchThrottle } from './search-throttle.js';
import { termOf, type Term } from './text-query.js';

export type SearchRequest = { q: string; timeZone: string; cursor?: string | undefined; limit: number };

/** What members look for in the messages of their rooms. */
@Injectable()
export class SearchService {
  constructor(
    private readonly transactions: Transactions,
    private readonly search: MessageSearch,
    private readonly throttle: SearchThrottle,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError SEARCH_INVALID, SEARCH_ROOM_UNKNOWN, SEARCH_AUTHOR_UNKNOWN, SEARCH_TOO_SLOW,
   * TOO_MANY_SEARCHES, SERVICE_UNAVAILABLE
   */
  async find(me: Identity, { q, timeZone, cursor, limit }: SearchRequest): Promise<FoundMessagePage> {
    const query = readQuery(q);
    const terms = termsOf(query);
    const after = cursor === undefined ? null : readCursor(cursor);
    if (!isTimeZone(timeZone)) throw invalid(`there is no time zone "${timeZone}".`);
    return this.throttle.admit(me.user.id, async () => {
      const conditions = await this.conditions(me, query, terms, timeZone);
      const found = await this.findInTime(conditions, after, limit + 1);
      return pageOf(found, limit, await this.present(me, found.hits.slice(0, limit), terms));
    });
  }

  private async conditions(
    me: Identity,
    query: SearchQuery,
    terms: readonly Term[],
    timeZone: string,
  ): Promise<SearchConditions> {
    const { rows } = this.transactions;
    const rooms = await roomsOf(rows, me);
    const chosen = chooseRooms(rooms, query.in);
    const authors = await chooseAuthors(rows, me, rooms, query.from);
    return searchConditions(me.user.id, query, terms, rooms, chosen, authors, {
      timeZone,
      now: this.clock.now(),
    });
  }

  private async findInTime(
    conditions: SearchConditions,
    after: Place | null,
    wanted: number,
  ): Promise<Found> {
    if (conditions.rooms.length === 0) return { hits: [], reached: null };
    try {
      return await this.search.find(conditions, after, wanted);
    } catch (error) {
      if (error instanceof SearchTooSlow) throw new DomainError('SEARCH_TOO_SLOW', { cause: error });
      throw error;
    }
  }

  /** What was deleted since its words were found is left out, and so is what one may not read any more. */
  private async present(
    { user }: Identity,
    places: readonly Place[],
    terms: readonly Term[],
  ): Promise<FoundMessage[]> {
    if (places.length === 0) return [];
    const found = await this.transactions.rows.query<
      (MessageRow & { room_name: string; file_names: string | null })[]
    >(
      `select m.id, m.room_id, m.seq, m.content, m.format, m.mentions, m.client_request_token, m.created_at,
              m.user_id, u.display_name, u.alias, m.webhook_id, w.name as webhook_name,
              null as change_number, null as edited_at, null as deleted_at, null as pinned_at, r.name as room_name,
              (select string_agg(name, ', ' order by position) from attachments where message_id = m.id) as file_names
         from unnest($1::uuid[], $2::int[]) with ordinality as place (room_id, seq, number)
         join messages m on m.room_id = place.room_id and m.seq = place.seq
         join memberships mine on mine.room_id = m.room_id and mine.user_id = $3
         join rooms r on r.id = m.room_id
         left join message_changes c on c.room_id = m.room_id and c.seq = m.seq
         left join users u on u.id = m.user_id
         left join webhooks w on w.id = m.webhook_id
        where c.deleted_at is null
        order by place.number`,
      [places.map(({ roomId }) => roomId), places.map(({ seq }) => seq), user.id],
    );
    return found.map((row) => {
      const { id, seq, author, createdAt } = presentMessage(row, []);
      const room = { id: row.room_id, name: row.room_name };
      return { id, room, seq, author, createdAt, excerpt: shownOf(row, terms) };
    });
  }
}

/** What was found in the names of files is shown by them, and so is a message that is nothing but files. */
function shownOf(
  {
    content,
    format,
    file_names: names,
  }: Pick<MessageRow, 'content' | 'format'> & { file_names: string | null },
  terms: readonly Term[],
): Excerpt {
  const shown = excerptOf(content, format, terms);
  if (names === null || shown.matches.length > 0) return shown;
  const named = excerptOf(names, 'plain', terms);
  return shown.text === '' || named.matches.length > 0 ? named : shown;
}

function readQuery(line: string): SearchQuery {
  const parsed = parseSearchQuery(line);
  if (!parsed.isValid) throw invalid(parsed.problem);
  return parsed.query;
}

/** What has neither letter nor digit is passed over, as long as anything else is asked for. */
function termsOf({ texts, from, in: rooms, has, on, after, before }: SearchQuery): Term[] {
  const terms = texts.flatMap((text) => termOf(text) ?? []);
  const asked = [...terms, ...from, ...rooms, ...has].some(({ isExcluded }) => !isExcluded);
  if (!asked && on === null && after === null && before === null)
    throw invalid('it has no letter and no digit to look for.');
  return terms;
}

function readCursor(cursor: string): Place {
  const place = placeOf(cursor);
  if (place === undefined) throw invalid('the cursor is not one that an earlier page gave.');
  return place;
}

function invalid(problem: string): DomainError {
  return new DomainError('SEARCH_INVALID', { values: { problem } });
}

function pageOf({ hits, reached }: Found, limit: number, items: FoundMessage[]): FoundMessagePage {
  const last = hits[limit - 1];
  if (hits.length > limit && last !== undefined)
    return { items, nextCursor: cursorOf(last), searchedBackTo: null };
  if (reached === null) return { items, nextCursor: null, searchedBackTo: null };
  return { items, nextCursor: cursorOf(reached), searchedBackTo: reached.createdAt.toISOString() };
}
