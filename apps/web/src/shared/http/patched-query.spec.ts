import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { patchable, patchQuery } from './patched-query';

const queryKey = ['numbers'];

/** Adds a number once, however often it is applied. */
function adding(number: number): (numbers: number[]) => number[] {
  return (numbers) => [...numbers.filter((known) => known !== number), number];
}

function aRead() {
  const queryClient = new QueryClient();
  let answer: (numbers: number[]) => void = () => undefined;
  const promise = new Promise<number[]>((resolve) => {
    answer = resolve;
  });
  const read = queryClient.query({ queryKey, queryFn: patchable(() => promise) });
  return { queryClient, read, answer };
}

it('keeps what was told while an older state was being read', async () => {
  const { queryClient, read, answer } = aRead();
  patchQuery(queryClient, queryKey, adding(2));
  patchQuery(queryClient, queryKey, adding(3));
  answer([1]);
  expect(await read).toEqual([1, 2, 3]);
});

it('applies a patch to what stands, and not to a later read', async () => {
  const { queryClient, read, answer } = aRead();
  answer([1]);
  await read;
  patchQuery(queryClient, queryKey, adding(2));
  expect(queryClient.getQueryData(queryKey)).toEqual([1, 2]);
  const later = queryClient.query({ queryKey, queryFn: patchable(() => Promise.resolve([7])) });
  expect(await later).toEqual([7]);
});

it('leaves a query alone that holds nothing', () => {
  const queryClient = new QueryClient();
  patchQuery(queryClient, queryKey, adding(2));
  expect(queryClient.getQueryData(queryKey)).toBeUndefined();
});
