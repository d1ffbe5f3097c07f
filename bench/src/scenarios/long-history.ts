import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Figure } from '../figures.js';
import type { Scenario } from '../scenario.js';
import { fill } from './growth.js';

const program = join(import.meta.dirname, '../../../e2e/bench/long-history.mjs');
const messages = 100_000;

type Row = { name: string; value: number; unit: string; target?: number; note?: string };
type Room = {
  url: string;
  cookie: string;
  roomId: string;
  lastSeq: number;
  webhookUrls: string[];
  isQuick: boolean;
};

/** What a room of 100,000 messages costs a browser: scrolling, and a stream of 50 messages a second. */
export const longHistory: Scenario = {
  name: 'long-history',
  title: 'A room of 100,000 messages in Chromium',
  run: async (bench) => {
    const product = await bench.product();
    const scene = await (await bench.scene()).anotherRoom();
    const { room, people } = scene;
    await fill(product, scene, messages);
    await product.query('update memberships set last_read_seq = $2 where room_id = $1', [room.id, messages]);
    // A program that is not compiled and has no types; it says what it takes and answers in its own comments.
    const { run } = (await import(pathToFileURL(program).href)) as { run: (room: Room) => Promise<Row[]> };
    const rows = await run({
      url: product.url,
      cookie: people[0]?.cookie ?? '',
      roomId: room.id,
      lastSeq: messages,
      webhookUrls: scene.webhookUrls(),
      isQuick: bench.options.isQuick,
    });
    return rows.map(figureOf);
  },
};

function figureOf({ name, value, unit, target, note }: Row): Figure {
  return {
    name: `long-history/${name}`,
    title: name,
    unit,
    better: 'lower',
    product: [value],
    ...(target === undefined ? {} : { target }),
    ...(note === undefined ? {} : { notes: { measured: note } }),
  };
}
