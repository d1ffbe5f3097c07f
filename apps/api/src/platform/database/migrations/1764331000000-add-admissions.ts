import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The two ways into a room that need a yes of the other side: being invited, and asking. */
export class AddAdmissions1764331000000 implements MigrationInterface {
  readonly name = 'AddAdmissions1764331000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "room_invitations" (
      "room_id" uuid NOT NULL,
      "user_id" uuid NOT NULL,
      "invited_by_id" uuid,
      "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
      "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL,
      CONSTRAINT "PK_room_invitations" PRIMARY KEY ("room_id", "user_id"),
      CONSTRAINT "FK_room_invitations_room" FOREIGN KEY ("room_id") REFERENCES "rooms"("id") ON DELETE CASCADE ON UPDATE NO ACTION,
      CONSTRAINT "FK_room_invitations_user" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION,
      CONSTRAINT "FK_room_invitations_invited_by" FOREIGN KEY ("invited_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE NO ACTION
    )`);
    await runner.query(`CREATE INDEX "room_invitations_user" ON "room_invitations" ("user_id", "room_id")`);
    await runner.query(`CREATE TABLE "access_requests" (
      "room_id" uuid NOT NULL,
      "user_id" uuid NOT NULL,
      "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
      "declined_at" TIMESTAMP WITH TIME ZONE,
      CONSTRAINT "PK_access_requests" PRIMARY KEY ("room_id", "user_id"),
      CONSTRAINT "FK_access_requests_room" FOREIGN KEY ("room_id") REFERENCES "rooms"("id") ON DELETE CASCADE ON UPDATE NO ACTION,
      CONSTRAINT "FK_access_requests_user" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION
    )`);
    await runner.query(`CREATE INDEX "access_requests_user" ON "access_requests" ("user_id")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "access_requests"');
    await runner.query('DROP TABLE "room_invitations"');
  }
}
