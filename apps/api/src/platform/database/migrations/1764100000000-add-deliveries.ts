import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Stores any number of messages of any rooms in one round trip and one commit, and tells what became of each.
 *
 * - The rooms are locked first, in the order of their ids, so that two groups cannot wait for each other. What
 *   follows is a statement of its own, which sees what was committed while this one waited: a member who was
 *   removed, a webhook that got a new URL, a post through another server process.
 * - `judged` decides, in the order of the public contract: may the author (still) write, is it a repetition, is the
 *   webhook's next post due, is the room small enough for @All.
 * - `bumped` takes as many numbers from each room as it stores messages, so that `seq` has no gaps: a statement
 *   that fails gives them back with everything else.
 * - A member's own message is read by them; whoever is mentioned gets an alert.
 * - Nothing is stored after `must_end_at`: by then the senders have been told that nothing was. A database that
 *   hangs reads what it was sent once it goes on.
 *
 * The settings keep every look-up on its index, however small or new a table was when the plan was made.
 */
const storeMessages = `
CREATE FUNCTION store_messages(
  drafts json, room_ids uuid[], max_broadcast_members integer, receipt_lifetime interval, must_end_at timestamptz
) RETURNS TABLE (
  draft_id uuid, outcome text, message_id uuid, message_seq integer, named_members json, room_member_count integer,
  due_in_ms float8, database_time_ms float8
) LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
AS $$
#variable_conflict use_column
BEGIN
  PERFORM FROM rooms WHERE id = ANY (room_ids) ORDER BY id FOR NO KEY UPDATE;
  PERFORM refuse_late(must_end_at);
  RETURN QUERY
  WITH draft AS MATERIALIZED (
    SELECT d.*, statement_timestamp() - d.age_ms * interval '1 millisecond' AS arrived_at
      FROM ROWS FROM (json_to_recordset(drafts) AS (
        id uuid, room_id uuid, user_id uuid, webhook_id uuid, token_hash bytea, content text, format text,
        handles text[], to_all boolean, present uuid[], request_token uuid, idempotency_key text,
        created_at timestamptz, age_ms float8, interval_ms float8, tolerance_ms float8
      )) WITH ORDINALITY AS d
  ), judged AS (
    SELECT draft.*, rooms.member_count, webhooks.next_post_due_at,
           earlier.id AS earlier_id, earlier.seq AS earlier_seq,
           CASE
             WHEN memberships.user_id IS NULL AND webhooks.id IS NULL THEN 'refused'
             WHEN earlier.seq IS NOT NULL THEN 'duplicate'
             WHEN draft.interval_ms > 0
              AND webhooks.next_post_due_at > draft.arrived_at + draft.tolerance_ms * interval '1 millisecond'
             THEN 'limited'
             WHEN (draft.to_all OR draft.present IS NOT NULL) AND rooms.member_count > max_broadcast_members
             THEN 'broadcast'
             ELSE 'stored'
           END AS outcome
      FROM draft
      JOIN rooms ON rooms.id = draft.room_id
      LEFT JOIN memberships ON memberships.room_id = draft.room_id AND memberships.user_id = draft.user_id
      LEFT JOIN webhooks ON webhooks.id = draft.webhook_id AND webhooks.room_id = draft.room_id
        AND webhooks.token_hash = draft.token_hash AND webhooks.deleted_at IS NULL
      LEFT JOIN LATERAL (
        SELECT messages.id, messages.seq FROM messages
         WHERE messages.room_id = draft.room_id AND messages.user_id = draft.user_id
           AND messages.client_request_token = draft.request_token
        UNION ALL
        SELECT post_receipts.message_id, post_receipts.seq FROM post_receipts
         WHERE post_receipts.webhook_id = draft.webhook_id
           AND post_receipts.idempotency_key = draft.idempotency_key
           AND post_receipts.stored_at > statement_timestamp() - receipt_lifetime
      ) earlier ON true
  ), numbered AS (
    SELECT judged.*, row_number() OVER (PARTITION BY room_id ORDER BY ordinality) AS number
      FROM judged WHERE outcome = 'stored'
  ), bumped AS (
    UPDATE rooms SET last_seq = rooms.last_seq + taken.count, last_message_at = taken.latest
      FROM (SELECT room_id, count(*)::int AS count, max(created_at) AS latest FROM numbered GROUP BY room_id) taken
     WHERE rooms.id = taken.room_id
    RETURNING rooms.id, rooms.last_seq - taken.count AS base
  ), placed AS (
    SELECT numbered.*, (bumped.base + numbered.number)::int AS seq
      FROM numbered JOIN bumped ON bumped.id = numbered.room_id
  ), named AS (
    SELECT placed.id AS draft_id, handle, users.id AS user_id
      FROM placed
      CROSS JOIN LATERAL unnest(placed.handles) AS handle
      JOIN users ON users.alias = handle OR users.email = handle
      JOIN memberships ON memberships.room_id = placed.room_id AND memberships.user_id = users.id
  ), mentioned AS (
    SELECT draft_id, json_agg(json_build_object('handle', handle, 'userId', user_id)) AS members
      FROM named GROUP BY draft_id
  ), stored AS (
    INSERT INTO messages
      (room_id, seq, id, user_id, webhook_id, content, format, mentions, client_request_token, created_at)
    SELECT room_id, seq, id, user_id, webhook_id, content, format,
           CASE WHEN mentioned.members IS NOT NULL OR to_all OR present IS NOT NULL THEN jsonb_build_object(
             'members', coalesce(mentioned.members, '[]'), 'all', to_all, 'present', to_jsonb(present)
           ) END,
           request_token, created_at
      FROM placed LEFT JOIN mentioned ON mentioned.draft_id = placed.id
  ), alerts AS (
    INSERT INTO mention_alerts (user_id, room_id, seq)
    SELECT memberships.user_id, called.room_id, called.seq
      FROM (
        SELECT placed.room_id, placed.seq, placed.user_id AS author_id, named.user_id
          FROM placed JOIN named ON named.draft_id = placed.id
        UNION
        SELECT room_id, seq, user_id, unnest(present) FROM placed
        UNION
        SELECT placed.room_id, placed.seq, placed.user_id, memberships.user_id
          FROM placed JOIN memberships ON memberships.room_id = placed.room_id WHERE placed.to_all
      ) called
      JOIN memberships ON memberships.room_id = called.room_id AND memberships.user_id = called.user_id
     WHERE called.user_id IS DISTINCT FROM called.author_id
  ), own AS (
    UPDATE memberships SET last_read_seq = newest.seq
      FROM (SELECT room_id, user_id, max(seq) AS seq FROM placed WHERE user_id IS NOT NULL GROUP BY 1, 2) newest
     WHERE memberships.room_id = newest.room_id AND memberships.user_id = newest.user_id
  ), posted AS (
    UPDATE webhooks SET
           last_post_at = newest.created_at,
           next_post_due_at = CASE WHEN newest.interval_ms > 0 THEN
             greatest(webhooks.next_post_due_at, newest.arrived_at) + newest.interval_ms * interval '1 millisecond'
           END
      FROM (
        SELECT webhook_id, max(created_at) AS created_at, max(arrived_at) AS arrived_at,
               max(interval_ms) AS interval_ms
          FROM placed WHERE webhook_id IS NOT NULL GROUP BY webhook_id
      ) newest
     WHERE webhooks.id = newest.webhook_id
    RETURNING webhooks.id, webhooks.next_post_due_at
  ), receipts AS (
    INSERT INTO post_receipts (webhook_id, idempotency_key, message_id, seq, stored_at)
    SELECT webhook_id, idempotency_key, id, seq, statement_timestamp()
      FROM placed WHERE webhook_id IS NOT NULL AND idempotency_key IS NOT NULL
    ON CONFLICT (webhook_id, idempotency_key) DO UPDATE
      SET message_id = excluded.message_id, seq = excluded.seq, stored_at = excluded.stored_at
  )
  SELECT judged.id, judged.outcome, coalesce(judged.earlier_id, judged.id), coalesce(placed.seq, judged.earlier_seq),
         mentioned.members, judged.member_count,
         extract(epoch FROM coalesce(posted.next_post_due_at, judged.next_post_due_at) - statement_timestamp())::float8 * 1000,
         extract(epoch FROM clock_timestamp())::float8 * 1000
    FROM judged
    LEFT JOIN placed ON placed.id = judged.id
    LEFT JOIN mentioned ON mentioned.draft_id = judged.id
    LEFT JOIN posted ON posted.id = judged.webhook_id;
  PERFORM refuse_late(must_end_at);
END $$`;

/** Tells every server process to look a webhook up again; not of posts, which change its schedule. */
const tellOfWebhooks = `
CREATE FUNCTION tell_of_webhook() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('webhook_changed', old.id::text);
  RETURN NULL;
END $$`;

const refuseLate = `
CREATE FUNCTION refuse_late(must_end_at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF clock_timestamp() > must_end_at THEN
    RAISE EXCEPTION 'It is too late to store this.' USING ERRCODE = '57CA1';
  END IF;
END $$`;

/** The schedule, the receipts and the delivery log of webhooks, and one function that stores messages. */
export class AddDeliveries1764100000000 implements MigrationInterface {
  readonly name = 'AddDeliveries1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "deliveries" (
      "webhook_id" uuid NOT NULL,
      "id" uuid NOT NULL,
      "received_at" TIMESTAMP WITH TIME ZONE NOT NULL,
      "status" smallint NOT NULL,
      "code" text,
      "reason" text,
      "size_bytes" integer,
      "latency_ms" real NOT NULL,
      "address" text,
      "posted_by_id" uuid,
      "preview" text,
      "message_id" uuid,
      "seq" integer,
      "is_repeat" boolean NOT NULL DEFAULT false,
      "times" integer NOT NULL DEFAULT '1',
      "body_sealed" bytea,
      CONSTRAINT "PK_142688070258818adf54f2d6be6" PRIMARY KEY ("webhook_id", "id")
    )`);
    await runner.query(`CREATE INDEX "deliveries_age" ON "deliveries" ("received_at")`);
    await runner.query(`CREATE TABLE "delivery_counts" (
      "webhook_id" uuid NOT NULL,
      "since" TIMESTAMP WITH TIME ZONE NOT NULL,
      "accepted" integer NOT NULL,
      "refused" integer NOT NULL,
      CONSTRAINT "PK_8163ae6dd919c818f6bb8ed552c" PRIMARY KEY ("webhook_id", "since")
    )`);
    await runner.query(`CREATE INDEX "delivery_counts_age" ON "delivery_counts" ("since")`);
    await runner.query(`CREATE TABLE "post_receipts" (
      "webhook_id" uuid NOT NULL,
      "idempotency_key" text NOT NULL,
      "message_id" uuid NOT NULL,
      "seq" integer NOT NULL,
      "stored_at" TIMESTAMP WITH TIME ZONE NOT NULL,
      CONSTRAINT "PK_91949a02435a735bd75cd342e53" PRIMARY KEY ("webhook_id", "idempotency_key")
    )`);
    await runner.query(`CREATE INDEX "post_receipts_age" ON "post_receipts" ("stored_at")`);
    await runner.query(`ALTER TABLE "webhooks" ADD "next_post_due_at" TIMESTAMP WITH TIME ZONE`);
    await runner.query(`ALTER TABLE "webhooks" ADD "last_post_at" TIMESTAMP WITH TIME ZONE`);
    await runner.query(
      `ALTER TABLE "deliveries" ADD CONSTRAINT "FK_99e1a2250eee6ab72ee7661f0cc" FOREIGN KEY ("webhook_id") REFERENCES "webhooks"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "deliveries" ADD CONSTRAINT "FK_a4c51f89c18d10896c2134600cc" FOREIGN KEY ("posted_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "delivery_counts" ADD CONSTRAINT "FK_17929e285410a9fbe572bc08863" FOREIGN KEY ("webhook_id") REFERENCES "webhooks"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "post_receipts" ADD CONSTRAINT "FK_c65d9fb85795578991b3c88a218" FOREIGN KEY ("webhook_id") REFERENCES "webhooks"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(tellOfWebhooks);
    await runner.query(`CREATE TRIGGER webhooks_changed
      AFTER DELETE OR UPDATE OF name, format, token_hash, deleted_at ON webhooks
      FOR EACH ROW EXECUTE FUNCTION tell_of_webhook()`);
    await runner.query(refuseLate);
    await runner.query(storeMessages);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION store_messages, refuse_late');
    await runner.query('DROP TRIGGER webhooks_changed ON webhooks');
    await runner.query('DROP FUNCTION tell_of_webhook');
    await runner.query('DROP TABLE delivery_counts, deliveries, post_receipts');
    await runner.query(`ALTER TABLE "webhooks" DROP "last_post_at", DROP "next_post_due_at"`);
  }
}
