import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages can be edited, deleted, pinned and reacted to; the read marker may go back. */
export class AddMessageChanges1764310000000 implements MigrationInterface {
  readonly name = 'AddMessageChanges1764310000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "message_changes" (
      "room_id" uuid NOT NULL,
      "seq" integer NOT NULL,
      "number" integer NOT NULL,
      "edited_at" TIMESTAMP WITH TIME ZONE,
      "deleted_at" TIMESTAMP WITH TIME ZONE,
      "pinned_at" TIMESTAMP WITH TIME ZONE,
      "pinned_by_id" uuid,
      CONSTRAINT "PK_39788e56fd7254a0486428d5c2f" PRIMARY KEY ("room_id", "seq")
    )`);
    await runner.query(
      `CREATE UNIQUE INDEX "message_changes_number" ON "message_changes" ("room_id", "number")`,
    );
    await runner.query(
      `CREATE INDEX "message_changes_pins" ON "message_changes" ("room_id", "pinned_at") WHERE pinned_at is not null`,
    );
    await runner.query(`CREATE TABLE "reactions" (
      "room_id" uuid NOT NULL,
      "seq" integer NOT NULL,
      "emoji" text NOT NULL,
      "user_id" uuid NOT NULL,
      "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
      CONSTRAINT "PK_67b2170b1ecc1668da78481e4b1" PRIMARY KEY ("room_id", "seq", "emoji", "user_id")
    )`);
    await runner.query(
      `CREATE INDEX "reactions_first" ON "reactions" ("room_id", "seq", "emoji", "created_at")`,
    );
    await runner.query(`CREATE TABLE "reaction_counts" (
      "room_id" uuid NOT NULL,
      "seq" integer NOT NULL,
      "emoji" text NOT NULL,
      "count" integer NOT NULL,
      "first_user_ids" uuid array NOT NULL,
      "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
      CONSTRAINT "PK_b6e593be07ad4ac030310d7d512" PRIMARY KEY ("room_id", "seq", "emoji")
    )`);
    await runner.query(`ALTER TABLE "rooms" ADD "last_change" integer NOT NULL DEFAULT '0'`);
    await runner.query(`ALTER TABLE "memberships" ADD "read_round" integer NOT NULL DEFAULT '0'`);
    await runner.query(
      `ALTER TABLE "message_changes" ADD CONSTRAINT "FK_83f35eaf5506450e69959d7829e" FOREIGN KEY ("room_id") REFERENCES "rooms"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "reactions" ADD CONSTRAINT "FK_dfc6f0e52a45c99871b2cef7fbd" FOREIGN KEY ("room_id") REFERENCES "rooms"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "reaction_counts" ADD CONSTRAINT "FK_bde6a4b9f3aab4e980686604dbb" FOREIGN KEY ("room_id") REFERENCES "rooms"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE reaction_counts, reactions, message_changes');
    await runner.query('ALTER TABLE "memberships" DROP "read_round"');
    await runner.query('ALTER TABLE "rooms" DROP "last_change"');
  }
}
