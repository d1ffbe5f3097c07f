import { setTimeout as passed } from 'node:timers/promises';
import { createWebhook } from '@carillon/client';
import { expect, isLong, test } from './test.js';

// This is about real time, so real time passes here; `--long` gives it all that the contract is measured by.
const spacedPosts = isLong ? 20 : 5;
const seconds = isLong ? 30 : 5;

const post = async (url: string, text: string) => {
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify({ Content: text }) });
  await answer.arrayBuffer();
  return answer.status;
};

/** Posts, sleeps 1.000 s, posts again; answers the statuses. */
async function postSpaced(url: string, name: string, count: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let number = 1; number <= count; number += 1) {
    if (number > 1) await passed(1000);
    statuses.push(await post(url, `${name}: ${number}`));
  }
  return statuses;
}

const numbered = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${name}: ${index + 1}`);

test(`${spacedPosts} posts with a sleep of 1.000 s between them are all answered 200`, async ({
  webhook,
  expectSeenOnce,
}) => {
  const statuses = await postSpaced(webhook.url, 'post', spacedPosts);
  expect(statuses).toEqual(Array.from({ length: spacedPosts }, () => 200));
  await expectSeenOnce(numbered('post', spacedPosts));
});

test(`10 webhooks of one room post once a second for ${seconds} s: all 200, all told once and in order`, async ({
  alice,
  room,
  allTold,
}) => {
  test.setTimeout(120_000);
  const names = numbered('webhook', 10);
  const webhooks = await Promise.all(names.map((name) => createWebhook(alice.http, room.id, { name })));
  const statuses = await Promise.all(webhooks.map(({ url, name }) => postSpaced(url, name, seconds)));
  expect(statuses.flat()).toEqual(Array.from({ length: 10 * seconds }, () => 200));

  const told = await allTold();
  expect(told.map(({ seq }) => seq)).toEqual(Array.from({ length: 10 * seconds }, (_, index) => index + 1));
  for (const { name } of webhooks) {
    const contents = told.map(({ content }) => content).filter((content) => content.startsWith(`${name}: `));
    expect(contents).toEqual(numbered(name, seconds));
  }
});
