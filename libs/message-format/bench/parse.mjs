// @ts-check
// `node libs/message-format/bench/parse.mjs` after a build: what parsing costs, and that it grows with the length only.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseMessage, plainText } from '../dist/index.js';

/**
 * One line of the result.
 * @typedef {{ name: string, value: number, unit: string, note?: string }} Row
 */

/** Lengths of a growing text, up to the longest that is read as Markdown. Unit: UTF-16 code units. */
const lengths = [2_048, 4_096, 8_192, 16_384, 32_768];

/** Texts of one period each: usual ones, and the worst found for readers of Markdown. */
const growing = {
  words: 'The build of `main` is **green** again, see https://ci.example/42 :tada:\n',
  'emphasis that never closes': '*a ',
  'opening brackets': '[',
  'links that never close': '[a](',
  'quotes in quotes': '> ',
  'rows of a table': '|-\n',
  'backticks of growing runs': '`a``',
  'tags that never close': '<a b="',
  mentions: '@a ',
};

/** @returns {Promise<Row[]>} */
export function run() {
  return Promise.resolve([
    ...alertRows(),
    ...Object.entries(growing).map(([name, period]) => growthRow(name, period)),
  ]);
}

/**
 * Alerts in the shapes that tools give them, which differ from each other and are the same in every run.
 * @param {number} count
 * @returns {string[]}
 */
function alerts(count) {
  const services = ['checkout-api', 'billing', 'search', 'auth', 'mail-relay'];
  /** @type {string[]} */
  const templates = JSON.parse(readFileSync(join(import.meta.dirname, 'alerts.json'), 'utf8'));
  return Array.from({ length: count }, (_, n) =>
    (templates[n % templates.length] ?? '')
      .replaceAll('{n}', String(n))
      .replaceAll('{service}', services[n % services.length] ?? '')
      .replaceAll('{region}', 'eu-west-1'),
  );
}

/** @returns {Row[]} */
function alertRows() {
  const texts = alerts(1_000);
  const units = texts.reduce((sum, text) => sum + text.length, 0);
  const parse = fastest(() => {
    for (const text of texts) parseMessage(text, 'markdown');
  });
  const flatten = fastest(() => {
    for (const text of texts) plainText(parseMessage(text, 'markdown'));
  });
  return [
    {
      name: 'parse 1,000 alerts',
      value: rounded(parse),
      unit: 'ms',
      note: `${Math.round(units / texts.length)} characters each`,
    },
    { name: 'parse 1,000 alerts to plain text', value: rounded(flatten), unit: 'ms' },
  ];
}

/**
 * How much longer sixteen times the text takes: 16 is linear, 256 would be quadratic.
 * @param {string} name
 * @param {string} period
 * @returns {Row}
 */
function growthRow(name, period) {
  const times = lengths.map((length) => {
    const text = period.repeat(Math.ceil(length / period.length)).slice(0, length);
    return fastest(() => parseMessage(text, 'markdown'));
  });
  const [shortest = 0, longest = 0] = [times[0], times.at(-1)];
  const steps = times.map((ms, index) => `${lengths[index]}: ${rounded(ms)} ms`).join(', ');
  return {
    name: `growth, ${name}`,
    value: rounded(longest / shortest),
    unit: 'times for 16 times the text',
    note: steps,
  };
}

/**
 * Processor time of the fastest of several runs, so that what else the machine does counts little. Unit: milliseconds.
 * @param {() => unknown} work
 */
function fastest(work) {
  for (let warm = 0; warm < 3; warm += 1) work();
  const times = Array.from({ length: 7 }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

/** @param {number} value */
function rounded(value) {
  return Math.round(value * 100) / 100;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.table(await run());
