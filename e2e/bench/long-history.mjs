// @ts-check
// What a very long room costs a browser, in the real page on the real server: scrolling through its history, and reading
// while messages stream in. Run by `npm run bench -- --only long-history`, which makes the room.
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from '@playwright/test';

/** @import { CDPSession, Page } from '@playwright/test' */

/**
 * @typedef {{ url: string, cookie: string, roomId: string, lastSeq: number, webhookUrls: string[], isQuick: boolean }} Room
 * @typedef {{ name: string, value: number, unit: string, target?: number, note?: string }} Row
 */

const streamPerSecond = 50;
const wheelPixels = 1200;
const wheelMs = 40;

/**
 * @param {Room} room
 * @returns {Promise<Row[]>}
 */
export async function run(room) {
  const executablePath = process.env['CARILLON_BROWSER'];
  const browser = await chromium.launch({
    args: ['--no-sandbox', '--disable-gpu'],
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  try {
    const context = await browser.newContext({ baseURL: room.url, viewport: { width: 1440, height: 900 } });
    const [name = '', value = ''] = room.cookie.split('=');
    await context.addCookies([{ name, value, url: room.url }]);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await page.goto(`/rooms/${room.roomId}`);
    await page.locator(`article[data-seq="${room.lastSeq}"]`).waitFor();
    return [...(await scroll(page, session, room)), ...(await stream(page, session, room))];
  } finally {
    await browser.close();
  }
}

/**
 * Scrolls up by the wheel as fast as a hand does, then to places all over the history.
 * @param {Page} page
 * @param {CDPSession} session
 * @param {Room} room
 * @returns {Promise<Row[]>}
 */
async function scroll(page, session, { roomId, lastSeq, isQuick }) {
  const heapBefore = await heapMiB(session);
  await page.mouse.move(700, 400);
  await watch(page);
  const until = performance.now() + (isQuick ? 8000 : 20_000);
  while (performance.now() < until) {
    await page.mouse.wheel(0, -wheelPixels);
    await sleep(wheelMs);
  }
  const wheel = await seen(page);
  const passed = lastSeq - (await firstSeq(page));
  for (let place = 1; place <= 10; place += 1) {
    const seq = Math.floor((lastSeq * place) / 11);
    await page.evaluate(([id, n]) => {
      history.pushState({ key: `place ${n}`, usr: null, idx: n }, '', `/rooms/${id}#message-${n}`);
      dispatchEvent(new PopStateEvent('popstate'));
    }, /** @type {const} */ ([roomId, seq]));
    await page.locator(`article[data-seq="${seq}"]:focus`).waitFor();
    for (let turn = 0; turn < 10; turn += 1) {
      await page.mouse.wheel(0, place % 2 === 0 ? wheelPixels : -wheelPixels);
      await sleep(wheelMs);
    }
  }
  const heapAfter = await heapMiB(session);
  const drawn = await page.locator('article').count();
  const note = `${passed} messages passed by the wheel`;
  return [
    { name: 'scrolling, longest frame', value: wheel.longest, unit: 'ms', target: 50, note },
    { name: 'scrolling, p99 of frames', value: wheel.p99, unit: 'ms', note: `${wheel.frames} frames` },
    { name: 'scrolling, longest task of the page', value: wheel.longestTask, unit: 'ms' },
    { name: 'heap before scrolling', value: heapBefore, unit: 'MiB' },
    {
      name: 'heap after scrolling and 10 places all over',
      value: heapAfter,
      unit: 'MiB',
      note: `${drawn} messages in the document`,
    },
  ];
}

/**
 * Posts at a steady rate while somebody reads at the end and writes.
 * @param {Page} page
 * @param {CDPSession} session
 * @param {Room} room
 * @returns {Promise<Row[]>}
 */
async function stream(page, session, { webhookUrls, isQuick }) {
  await page.getByRole('button', { name: /Jump to latest/ }).click();
  await page.getByRole('button', { name: /Jump to latest/ }).waitFor({ state: 'hidden' });
  const composer = page.getByRole('textbox', { name: /^Message / });
  await composer.focus();
  const heapBefore = await heapMiB(session);
  await watch(page);
  const count = (isQuick ? 8 : 20) * streamPerSecond;
  const start = performance.now();
  /** @type {Promise<unknown>[]} */
  const posts = [];
  const writing = write(page, (count / streamPerSecond) * 1000);
  for (let n = 0; n < count; n += 1) {
    const wait = start + (n * 1000) / streamPerSecond - performance.now();
    if (wait > 0) await sleep(wait);
    posts.push(post(webhookUrls[n % webhookUrls.length] ?? '', `Stream ${n}: **checkout** took ${n} ms`));
  }
  await Promise.all([...posts, writing]);
  const shown = await page
    .getByText(`Stream ${count - 1}:`)
    .waitFor()
    .then(() => performance.now() - start);
  const figures = await seen(page);
  await composer.fill('');
  return [
    {
      name: `stream of ${streamPerSecond}/s, longest frame`,
      value: figures.longest,
      unit: 'ms',
      note: `${count} messages in ${Math.round(shown)} ms`,
    },
    {
      name: `stream of ${streamPerSecond}/s, p99 of frames`,
      value: figures.p99,
      unit: 'ms',
      note: `${figures.frames} frames`,
    },
    {
      name: `stream of ${streamPerSecond}/s, longest task of the page`,
      value: figures.longestTask,
      unit: 'ms',
    },
    {
      name: `stream of ${streamPerSecond}/s, slowest key until painted`,
      value: figures.slowestKey,
      unit: 'ms',
      target: 200,
    },
    { name: 'heap grown by the stream', value: (await heapMiB(session)) - heapBefore, unit: 'MiB' },
  ];
}

/**
 * A key every 100 ms.
 * @param {Page} page
 * @param {number} ms
 */
async function write(page, ms) {
  const until = performance.now() + ms;
  while (performance.now() < until) {
    await page.keyboard.press('a');
    await sleep(100);
  }
}

/**
 * @param {string} url
 * @param {string} Content
 */
async function post(url, Content) {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify({ Content }) });
  if (response.status !== 200)
    throw new Error(`A post was answered ${response.status}: ${await response.text()}`);
  await response.arrayBuffer();
}

/** @param {Page} page */
async function firstSeq(page) {
  return Number(await page.locator('article').first().getAttribute('data-seq'));
}

/** @param {CDPSession} session */
async function heapMiB(session) {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 1024 / 1024;
}

/**
 * Begins to note frames, long tasks and keys.
 * @param {Page} page
 */
async function watch(page) {
  await page.evaluate(() => {
    /** @type {{ frames: number[], tasks: number[], keys: number[], isOver: boolean }} */
    const notes = { frames: [], tasks: [], keys: [], isOver: false };
    Object.assign(window, { notes });
    let before = performance.now();
    /** @param {number} now */
    const frame = (now) => {
      notes.frames.push(now - before);
      before = now;
      if (!notes.isOver) requestAnimationFrame(frame);
    };
    requestAnimationFrame((now) => {
      before = now;
      requestAnimationFrame(frame);
    });
    // The types do not know the threshold yet.
    const pressed = { type: 'event', durationThreshold: 16 };
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) notes.tasks.push(duration);
    }).observe({ type: 'longtask' });
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries())
        if (name.startsWith('key')) notes.keys.push(duration);
    }).observe(pressed);
  });
}

/**
 * What was noted since.
 * @param {Page} page
 */
async function seen(page) {
  const { frames, tasks, keys } = await page.evaluate(() => {
    const { notes } =
      /** @type {{ notes: { frames: number[], tasks: number[], keys: number[], isOver: boolean } }} */ (
        /** @type {unknown} */ (window)
      );
    notes.isOver = true;
    return notes;
  });
  const sorted = frames.toSorted((a, b) => a - b);
  return {
    frames: frames.length,
    longest: sorted.at(-1) ?? NaN,
    p99: sorted[Math.floor(sorted.length * 0.99)] ?? NaN,
    longestTask: Math.max(0, ...tasks),
    slowestKey: Math.max(0, ...keys),
  };
}
