import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Conversations between two people and among several: rooms of another kind. */
export class AddConversations1764320200000 implements MigrationInterface {
  readonly name = 'AddConversations1764320200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "rooms" ADD "kind" text NOT NULL DEFAULT 'room'`);
    await runner.query(`CREATE TABLE "direct_pairs" (
      "low_user_id" uuid NOT NULL,
      "high_user_id" uuid NOT NULL,
      "room_id" uuid NOT NULL,
      CONSTRAINT "PK_direct_pairs" PRIMARY KEY ("low_user_id", "high_user_id")
    )`);
    await runner.query(`CREATE UNIQUE INDEX "direct_pairs_room" ON "direct_pairs" ("room_id")`);
    await runner.query(
      `ALTER TABLE "direct_pairs" ADD CONSTRAINT "FK_4e0ca88ea7a36bcbdbb7d66717d" FOREIGN KEY ("low_user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "direct_pairs" ADD CONSTRAINT "FK_95d969cb85fb03c44cb0413f298" FOREIGN KEY ("high_user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "direct_pairs" ADD CONSTRAINT "FK_c2f81b1c1b13a95dc615092cf42" FOREIGN KEY ("room_id") REFERENCES "rooms"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "direct_pairs"');
    await runner.query(`DELETE FROM "rooms" WHERE "kind" <> 'room'`);
    await runner.query(`ALTER TABLE "rooms" DROP "kind"`);
  }
}
