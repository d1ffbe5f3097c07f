import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts can be deactivated; where they were members is kept for the day they come back. */
export class AddDeactivation1764203000000 implements MigrationInterface {
  readonly name = 'AddDeactivation1764203000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "users" ADD "deactivated_at" TIMESTAMP WITH TIME ZONE`);
    await runner.query(`CREATE TABLE "paused_memberships" (
      "room_id" uuid NOT NULL,
      "user_id" uuid NOT NULL,
      "role" text NOT NULL,
      "joined_at" TIMESTAMP WITH TIME ZONE NOT NULL,
      "last_read_seq" integer NOT NULL,
      CONSTRAINT "PK_paused_memberships" PRIMARY KEY ("room_id", "user_id")
    )`);
    await runner.query(`CREATE INDEX "paused_memberships_user" ON "paused_memberships" ("user_id")`);
    await runner.query(
      `ALTER TABLE "paused_memberships" ADD CONSTRAINT "FK_540c7739974f8a0135fb6693292" FOREIGN KEY ("room_id") REFERENCES "rooms"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "paused_memberships" ADD CONSTRAINT "FK_3898adc296321bec6fae3ab6dcb" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "paused_memberships"');
    await runner.query('ALTER TABLE "users" DROP "deactivated_at"');
  }
}
