import { limits, type FoundPerson, type UserId } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../platform/database/transaction.js';

/**
 * Whom one can talk to: everybody who has an account here that is in use. An e-mail address is told to nobody, but
 * whoever knows it finds its owner by the whole of it.
 */
@Injectable()
export class PeopleSearchService {
  constructor(private readonly transactions: Transactions) {}

  /** By the beginnings of words in names and aliases, in the order of names; the first 20. */
  async find(search: string): Promise<FoundPerson[]> {
    const text = search.replaceAll('\0', '');
    const found = await this.transactions.rows.query<Row[]>(text === '' ? everybody : byWords, [
      limits.conversations.maxFound,
      ...(text === '' ? [] : [text, text.toLowerCase()]),
    ]);
    return found.map((row) => ({ userId: row.id, displayName: row.display_name, alias: row.alias }));
  }
}

type Row = { id: UserId; display_name: string; alias: string };

const everybody = `
  select id, display_name, alias from users where deactivated_at is null order by display_name, id limit $1`;

const byWords = `
  select id, display_name, alias from users
   where (array_to_tsvector(name_words(display_name || ' ' || alias)) @@ name_query($2) or email = $3)
     and deactivated_at is null
   order by display_name, id limit $1`;
