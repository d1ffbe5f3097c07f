import { createRoom, createWebhook, deleteRoom, deleteWebhook, regenerateWebhook } from '@carillon/client';
import { signUpPerson } from '../fixtures/people.js';
import { Server } from '../fixtures/server.js';
import { expect, test } from './test.js';

/** The moments in the life of a webhook, and what each URL of it answers from then on. */
type Expected = Record<string, 200 | 403 | 404>;

test('every URL answers 404 once it was valid and 403 if it never was, also after restarts and a crash', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const server = await Server.start({ WEBHOOK_POSTS_PER_SECOND: '0' });
  const alice = await signUpPerson(server, browser, 'Alice');
  const rooms = await Promise.all(['kept', 'deleted'].map((name) => createRoom(alice.http, { name })));
  const [kept, deleted] = rooms.map(({ id }) => id);
  if (!kept || !deleted) throw new Error('Two rooms were made.');
  const webhook = await createWebhook(alice.http, kept, { name: 'Build' });
  const other = await createWebhook(alice.http, kept, { name: 'Other' });
  const inDeleted = await createWebhook(alice.http, deleted, { name: 'Build' });
  const tokenOf = (url: string) => new URL(url).searchParams.get('token') ?? '';

  const urls: Record<string, string> = {
    first: webhook.url,
    'in the room': inDeleted.url,
    'unknown id': webhook.url.replace(webhook.id, '01980000-0000-7000-8000-000000000000'),
    'token of another': webhook.url.replace(tokenOf(webhook.url), tokenOf(other.url)),
    'token with a typing error': webhook.url.slice(0, -1) + (webhook.url.endsWith('a') ? 'b' : 'a'),
    'no token': webhook.url.replace(/\?.*/, ''),
  };
  const never: Expected = {
    'unknown id': 403,
    'token of another': 403,
    'token with a typing error': 403,
    'no token': 403,
  };
  const answered = async () => {
    const entries = Object.entries(urls).map(async ([name, url]) => {
      const { status } = await fetch(url, { method: 'POST', body: '{"Content":"hello"}' });
      return [name, status] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  };
  /** The same before and after each way that a server can end. */
  const expectThroughRestarts = async (expected: Expected) => {
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      expect(await answered()).toEqual({ ...never, ...expected });
      await server.halt(signal);
      await server.run();
    }
    expect(await answered()).toEqual({ ...never, ...expected });
  };

  await expectThroughRestarts({ first: 200, 'in the room': 200 });
  urls['second'] = (await regenerateWebhook(alice.http, kept, webhook.id)).url;
  expect(await answered()).toMatchObject({ first: 404, second: 200 });
  urls['third'] = (await regenerateWebhook(alice.http, kept, webhook.id)).url;
  await expectThroughRestarts({ first: 404, second: 404, third: 200, 'in the room': 200 });
  await deleteWebhook(alice.http, kept, webhook.id);
  await deleteRoom(alice.http, deleted);
  await expectThroughRestarts({ first: 404, second: 404, third: 404, 'in the room': 404 });
  await server.remove();
});
