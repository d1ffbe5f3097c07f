import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Scenario } from '../scenario.js';

const built = join(import.meta.dirname, '../../../apps/web/dist');

/** What a browser must fetch before it shows anything, and everything it may ever fetch. */
export const bundleSize: Scenario = {
  name: 'bundle-size',
  title: 'Size of the web client',
  run: () => {
    const page = readFileSync(join(built, 'index.html'), 'utf8');
    const all = readdirSync(built, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(js|css)$/.test(name),
    );
    const first = all.filter((name) => page.includes(name));
    const kibibytes = (names: string[]) =>
      names.reduce((sum, name) => sum + gzipSync(readFileSync(join(built, name))).length, 0) / 1024;
    return Promise.resolve([
      {
        name: 'bundle-size/first',
        title: 'scripts and styles of the first page, gzip',
        unit: 'KiB',
        better: 'lower' as const,
        product: [kibibytes(first)],
        notes: { files: first.length },
      },
      {
        name: 'bundle-size/all',
        title: 'all scripts and styles, gzip',
        unit: 'KiB',
        better: 'lower' as const,
        product: [kibibytes(all)],
        notes: { files: all.length },
      },
    ]);
  },
};
