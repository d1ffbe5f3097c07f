import type { UserId } from '@carillon/contracts';
import { expect, it } from 'vitest';
import { namesOf } from './reaction-names';

const reader = 'reader' as UserId;
const person = (name: string) => ({ userId: name.toLowerCase() as UserId, displayName: name });

it.each([
  ['Alice', { count: 1, isMine: false, people: [person('Alice')] }],
  ['You', { count: 1, isMine: true, people: [person('Reader')] }],
  ['You and Alice', { count: 2, isMine: true, people: [person('Alice'), person('Reader')] }],
  ['You, Alice, and 1 other', { count: 3, isMine: true, people: [person('Alice')] }],
  ['Alice and 12 others', { count: 13, isMine: false, people: [person('Alice')] }],
])('%s', (names, reaction) => {
  expect(namesOf({ emoji: '🎉', ...reaction }, reader)).toBe(names);
});
