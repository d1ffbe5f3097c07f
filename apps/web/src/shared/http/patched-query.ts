import { hashKey, type QueryClient, type QueryFunctionContext, type QueryKey } from '@tanstack/react-query';

type Patch<Data> = (data: Data) => Data;
/** A patch of whatever data; the key of its query says which. */
type AnyPatch = (data: never) => unknown;

/** What was told while a read was under way, by query. */
const patchesUnderWay = new Map<string, Set<AnyPatch[]>>();

/**
 * Changes what a query holds, by an event or by the answer of a mutation. A read of the query that is under way may
 * answer with the state before: the patch is applied to its answer again, so a patch must be safe to apply twice.
 */
export function patchQuery<Data>(queryClient: QueryClient, queryKey: QueryKey, patch: Patch<Data>): void {
  queryClient.setQueryData<Data>(queryKey, (data) => data && patch(data));
  for (const patches of patchesUnderWay.get(hashKey(queryKey)) ?? []) patches.push(patch);
}

/** Wraps the function of a query that `patchQuery` is used on. */
export function patchable<Data>(
  read: (context: QueryFunctionContext) => Promise<Data>,
): (context: QueryFunctionContext) => Promise<Data> {
  return async (context) => {
    const patches: Patch<Data>[] = [];
    const forget = remember(hashKey(context.queryKey), patches);
    try {
      const data = await read(context);
      return patches.reduce<Data>((patched, patch) => patch(patched), data);
    } finally {
      forget();
    }
  };
}

function remember(hash: string, patches: AnyPatch[]): () => void {
  const reads = patchesUnderWay.get(hash) ?? new Set();
  patchesUnderWay.set(hash, reads.add(patches));
  return () => {
    reads.delete(patches);
    if (reads.size === 0) patchesUnderWay.delete(hash);
  };
}
