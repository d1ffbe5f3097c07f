import type { Page, PersonView, UserId } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { ILike, MoreThan } from 'typeorm';
import { pageFrom } from '../platform/database/page.js';
import { Transactions } from '../platform/database/transaction.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { presentPerson } from './account.presenter.js';
import type { Identity } from './identity.js';
import { UserEntity } from './user.entity.js';

type DirectoryQuery = { search?: string | undefined; cursor?: string | undefined; limit: number };

/** Every account of the server, for its owner. */
@Injectable()
export class DirectoryService {
  constructor(private readonly transactions: Transactions) {}

  /** In the order of signing up. @throws DomainError NOT_OWNER */
  async list(me: Identity, { search, cursor, limit }: DirectoryQuery): Promise<Page<PersonView>> {
    requireOwner(me);
    // The cursor is the id the page before ended with.
    const behind = cursor === undefined ? {} : { id: MoreThan(cursor as UserId) };
    const users = await this.transactions.rows.find(UserEntity, {
      where:
        search === undefined || search === ''
          ? behind
          : anyNameLike(search).map((name) => ({ ...behind, ...name })),
      order: { id: 'ASC' },
      take: limit + 1,
    });
    return pageFrom(users.map(presentPerson), limit, (person) => person.userId);
  }
}

/** @throws DomainError NOT_OWNER */
export function requireOwner({ user }: Identity): void {
  if (!user.isOwner) throw new DomainError('NOT_OWNER');
}

function anyNameLike(search: string) {
  const pattern = ILike(`%${search.replaceAll('\0', '').replace(/[\\%_]/g, '\\$&')}%`);
  return [{ displayName: pattern }, { alias: pattern }, { email: pattern }];
}
