import type { RoomId, UserId } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DomainError } from '../platform/errors/domain-error.js';
import { MembershipEntity } from './membership.entity.js';
import type { RoomEntity } from './room.entity.js';

/** A room someone may be in, with their own part in it. */
export type EnteredRoom = { room: RoomEntity; membership: MembershipEntity };

/**
 * The only door to a room. Whoever reads or changes anything of a room on behalf of a person comes through here
 * first. A room that is not there and a room one is no member of look the same.
 */
@Injectable()
export class RoomAccess {
  /** For reading. @throws DomainError ROOM_NOT_FOUND */
  enter(rows: EntityManager, roomId: RoomId, userId: UserId): Promise<EnteredRoom> {
    return find(rows, roomId, userId, false);
  }

  /** For reading what administrators see. @throws DomainError ROOM_NOT_FOUND, NOT_ADMINISTRATOR */
  async enterAsAdministrator(rows: EntityManager, roomId: RoomId, userId: UserId): Promise<EnteredRoom> {
    return requireAdministrator(await find(rows, roomId, userId, false));
  }

  /**
   * For changing. Holds the room's row until the transaction ends, so that changes of one room follow one another
   * and what was checked still holds when it is written.
   * @throws DomainError ROOM_NOT_FOUND
   */
  hold(rows: EntityManager, roomId: RoomId, userId: UserId): Promise<EnteredRoom> {
    return find(rows, roomId, userId, true);
  }

  /** As `hold`, for administrators. @throws DomainError ROOM_NOT_FOUND, NOT_ADMINISTRATOR */
  async holdAsAdministrator(rows: EntityManager, roomId: RoomId, userId: UserId): Promise<EnteredRoom> {
    return requireAdministrator(await find(rows, roomId, userId, true));
  }
}

/**
 * The room is locked before the membership is read: a statement sees what was committed when it began, so one that
 * read both while waiting for the lock could act on a membership that is gone.
 */
async function find(
  rows: EntityManager,
  roomId: RoomId,
  userId: UserId,
  isHeld: boolean,
): Promise<EnteredRoom> {
  if (isHeld) await rows.query('select id from rooms where id = $1 for update', [roomId]);
  const membership = await rows.findOne(MembershipEntity, {
    where: { roomId, userId },
    relations: { room: true },
  });
  if (membership === null) throw new DomainError('ROOM_NOT_FOUND');
  return { room: membership.room, membership };
}

function requireAdministrator(entered: EnteredRoom): EnteredRoom {
  if (entered.membership.role !== 'administrator') throw new DomainError('NOT_ADMINISTRATOR');
  return entered;
}
