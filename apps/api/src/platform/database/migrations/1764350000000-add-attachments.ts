import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files of messages, and the bytes that are to be removed. */
export class AddAttachments1764350000000 implements MigrationInterface {
  readonly name = 'AddAttachments1764350000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "attachments" (
      "id" uuid NOT NULL,
      "room_id" uuid NOT NULL,
      "user_id" uuid NOT NULL,
      "message_id" uuid,
      "position" smallint NOT NULL DEFAULT '0',
      "name" text NOT NULL,
      "media_type" text NOT NULL,
      "size_bytes" integer NOT NULL,
      "width" integer,
      "height" integer,
      "has_thumbnail" boolean NOT NULL DEFAULT false,
      "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
      "reserved_at" TIMESTAMP WITH TIME ZONE,
      "sent_at" TIMESTAMP WITH TIME ZONE,
      CONSTRAINT "PK_5e1f050bcff31e3084a1d662412" PRIMARY KEY ("id")
    )`);
    await runner.query(`CREATE INDEX "attachments_room" ON "attachments" ("room_id")`);
    await runner.query(
      `CREATE INDEX "attachments_message" ON "attachments" ("message_id") WHERE message_id is not null`,
    );
    await runner.query(
      `CREATE INDEX "attachments_unsent" ON "attachments" ("user_id", "created_at") WHERE sent_at is null`,
    );
    await runner.query(`CREATE TABLE "attachment_removals" (
      "attachment_id" uuid NOT NULL,
      "due_at" TIMESTAMP WITH TIME ZONE NOT NULL,
      CONSTRAINT "PK_2923c2149111b7fb840d7bce061" PRIMARY KEY ("attachment_id")
    )`);
    await runner.query(`CREATE INDEX "attachment_removals_due" ON "attachment_removals" ("due_at")`);
    await runner.query(
      `ALTER TABLE "attachments" ADD CONSTRAINT "FK_2d2d10fd0538613de6bbefb2614" FOREIGN KEY ("room_id") REFERENCES "rooms"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "attachments" ADD CONSTRAINT "FK_a073d943a82ed440e27a7fe5125" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await this.noteRemovalsByTrigger(runner);
  }

  /**
   * Whatever takes the row of a file away (its room, its account, its message, or that it was never sent), its bytes
   * are noted for removal in the same transaction. A trigger, because rooms are deleted with all that hangs on them.
   */
  private async noteRemovalsByTrigger(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE FUNCTION note_attachment_removal() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO attachment_removals (attachment_id, due_at) VALUES (old.id, old.created_at) ON CONFLICT DO NOTHING;
        RETURN NULL;
      END $$`);
    await runner.query(`CREATE TRIGGER attachments_note_removal AFTER DELETE ON attachments
      FOR EACH ROW EXECUTE FUNCTION note_attachment_removal()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE attachments, attachment_removals');
    await runner.query('DROP FUNCTION note_attachment_removal');
  }
}
