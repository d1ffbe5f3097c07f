import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How people choose to be reached. Beside `users`, so that a row is written only for who chose something. */
export class AddAvailabilities1764330000000 implements MigrationInterface {
  readonly name = 'AddAvailabilities1764330000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "availabilities" (
      "user_id" uuid NOT NULL,
      "choice" text NOT NULL DEFAULT 'automatic',
      "until" TIMESTAMP WITH TIME ZONE,
      "status_text" text,
      "status_emoji" text,
      "status_until" TIMESTAMP WITH TIME ZONE,
      "changed_at" TIMESTAMP WITH TIME ZONE NOT NULL,
      CONSTRAINT "PK_availabilities" PRIMARY KEY ("user_id")
    )`);
    await runner.query(`CREATE INDEX "availabilities_until" ON "availabilities" ("until")`);
    await runner.query(`CREATE INDEX "availabilities_status_until" ON "availabilities" ("status_until")`);
    await runner.query(
      `ALTER TABLE "availabilities" ADD CONSTRAINT "FK_availabilities_user" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "availabilities"');
  }
}
