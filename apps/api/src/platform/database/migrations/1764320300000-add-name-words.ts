import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The words of a name without case, accents and what joins words: `Zoë-Ann.B` is zoe, ann and b. */
const nameWords = String.raw`
CREATE FUNCTION name_words(name text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_remove(
    regexp_split_to_array(
      regexp_replace(lower(normalize(name, NFKD)), '[\u0300-\u036f]', '', 'g'),
      '[[:space:]._@+/,:;()#&''"\\-]+'
    ),
    ''
  )
$$`;

/** Names in which each word of the text begins a word; null for a text without words. */
const nameQuery = String.raw`
CREATE FUNCTION name_query(search text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT string_agg('''' || replace(replace(word, '\', '\\'), '''', '''''') || ''':*', ' & ')::tsquery
    FROM unnest(name_words(search)) AS word
$$`;

/** People and rooms are found by the beginnings of the words in their names, in every language, by index. */
export class AddNameWords1764320300000 implements MigrationInterface {
  readonly name = 'AddNameWords1764320300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(nameWords);
    await runner.query(nameQuery);
    await runner.query(
      `CREATE INDEX "users_words" ON "users" USING gin (array_to_tsvector(name_words(display_name || ' ' || alias)))`,
    );
    await runner.query(
      `CREATE INDEX "rooms_words" ON "rooms" USING gin (array_to_tsvector(name_words(name)))`,
    );
    await runner.query(`CREATE INDEX "users_display_name" ON "users" ("display_name", "id")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "users_display_name", "rooms_words", "users_words"');
    await runner.query('DROP FUNCTION name_query, name_words');
  }
}
