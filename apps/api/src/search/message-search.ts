import { limits } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../platform/database/transaction.js';
import type { SearchConditions } from './search-conditions.js';
import type { Place } from './search-cursor.js';
import {
  endOfPieceStatement,
  fewStatement,
  lowestId,
  maxMatchesAtOnce,
  newestLookedAt,
  newestStatement,
  pieceStatement,
  type Answer,
  type HitRow,
  type Statement,
} from './search-statements.js';

/** Messages in the pieces of time behind one another; the last piece is all the rest. */
const pieces = [20_000, 200_000, null] as const;
/** What asking the index of words may take of the time that is left, so that another way remains. */
const shareOfIndex = 0.6;
/** SQLSTATE of a statement that took too long. */
const queryCanceled = '57014';
/** With less time than this left, nothing is begun. Unit: milliseconds. */
const minStepMs = 10;

/** Newest first. `reached` is where the search has come to; null where nothing older is left. */
export type Found = { hits: Place[]; reached: Place | null };

/** Not even the newest messages could be looked at in time. */
export class SearchTooSlow extends Error {
  override readonly name = 'SearchTooSlow';
}

/**
 * Finds the newest messages with certain words. No index gives words in the order of time, so this goes in steps:
 *
 * 1. the newest messages, one by one: a common word fills a page from them;
 * 2. all matches by the index of words, if they are few: a rare word;
 * 3. pieces of time, each ten times the one before: what lies between.
 *
 * When time runs out, what was found is answered together with the place to go on from.
 */
@Injectable()
export class MessageSearch {
  constructor(private readonly transactions: Transactions) {}

  /** @throws SearchTooSlow */
  async find(conditions: SearchConditions, after: Place | null, wanted: number): Promise<Found> {
    const deadline = performance.now() + limits.search.maxDatabaseMs;
    const start = after ?? { createdAt: conditions.until ?? new Date(), roomId: lowestId, seq: 0 };
    const answer = await this.ask(newestStatement(conditions, start, wanted), timeLeft(deadline));
    if (answer === null) throw new SearchTooSlow();
    const newest = foundIn(answer, wanted, isLast(answer, conditions.from) ? null : placeOf(answer.last));
    if (newest.reached === null || newest.hits.length >= wanted) return newest;
    const rest = await this.older(conditions, newest.reached, wanted - newest.hits.length, deadline);
    return { hits: [...newest.hits, ...rest.hits], reached: rest.reached };
  }

  private async older(conditions: SearchConditions, start: Place, wanted: number, deadline: number) {
    const few = await this.ask(fewStatement(conditions, start, wanted), timeLeft(deadline) * shareOfIndex);
    if (few !== null && few.looked < maxMatchesAtOnce) return foundIn(few, wanted, null);
    const found: Found = { hits: [], reached: start };
    for (const size of pieces) {
      const piece = await this.piece(
        conditions,
        found.reached ?? start,
        size,
        wanted - found.hits.length,
        deadline,
      );
      if (piece === null) break;
      found.hits.push(...piece.hits);
      found.reached = piece.reached;
      if (piece.reached === null || found.hits.length >= wanted) break;
    }
    return found;
  }

  private async piece(
    conditions: SearchConditions,
    start: Place,
    size: number | null,
    wanted: number,
    deadline: number,
  ): Promise<Found | null> {
    const end = size === null ? null : await this.endOfPiece(conditions, start, size, deadline);
    if (end === undefined) return null;
    const answer = await this.ask(pieceStatement(conditions, start, end, wanted), timeLeft(deadline));
    if (answer === null) return null;
    return foundIn(answer, wanted, end === null ? null : { createdAt: end, roomId: lowestId, seq: 0 });
  }

  /** Null where the piece holds all the rest; undefined where time ran out. */
  private async endOfPiece(
    { from }: SearchConditions,
    start: Place,
    size: number,
    deadline: number,
  ): Promise<Date | null | undefined> {
    const rows = await this.inTime<{ created_at: Date }>(
      endOfPieceStatement(start, size),
      timeLeft(deadline),
    );
    if (rows === null) return undefined;
    const end = rows[0]?.created_at ?? null;
    return end !== null && from !== null && end < from ? null : end;
  }

  private async ask(statement: Statement, maxMs: number): Promise<Answer | null> {
    const rows = await this.inTime<Answer>(statement, maxMs);
    return rows?.[0] ?? null;
  }

  /** The rows; null if that took longer than `maxMs`. */
  private async inTime<Row>({ text, values }: Statement, maxMs: number): Promise<Row[] | null> {
    if (maxMs < minStepMs) return null;
    try {
      return await this.transactions.run(async ({ rows }) => {
        await rows.query("select set_config('statement_timeout', $1, true)", [String(Math.floor(maxMs))]);
        return rows.query<Row[]>(text, values);
      });
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === queryCanceled) return null;
      throw error;
    }
  }
}

function timeLeft(deadline: number): number {
  return deadline - performance.now();
}

/** Whether nothing older is left that one may ask for. */
function isLast({ looked, last }: Answer, from: Date | null): boolean {
  return looked < newestLookedAt || (last !== null && from !== null && last.at < from.getTime());
}

/** A page that is full has come to its last hit. */
function foundIn({ hits }: Answer, wanted: number, reached: Place | null): Found {
  const places = hits.flatMap((row) => placeOf(row) ?? []);
  return { hits: places, reached: places.length >= wanted ? (places.at(-1) ?? null) : reached };
}

function placeOf(row: HitRow | null): Place | null {
  return row === null ? null : { createdAt: new Date(row.at), roomId: row.room, seq: row.seq };
}
