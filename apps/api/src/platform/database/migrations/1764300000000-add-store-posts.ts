import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Stores a group of posts of which each is the plain case, which nearly all are: it names nobody and has no key. It
 * supposes that all webhooks may post and that their posts are due, does just that, and checks afterwards that it
 * was so. If not, everything is undone and the caller asks `store_messages`, which judges one by one. A third of that
 * function's work is left.
 *
 * - `bumped` locks the rooms, in the order given (which is that of their ids, as in `store_messages`), and takes
 *   their numbers. What this statement waited for is seen behind the lock: PostgreSQL reads a row that was changed
 *   meanwhile again before it changes it.
 * - `posted` changes the schedule of each webhook; one whose post is not due is left out, and so the count differs.
 * - A deleted webhook, one with another token or in another room is changed too, and undone with everything else:
 *   asking for it in the statement would offer another index than that of its id.
 */
const storePosts = `
CREATE FUNCTION store_posts(
  room_ids uuid[], room_counts integer[], room_latest timestamptz[],
  webhook_ids uuid[], webhook_rooms integer[], token_hashes bytea[], formats text[], webhook_latest timestamptz[],
  ages_ms float8[], interval_ms float8, tolerance_ms float8,
  ids uuid[], webhooks_of integer[], numbers integer[], contents text[], times timestamptz[], must_end_at timestamptz
) RETURNS TABLE (webhook_place bigint, base integer, due_in_ms float8, database_time_ms float8)
  LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET enable_bitmapscan = off
  SET jit = off SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE regular integer;
BEGIN
  RETURN QUERY
  WITH bumped AS (
    UPDATE rooms SET last_seq = rooms.last_seq + taken.count, last_message_at = taken.latest
      FROM unnest(room_ids, room_counts, room_latest) WITH ORDINALITY AS taken(id, count, latest, place)
     WHERE rooms.id = taken.id
    RETURNING rooms.id, taken.place, rooms.last_seq - taken.count AS base
  ), posted AS (
    UPDATE webhooks SET
           last_post_at = author.latest,
           next_post_due_at = CASE WHEN interval_ms > 0 THEN
             greatest(webhooks.next_post_due_at, statement_timestamp() - author.age_ms * interval '1 millisecond')
               + interval_ms * interval '1 millisecond'
           END
      FROM unnest(webhook_ids, webhook_rooms, token_hashes, webhook_latest, ages_ms) WITH ORDINALITY
             AS author(id, room, token_hash, latest, age_ms, place)
      JOIN bumped ON bumped.place = author.room
     WHERE webhooks.id = author.id
       AND (interval_ms = 0 OR webhooks.next_post_due_at IS NULL OR webhooks.next_post_due_at
             <= statement_timestamp() + (tolerance_ms - author.age_ms) * interval '1 millisecond')
    RETURNING author.place, bumped.base, webhooks.next_post_due_at,
              webhooks.deleted_at IS NULL AND webhooks.room_id = bumped.id
                AND webhooks.token_hash = author.token_hash AS is_regular
  ), stored AS (
    INSERT INTO messages (room_id, seq, id, webhook_id, content, format, created_at)
    SELECT bumped.id, bumped.base + post.number, post.id, webhook_ids[post.webhook], post.content,
           formats[post.webhook], post.created_at
      FROM unnest(ids, webhooks_of, numbers, contents, times) AS post(id, webhook, number, content, created_at)
      JOIN bumped ON bumped.place = webhook_rooms[post.webhook]
  )
  SELECT posted.place, posted.base,
         extract(epoch FROM posted.next_post_due_at - statement_timestamp())::float8 * 1000,
         extract(epoch FROM clock_timestamp())::float8 * 1000
    FROM posted WHERE posted.is_regular;
  GET DIAGNOSTICS regular = ROW_COUNT;
  IF regular <> cardinality(webhook_ids) THEN
    RAISE EXCEPTION 'These posts are not all plain.' USING ERRCODE = '57CA2';
  END IF;
  PERFORM refuse_late(must_end_at);
END $$`;

const deleteMessages = `
CREATE FUNCTION delete_messages_of_room() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM messages WHERE room_id = old.id;
  RETURN NULL;
END $$`;

/**
 * A quicker way for plain posts. Messages lose their foreign key, which looked the same room up again for each of
 * them, a third of the cost of a row: both functions that store messages hold the row of the room, and a trigger
 * takes a room's messages away with it.
 */
export class AddStorePosts1764300000000 implements MigrationInterface {
  readonly name = 'AddStorePosts1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "messages" DROP CONSTRAINT "FK_1dda4fc8dbeeff2ee71f0088ba0"');
    await runner.query(deleteMessages);
    await runner.query(`CREATE TRIGGER rooms_delete_messages AFTER DELETE ON rooms
      FOR EACH ROW EXECUTE FUNCTION delete_messages_of_room()`);
    await runner.query(storePosts);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION store_posts');
    await runner.query('DROP TRIGGER rooms_delete_messages ON rooms');
    await runner.query('DROP FUNCTION delete_messages_of_room');
    await runner.query(
      'ALTER TABLE "messages" ADD CONSTRAINT "FK_1dda4fc8dbeeff2ee71f0088ba0" FOREIGN KEY ("room_id") REFERENCES "rooms"("id") ON DELETE CASCADE ON UPDATE NO ACTION',
    );
  }
}
