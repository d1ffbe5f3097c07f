import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a room is about. */
export class AddRoomTopic1764320100000 implements MigrationInterface {
  readonly name = 'AddRoomTopic1764320100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "rooms" ADD "topic" text NOT NULL DEFAULT ''`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "rooms" DROP "topic"`);
  }
}
