import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { Client } from 'pg';

/** A statement is prepared once it comes for this time, so that what is asked once leaves nothing behind. */
const preparedFrom = 3;
/** Texts that are counted, and so the most that a connection prepares. PostgreSQL keeps a plan for each. */
const maxTexts = 200;

/** How often each text came, of all connections of the process. */
const times = new LRUCache<string, { count: number; readonly name: string }>({ max: maxTexts });

type Query = (this: unknown, ...parameters: unknown[]) => unknown;

/**
 * Gives statements with parameters a name, by which PostgreSQL prepares them once for each connection: parsing and
 * planning takes it as long as doing what most of ours do. TypeORM sends each statement as if it were the first.
 */
export class PreparingClient extends Client {
  constructor(...parameters: ConstructorParameters<typeof Client>) {
    super(...parameters);
    const send = (...values: unknown[]) => (Client.prototype.query as Query).apply(this, values);
    const prepare: Query = (first, values, ...rest) => {
      const name =
        typeof first === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(first) : undefined;
      return send(name === undefined ? first : { name, text: first }, values, ...rest);
    };
    // The driver has many signatures of it, all of which are passed on.
    this.query = prepare as typeof this.query;
  }
}

/** Undefined where it is not worth a name yet. */
function nameOf(text: string): string | undefined {
  const known = times.get(text);
  if (known === undefined) {
    times.set(text, { count: 1, name: createHash('sha256').update(text).digest('hex').slice(0, 32) });
    return undefined;
  }
  known.count += 1;
  return known.count >= preparedFrom ? known.name : undefined;
}
