import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['memberships', 'paused_memberships'];

/** How members keep a room: as a favourite, hidden, and of what they are notified. In no index: posts move their rows. */
export class AddMySettings1764320000000 implements MigrationInterface {
  readonly name = 'AddMySettings1764320000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables)
      await runner.query(`ALTER TABLE "${table}"
        ADD "is_favourite" boolean NOT NULL DEFAULT false,
        ADD "hidden_at_seq" integer,
        ADD "desktop_notifications" text NOT NULL DEFAULT 'mentions',
        ADD "phone_notifications" text NOT NULL DEFAULT 'mentions'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables)
      await runner.query(`ALTER TABLE "${table}"
        DROP "phone_notifications", DROP "desktop_notifications", DROP "hidden_at_seq", DROP "is_favourite"`);
  }
}
