import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where browsers are reached while no page is open. */
export class AddPushSubscriptions1764341000000 implements MigrationInterface {
  readonly name = 'AddPushSubscriptions1764341000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "push_subscriptions" (
      "session_id" uuid NOT NULL,
      "user_id" uuid NOT NULL,
      "endpoint" text NOT NULL,
      "public_key" bytea NOT NULL,
      "auth" bytea NOT NULL,
      "device" text NOT NULL,
      "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
      CONSTRAINT "PK_push_subscriptions" PRIMARY KEY ("session_id")
    )`);
    await runner.query(`CREATE INDEX "push_subscriptions_user" ON "push_subscriptions" ("user_id")`);
    await runner.query(
      `CREATE UNIQUE INDEX "push_subscriptions_endpoint" ON "push_subscriptions" ("endpoint")`,
    );
    await runner.query(
      `ALTER TABLE "push_subscriptions" ADD CONSTRAINT "push_subscriptions_session" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "push_subscriptions"');
  }
}
