import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The words of messages, for searching; filled behind the back of whoever posts.
 *
 * There are no foreign keys: checking one would lock the very row of the room that every post updates. What belongs
 * to a room that is gone can be seen by nobody, for each search asks for the memberships; a sweep removes it.
 */
export class AddMessageSearch1764340000000 implements MigrationInterface {
  readonly name = 'AddMessageSearch1764340000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "message_words" (
      "room_id" uuid NOT NULL,
      "seq" integer NOT NULL,
      "author_id" uuid NOT NULL,
      "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
      "words" tsvector NOT NULL,
      CONSTRAINT "PK_message_words" PRIMARY KEY ("room_id", "seq")
    )`);
    await runner.query(
      `CREATE INDEX "message_words_time" ON "message_words" ("created_at", "room_id", "seq")`,
    );
    // What waits to be sorted in is read by every search, and sorted in by whoever finds it full: little of it.
    await runner.query(
      `CREATE INDEX "message_words_words" ON "message_words" USING gin ("words") WITH (gin_pending_list_limit = 512)`,
    );
    await runner.query(`CREATE TABLE "search_cursors" (
      "room_id" uuid NOT NULL,
      "indexed_seq" integer NOT NULL,
      "indexed_change" integer NOT NULL,
      CONSTRAINT "PK_search_cursors" PRIMARY KEY ("room_id")
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "search_cursors", "message_words"');
  }
}
