import { setTimeout as delay } from 'node:timers/promises';
import type { MessageId, MessageMentions } from '@carillon/contracts';
import { uuidArray } from '../platform/database/binary-arrays.js';
import { isDatabaseOutage } from '../platform/database/outage.js';
import type { PostingConnections } from '../platform/database/posting-connections.js';
import type { MessageDraft, WriteOutcome } from './message-draft.js';

type Stored = Extract<WriteOutcome, { kind: 'stored' }>;
type Row = { id: MessageId; seq: number; mentions: MessageMentions | null };

/** How often the database is asked again while it is away. Unit: milliseconds. */
const askEveryMs = 100;
/** A database that is away for longer is not asked on. Unit: milliseconds. */
const askForMs = 60_000;

/** The database's words for ending a connection, which may be its last words after a commit. */
const lastWords = new Set(['57P01', '57P02']);
/** What says that the statement was never sent. */
const neverSent = /ECONNREFUSED|ENOENT|timeout exceeded when trying to connect|Cannot use a pool/;

/** Whether a statement may have been committed although nobody said so. */
export function isAnswerLost(error: unknown): boolean {
  if (!(error instanceof Error) || !isDatabaseOutage(error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  // Everything else that the database itself says, it says of a statement that it undid.
  const isFromDatabase = /^[0-9A-Z]{5}$/.test(code) && 'severity' in error;
  return isFromDatabase ? lastWords.has(code) : !neverSent.test(`${code} ${error.message}`);
}

/** Finds out what became of drafts whose connection broke before the database's answer came. */
export class LostAnswers {
  constructor(private readonly connections: PostingConnections) {}

  /** The stored ones of these drafts; undefined if the database does not come back. */
  async find(drafts: readonly MessageDraft[]): Promise<Map<MessageId, Stored> | undefined> {
    const giveUpAt = performance.now() + askForMs;
    while (performance.now() < giveUpAt) {
      try {
        return await this.ask(drafts);
      } catch (error) {
        if (!isDatabaseOutage(error)) throw error;
        await delay(askEveryMs, undefined, { ref: false });
      }
    }
    return undefined;
  }

  /** The statement in question holds the rooms: once they are free it has ended, one way or the other. */
  private async ask(drafts: readonly MessageDraft[]): Promise<Map<MessageId, Stored>> {
    const rooms = [...new Set(drafts.map(({ roomId }) => roomId))];
    await this.connections.query({
      text: 'select from rooms where id = any($1) order by id for no key update',
      values: [uuidArray(rooms)],
    });
    const rows = await this.connections.query<Row>({
      text: 'select id, seq, mentions from messages where id = any($1)',
      values: [uuidArray(drafts.map(({ id }) => id))],
    });
    return new Map(
      rows.map(({ id, seq, mentions }) => [
        id,
        { kind: 'stored', seq, members: mentions?.members ?? [], dueInMs: null },
      ]),
    );
  }
}
