import type { IncomingMessage } from 'node:http';
import {
  limits,
  type AttachmentId,
  type AttachmentView,
  type RoomId,
  type UserId,
} from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { holdActiveAccount } from '../identity/active-account.js';
import type { Identity } from '../identity/identity.js';
import { Clock } from '../platform/clock.js';
import { Transactions } from '../platform/database/transaction.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { Secrets } from '../platform/secrets.js';
import { RoomAccess } from '../rooms/room-access.js';
import { AttachmentFiles } from './attachment-files.js';
import { attachmentColumns, presentAttachment, type AttachmentRow } from './attachment.presenter.js';
import { fileName } from './file-name.js';
import { Images, typeAfterLook, type SeenImage } from './images.js';
import { mediaTypeOf } from './media-type.js';
import { checkUploadHeaders, receiveFile } from './receive-file.js';
import type { SpoolFile } from './spool.js';

/** When what an upload may have left behind is removed, if nothing came of it. Longer than any upload. Unit: milliseconds. */
const abandonedAfterMs = 60 * 60_000;

type Upload = { request: IncomingMessage; onAdmitted: () => void };

/** What members do with files: upload them, read them, and take back what is not sent. */
@Injectable()
export class AttachmentsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: RoomAccess,
    private readonly files: AttachmentFiles,
    private readonly images: Images,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes in a file that nobody but its owner sees until it is sent. `onAdmitted` is called before the body is read.
   * @throws DomainError ROOM_NOT_FOUND, UNSENT_LIMIT_REACHED, and those of `receiveFile`
   */
  async upload({ user }: Identity, roomId: RoomId, { request, onAdmitted }: Upload): Promise<AttachmentView> {
    const { rows } = this.transactions;
    await this.access.enter(rows, roomId, user.id);
    checkUploadHeaders(request);
    await refuseTooManyUnsent(rows, user.id);
    onAdmitted();
    return this.files.receive(async (file) => {
      const { givenName, sizeBytes } = await receiveFile(request, () => file.writer());
      const found = await mediaTypeOf(file.path);
      const seen = await this.images.look(file.path, found);
      const row: AttachmentRow = {
        id: this.secrets.newId() as AttachmentId,
        room_id: roomId,
        user_id: user.id,
        message_id: null,
        name: fileName(givenName),
        media_type: typeAfterLook(found, seen),
        size_bytes: sizeBytes,
        width: seen?.width ?? null,
        height: seen?.height ?? null,
        has_thumbnail: seen !== undefined,
      };
      await this.keep(row, file, seen);
      return presentAttachment(row);
    });
  }

  /**
   * A file one may read: of a message of one's room, or one's own that is not sent yet.
   * @throws DomainError ROOM_NOT_FOUND, ATTACHMENT_NOT_FOUND
   */
  async find({ user }: Identity, roomId: RoomId, id: AttachmentId): Promise<AttachmentRow> {
    const { rows } = this.transactions;
    await this.access.enter(rows, roomId, user.id);
    const [row] = await rows.query<AttachmentRow[]>(
      `select ${attachmentColumns} from attachments a
        where id = $1 and room_id = $2
          and (user_id = $3 or sent_at is not null or exists (select from messages m where m.id = a.message_id))`,
      [id, roomId, user.id],
    );
    if (row === undefined) throw new DomainError('ATTACHMENT_NOT_FOUND');
    return row;
  }

  /** Takes back a file of one's own that is not sent. @throws DomainError ROOM_NOT_FOUND, ATTACHMENT_NOT_FOUND */
  async discard({ user }: Identity, roomId: RoomId, id: AttachmentId): Promise<void> {
    await this.transactions.run(async ({ rows }) => {
      await this.access.enter(rows, roomId, user.id);
      // One that is bound to a message may just be on its way.
      const [, count] = await rows.query<[unknown, number]>(
        'delete from attachments where id = $1 and room_id = $2 and user_id = $3 and message_id is null',
        [id, roomId, user.id],
      );
      if (count === 0) throw new DomainError('ATTACHMENT_NOT_FOUND');
    });
  }

  /** First a note that it is to be removed, then the bytes, then the row in place of the note. */
  private async keep(row: AttachmentRow, file: SpoolFile, seen: SeenImage | undefined): Promise<void> {
    const now = this.clock.now();
    await this.transactions.rows.query(
      'insert into attachment_removals (attachment_id, due_at) values ($1, $2)',
      [row.id, new Date(now.getTime() + abandonedAfterMs)],
    );
    try {
      await this.files.keep(row.id, file, seen?.thumbnail);
      await this.transactions.run(({ rows }) => enterInBooks(rows, row, now));
    } catch (error) {
      await this.removeNow(row.id, now);
      throw error;
    }
  }

  /** What is not taken over is due at once. If even that cannot be noted, the note that stands is due in a while. */
  private async removeNow(id: AttachmentId, now: Date): Promise<void> {
    const { rows } = this.transactions;
    await rows
      .query('update attachment_removals set due_at = $2 where attachment_id = $1', [id, now])
      .catch(() => undefined);
  }
}

async function enterInBooks(rows: EntityManager, row: AttachmentRow, now: Date): Promise<void> {
  await holdActiveAccount(rows, row.user_id);
  await refuseTooManyUnsent(rows, row.user_id);
  await rows.query(
    `insert into attachments (id, room_id, user_id, name, media_type, size_bytes, width, height, has_thumbnail, created_at)
     select $1::uuid, id, $3::uuid, $4, $5, $6::int, $7::int, $8::int, $9::boolean, $10::timestamptz from rooms where id = $2`,
    [
      row.id,
      row.room_id,
      row.user_id,
      row.name,
      row.media_type,
      row.size_bytes,
      row.width,
      row.height,
      row.has_thumbnail,
      now,
    ],
  );
  const [, count] = await rows.query<[unknown, number]>(
    `delete from attachment_removals
      where attachment_id = $1 and exists (select from attachments where id = $1)`,
    [row.id],
  );
  // The room went away meanwhile; or the bytes did, since it took longer than any upload may.
  if (count === 0) throw new DomainError('ROOM_NOT_FOUND');
}

/** @throws DomainError UNSENT_LIMIT_REACHED */
async function refuseTooManyUnsent(rows: EntityManager, userId: UserId): Promise<void> {
  const [unsent] = await rows.query<[{ count: number }]>(
    'select count(*)::int as count from attachments where user_id = $1 and sent_at is null',
    [userId],
  );
  if (unsent.count >= limits.attachments.maxUnsentPerAccount) throw new DomainError('UNSENT_LIMIT_REACHED');
}
