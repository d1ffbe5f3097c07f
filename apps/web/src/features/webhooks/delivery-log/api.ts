import { listDeliveries, postAgain } from '@carillon/client';
import { limits, type DeliveryId, type DeliveryView, type RoomId, type WebhookId } from '@carillon/contracts';
import { queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { http } from '../../../shared/http/http';
import { patchable, patchQuery } from '../../../shared/http/patched-query';
import { matching, withFirstPage, withOlder, withRecorded, type DeliveryFilter, type Log } from './log';

/**
 * The delivery log of a webhook as far as it was read. Reading it again reads its first page and keeps what lies
 * behind it. Forgotten when nothing shows it any more: it holds parts of what was posted.
 */
export function logQuery(roomId: RoomId, webhookId: WebhookId, filter: DeliveryFilter) {
  const queryKey = [...logsKey(roomId), webhookId, filter];
  return queryOptions({
    queryKey,
    queryFn: patchable<Log>(async ({ client, signal }) => {
      const known = client.getQueryData<Log>(queryKey);
      // As much as one answer holds, so that a longer break does not cost the reader their place.
      const limit = known ? limits.pages.maxSize : limits.pages.defaultSize;
      const page = await listDeliveries(http, roomId, webhookId, { limit, ...outcomeOf(filter) }, signal);
      return withFirstPage(client.getQueryData<Log>(queryKey), page);
    }),
    // Ten thousand requests would be compared field by field whenever one comes in.
    structuralSharing: false,
    gcTime: 0,
  });
}

function logsKey(roomId: RoomId) {
  return ['deliveries', roomId];
}

function outcomeOf(filter: DeliveryFilter) {
  return filter === 'all' ? {} : { outcome: filter };
}

/** Takes what was just recorded into every log of the room that is on screen. */
export function recordDeliveries(
  queryClient: QueryClient,
  roomId: RoomId,
  recorded: readonly DeliveryView[],
): void {
  for (const { queryKey } of queryClient.getQueryCache().findAll({ queryKey: logsKey(roomId) })) {
    // The key was made by `logQuery`.
    const [, , webhookId, filter] = queryKey as [string, RoomId, WebhookId, DeliveryFilter];
    const fitting = matching(recorded, webhookId, filter);
    if (fitting.length > 0) patchQuery<Log>(queryClient, queryKey, (log) => withRecorded(log, fitting));
  }
}

/** Reads the first pages of a room's logs again, where something may have been missed. */
export function refreshLogs(queryClient: QueryClient, roomId: RoomId): void {
  void queryClient.invalidateQueries({ queryKey: logsKey(roomId) });
}

/** Reads the page behind the oldest request on screen. */
export function useLoadOlder(roomId: RoomId, webhookId: WebhookId, filter: DeliveryFilter) {
  const queryClient = useQueryClient();
  const { queryKey } = logQuery(roomId, webhookId, filter);
  return useMutation({
    mutationFn: async () => {
      const cursor = queryClient.getQueryData(queryKey)?.nextCursor;
      if (!cursor) return;
      const page = await listDeliveries(http, roomId, webhookId, { cursor, ...outcomeOf(filter) });
      patchQuery<Log>(queryClient, queryKey, (log) => withOlder(log, page, cursor));
    },
    gcTime: 0,
  });
}

/** Posts the text of a request again. Its own request appears in the log as every other does. */
export function usePostAgain(roomId: RoomId, webhookId: WebhookId) {
  return useMutation({
    mutationFn: (deliveryId: DeliveryId) => postAgain(http, roomId, webhookId, deliveryId),
    gcTime: 0,
  });
}
