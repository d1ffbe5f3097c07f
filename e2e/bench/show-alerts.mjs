// @ts-check
// `node e2e/bench/show-alerts.mjs` after a build: what it costs a browser to open rooms full of unread alerts, in the real
// page on the real server; what is not in view is not drawn. CARILLON_BROWSER names a browser of the system; without it Playwright's own is used.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { addMember, createHttpClient, createRoom, postMessage } from '@carillon/client';
import { limits } from '@carillon/contracts';
import { chromium } from '@playwright/test';

/** @import { CDPSession, Page } from '@playwright/test' */

/**
 * One line of the result.
 * @typedef {{ name: string, value: number, unit: string, note?: string }} Row
 */

const program = join(import.meta.dirname, '../../apps/api/dist/main.js');
const count = 1_000;

/** @returns {Promise<Row[]>} */
export async function run() {
  const folder = await mkdtemp(join(tmpdir(), 'carillon-bench-'));
  const server = await startServer(folder, 4390);
  try {
    return await measure(server.url);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} url
 * @returns {Promise<Row[]>}
 */
async function measure(url) {
  const [reader, writer] = [await signUp(url, 'Reader'), await signUp(url, 'Writer')];
  const size = limits.pages.maxSize;
  const texts = alerts(count);
  const names = [];
  for (let start = 0; start < count; start += size) {
    names.push(`Alerts from ${start}`);
    await fillRoom(reader, writer, `Alerts from ${start}`, texts.slice(start, start + size));
  }
  await fillRoom(reader, writer, 'Start', ['nothing yet']);
  const executablePath = process.env['CARILLON_BROWSER'];
  const browser = await chromium.launch({
    args: ['--no-sandbox', '--disable-gpu'],
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  try {
    const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 } });
    await context.addCookies([{ ...reader.cookie, url }]);
    const page = await context.newPage();
    await page.goto('/');
    // Everything is loaded once before anything is measured.
    for (const name of [names[0] ?? '', 'Start']) await opened(page, name);
    /** @type {Cost[]} */
    const costs = [];
    for (const name of names.slice(1)) {
      costs.push(await opened(page, name));
      await opened(page, 'Start');
    }
    /** @param {keyof Cost} kind */
    const each = (kind) => Math.round(costs.reduce((sum, cost) => sum + cost[kind], 0) / costs.length);
    const note = `on change of the room; the mean of ${costs.length} rooms`;
    return [
      {
        name: `open a room of ${size} unread alerts, from the press to the painted page`,
        value: each('passed'),
        unit: 'ms',
        note,
      },
      { name: `open a room of ${size} unread alerts, work of the page`, value: each('task'), unit: 'ms' },
      { name: `open a room of ${size} unread alerts, of it scripts`, value: each('script'), unit: 'ms' },
      {
        name: `open a room of ${size} unread alerts, of it styles and layout`,
        value: each('layout'),
        unit: 'ms',
      },
    ];
  } finally {
    await browser.close();
  }
}

/**
 * The same alerts as `libs/message-format/bench` parses.
 * @param {number} length
 * @returns {string[]}
 */
function alerts(length) {
  const file = join(import.meta.dirname, '../../libs/message-format/bench/alerts.json');
  /** @type {string[]} */
  const templates = JSON.parse(readFileSync(file, 'utf8'));
  return Array.from({ length }, (_, n) =>
    (templates[n % templates.length] ?? '')
      .replaceAll('{n}', String(n))
      .replaceAll('{service}', 'checkout-api')
      .replaceAll('{region}', 'eu-west-1'),
  );
}

/**
 * What a change of the room cost. Unit: milliseconds.
 * @typedef {{ passed: number, task: number, script: number, layout: number }} Cost
 */

/**
 * Opens a room from the list and waits until what is in view of it is there and painted, with the colours of its code.
 * @param {Page} page
 * @param {string} name
 * @returns {Promise<Cost>}
 */
async function opened(page, name) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await page.getByRole('link', { name }).waitFor();
  const before = await metricsOf(session);
  const passed = await page.evaluate(async (wanted) => {
    const link = [...document.querySelectorAll('a')].find((candidate) =>
      candidate.textContent.includes(wanted),
    );
    const least = wanted === 'Start' ? 1 : 5;
    const isDone = () =>
      document.querySelector('h1')?.textContent.includes(wanted) &&
      document.querySelectorAll('article').length >= least &&
      [...document.querySelectorAll('pre[aria-label="Code, json"]')].every((block) =>
        block.querySelector('[class*="nameCode"]'),
      );
    const start = performance.now();
    link?.click();
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    while (!isDone()) await frame();
    await frame();
    return performance.now() - start;
  }, name);
  const after = await metricsOf(session);
  await session.detach();
  return {
    passed,
    task: after.task - before.task,
    script: after.script - before.script,
    layout: after.layout - before.layout,
  };
}

/** @param {CDPSession} session */
async function metricsOf(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  /** @param {string} name */
  const ms = (name) => 1000 * (metrics.find((metric) => metric.name === name)?.value ?? 0);
  return {
    script: ms('ScriptDuration'),
    layout: ms('LayoutDuration') + ms('RecalcStyleDuration'),
    task: ms('TaskDuration'),
  };
}

/**
 * A room of the reader in which the writer has posted.
 * @param {Person} reader
 * @param {Person} writer
 * @param {string} name
 * @param {readonly string[]} texts
 */
async function fillRoom(reader, writer, name, texts) {
  const room = await createRoom(reader.http, { name });
  await addMember(reader.http, room.id, { userId: writer.userId });
  for (const content of texts) await postMessage(writer.http, room.id, { content });
}

/** @typedef {Awaited<ReturnType<typeof signUp>>} Person */

/**
 * @param {string} url
 * @param {string} displayName
 */
async function signUp(url, displayName) {
  const response = await fetch(`${url}/api/v1/users`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      email: `${displayName}@example.com`,
      displayName,
      password: 'a long enough password',
    }),
  });
  const { account } = /** @type {import('@carillon/contracts').SessionView} */ (await response.json());
  const [name = '', value = ''] = (response.headers.get('set-cookie') ?? '').split(';')[0]?.split('=') ?? [];
  const http = createHttpClient({ baseUrl: url, headers: { cookie: `${name}=${value}` } });
  return { userId: account.userId, http, cookie: { name, value } };
}

/**
 * @param {string} folder
 * @param {number} port
 */
async function startServer(folder, port) {
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    PORT: String(port),
    PUBLIC_URL: url,
    CARILLON_DATA_DIR: folder,
    LOG_LEVEL: 'warn',
  };
  const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      if (String(chunk).includes('Carillon is ready')) resolve(undefined);
    });
    child.once('exit', (code) => {
      reject(new Error(`The server ended with ${code ?? 'a signal'}.`));
    });
  });
  return {
    url,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.table(await run());
