import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The first schema: people, rooms, messages, webhooks. */
export class CreateSchema1764000000000 implements MigrationInterface {
  readonly name = 'CreateSchema1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "users" (
      "id" uuid NOT NULL,
      "email" text NOT NULL,
      "display_name" text NOT NULL,
      "alias" text NOT NULL,
      "password_hash" text NOT NULL,
      "is_owner" boolean NOT NULL DEFAULT false,
      "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
      CONSTRAINT "PK_a3ffb1c0c8416b9fc6f907b7433" PRIMARY KEY ("id")
    )`);
    await runner.query(`CREATE UNIQUE INDEX "users_email" ON "users" ("email")`);
    await runner.query(`CREATE UNIQUE INDEX "users_alias" ON "users" ("alias")`);
    await runner.query(`CREATE UNIQUE INDEX "users_one_owner" ON "users" ("is_owner") WHERE is_owner`);
    await runner.query(`CREATE TABLE "access_tokens" (
      "id" uuid NOT NULL,
      "user_id" uuid NOT NULL,
      "name" text NOT NULL,
      "token_hash" bytea NOT NULL,
      "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
      "last_used_at" TIMESTAMP WITH TIME ZONE,
      CONSTRAINT "PK_65140f59763ff994a0252488166" PRIMARY KEY ("id")
    )`);
    await runner.query(`CREATE UNIQUE INDEX "access_tokens_token" ON "access_tokens" ("token_hash")`);
    await runner.query(`CREATE INDEX "access_tokens_user" ON "access_tokens" ("user_id", "id")`);
    await runner.query(`CREATE TABLE "sessions" (
      "id" uuid NOT NULL,
      "user_id" uuid NOT NULL,
      "token_hash" bytea NOT NULL,
      "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
      "last_used_at" TIMESTAMP WITH TIME ZONE NOT NULL,
      "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL,
      "user_agent" text,
      CONSTRAINT "PK_3238ef96f18b355b671619111bc" PRIMARY KEY ("id")
    )`);
    await runner.query(`CREATE INDEX "sessions_user" ON "sessions" ("user_id")`);
    await runner.query(`CREATE UNIQUE INDEX "sessions_token" ON "sessions" ("token_hash")`);
    await runner.query(`CREATE TABLE "invites" (
      "id" uuid NOT NULL,
      "token_hash" bytea NOT NULL,
      "created_by_id" uuid NOT NULL,
      "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
      "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL,
      "used_at" TIMESTAMP WITH TIME ZONE,
      CONSTRAINT "PK_aa52e96b44a714372f4dd31a0af" PRIMARY KEY ("id")
    )`);
    await runner.query(`CREATE UNIQUE INDEX "invites_token" ON "invites" ("token_hash")`);
    await runner.query(`CREATE TABLE "rooms" (
      "id" uuid NOT NULL,
      "name" text NOT NULL,
      "invite_policy" text NOT NULL DEFAULT 'administrators',
      "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
      "created_by_id" uuid,
      "member_count" integer NOT NULL DEFAULT '0',
      "last_seq" integer NOT NULL DEFAULT '0',
      "last_message_at" TIMESTAMP WITH TIME ZONE,
      CONSTRAINT "PK_0368a2d7c215f2d0458a54933f2" PRIMARY KEY ("id")
    )`);
    await runner.query(`CREATE TABLE "memberships" (
      "room_id" uuid NOT NULL,
      "user_id" uuid NOT NULL,
      "role" text NOT NULL DEFAULT 'member',
      "joined_at" TIMESTAMP WITH TIME ZONE NOT NULL,
      "last_read_seq" integer NOT NULL DEFAULT '0',
      CONSTRAINT "PK_6b34c60144ca3b0401fe70867da" PRIMARY KEY ("room_id", "user_id")
    )`);
    await runner.query(`CREATE INDEX "memberships_user" ON "memberships" ("user_id", "room_id")`);
    await runner.query(`CREATE TABLE "mention_alerts" (
      "user_id" uuid NOT NULL,
      "room_id" uuid NOT NULL,
      "seq" integer NOT NULL,
      CONSTRAINT "PK_98f56d2cda9953a571df6a55da6" PRIMARY KEY ("user_id", "room_id", "seq")
    )`);
    await runner.query(`CREATE TABLE "messages" (
      "room_id" uuid NOT NULL,
      "seq" integer NOT NULL,
      "id" uuid NOT NULL,
      "user_id" uuid,
      "webhook_id" uuid,
      "content" text NOT NULL,
      "format" text NOT NULL,
      "mentions" jsonb,
      "client_request_token" uuid,
      "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
      CONSTRAINT "messages_one_author" CHECK (num_nonnulls(user_id, webhook_id) = 1),
      CONSTRAINT "PK_7f3bd9ee0fceb46be80d990b4b6" PRIMARY KEY ("room_id", "seq")
    )`);
    await runner.query(`CREATE UNIQUE INDEX "messages_id" ON "messages" ("id")`);
    await runner.query(
      `CREATE UNIQUE INDEX "messages_retry" ON "messages" ("room_id", "user_id", "client_request_token") WHERE client_request_token is not null`,
    );
    await runner.query(`CREATE TABLE "retired_webhook_tokens" (
      "webhook_id" uuid NOT NULL,
      "token_hash" bytea NOT NULL,
      "retired_at" TIMESTAMP WITH TIME ZONE NOT NULL,
      CONSTRAINT "PK_a5293ae27206e181bef01115184" PRIMARY KEY ("webhook_id", "token_hash")
    )`);
    await runner.query(`CREATE TABLE "webhooks" (
      "id" uuid NOT NULL,
      "room_id" uuid NOT NULL,
      "name" text NOT NULL,
      "format" text NOT NULL DEFAULT 'markdown',
      "token_hash" bytea NOT NULL,
      "token_sealed" bytea NOT NULL,
      "created_by_id" uuid,
      "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
      "deleted_at" TIMESTAMP WITH TIME ZONE,
      CONSTRAINT "PK_9e8795cfc899ab7bdaa831e8527" PRIMARY KEY ("id")
    )`);
    await runner.query(`CREATE INDEX "webhooks_room" ON "webhooks" ("room_id") WHERE deleted_at is null`);
    await runner.query(
      `ALTER TABLE "access_tokens" ADD CONSTRAINT "FK_09ee750a035b06e0c7f0704687e" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "sessions" ADD CONSTRAINT "FK_085d540d9f418cfbdc7bd55bb19" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "invites" ADD CONSTRAINT "FK_5e2a07492128e96a16b3fdcf9a0" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "rooms" ADD CONSTRAINT "FK_9fd179870161867bd544f0a7649" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "memberships" ADD CONSTRAINT "FK_9b3a1b3217923a28a92ba5c6eac" FOREIGN KEY ("room_id") REFERENCES "rooms"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "memberships" ADD CONSTRAINT "FK_7c1e2fdfed4f6838e0c05ae5051" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "mention_alerts" ADD CONSTRAINT "FK_fbae7ae1efdcb5ee43d85b4b90f" FOREIGN KEY ("room_id", "user_id") REFERENCES "memberships"("room_id","user_id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "messages" ADD CONSTRAINT "FK_1dda4fc8dbeeff2ee71f0088ba0" FOREIGN KEY ("room_id") REFERENCES "rooms"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "webhooks" ADD CONSTRAINT "FK_271dc2c6ee003d6b39c22958397" FOREIGN KEY ("room_id") REFERENCES "rooms"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "webhooks" ADD CONSTRAINT "FK_04060f01849c1c9ca048094a7b4" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE NO ACTION`,
    );
    await this.retireTokensByTrigger(runner);
  }

  /**
   * Whatever ends the validity of a webhook URL (a new token, or the row going away with its room), its hash is
   * kept, so that the URL answers 404 and never the 403 of a URL that never was. A trigger, because a room is
   * deleted with all that hangs on it, by people who do not think of webhooks.
   */
  private async retireTokensByTrigger(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE FUNCTION retire_webhook_token() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO retired_webhook_tokens (webhook_id, token_hash, retired_at)
        VALUES (old.id, old.token_hash, now()) ON CONFLICT DO NOTHING;
        RETURN NULL;
      END $$`);
    await runner.query(`CREATE TRIGGER webhooks_retire_token AFTER DELETE OR UPDATE OF token_hash ON webhooks
      FOR EACH ROW EXECUTE FUNCTION retire_webhook_token()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE webhooks, retired_webhook_tokens, messages, mention_alerts, memberships, rooms, invites, sessions, access_tokens, users`,
    );
    await runner.query(`DROP FUNCTION retire_webhook_token`);
  }
}
