import {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  listDeliveries,
  listRosterWebhooks,
  listWebhookActivity,
  listWebhooks,
  regenerateWebhook,
  sendTestMessage,
} from '@carillon/client';
import type {
  CreateWebhookRequest,
  RoomId,
  RosterWebhook,
  WebhookActivity,
  WebhookChange,
  WebhookId,
  WebhookView,
} from '@carillon/contracts';
import { queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { http } from '../../shared/http/http';
import { patchable, patchQuery } from '../../shared/http/patched-query';

/** The webhooks of a room with their URLs. For administrators; forgotten when nothing shows them any more. */
export function webhooksQuery(roomId: RoomId) {
  return queryOptions({
    queryKey: ['webhooks', roomId],
    queryFn: patchable(async ({ signal }) => (await listWebhooks(http, roomId, signal)).items),
    staleTime: 0,
    gcTime: 0,
  });
}

/** The webhooks of a room as every member sees them. */
export function rosterWebhooksQuery(roomId: RoomId) {
  return queryOptions({
    queryKey: ['roster-webhooks', roomId],
    queryFn: patchable(async ({ signal }) => (await listRosterWebhooks(http, roomId, signal)).items),
  });
}

/** Counts of the last 24 hours go down with time, and no event says so. Unit: milliseconds. */
const activityRefreshMs = 60_000;

/** How much the webhooks of a room are used. For administrators. */
export function webhookActivityQuery(roomId: RoomId) {
  return queryOptions({
    queryKey: ['webhook-activity', roomId],
    queryFn: patchable(async ({ signal }) => (await listWebhookActivity(http, roomId, signal)).items),
    refetchInterval: activityRefreshMs,
    gcTime: 0,
  });
}

/** Changes what is known of the use of a room's webhooks. */
export function patchActivity(
  queryClient: QueryClient,
  roomId: RoomId,
  patch: (activities: WebhookActivity[]) => WebhookActivity[],
): void {
  patchQuery(queryClient, webhookActivityQuery(roomId).queryKey, patch);
}

/** The newest post of a webhook that its delivery log still holds; null if none. */
export function lastPostQuery(roomId: RoomId, webhookId: WebhookId) {
  return queryOptions({
    queryKey: ['last-post', roomId, webhookId],
    queryFn: async ({ signal }) => {
      const query = { outcome: 'accepted', limit: 1 } as const;
      return (await listDeliveries(http, roomId, webhookId, query, signal)).items[0] ?? null;
    },
    gcTime: 0,
  });
}

/** Changes the webhooks of a roster, where it was loaded. */
export function patchRosterWebhooks(
  queryClient: QueryClient,
  roomId: RoomId,
  patch: (webhooks: RosterWebhook[]) => RosterWebhook[],
): void {
  patchQuery(queryClient, rosterWebhooksQuery(roomId).queryKey, patch);
}

/** Changes the list of an administrator, without waiting for the event that tells everyone. */
function patchWebhooks(
  queryClient: QueryClient,
  roomId: RoomId,
  patch: (webhooks: WebhookView[]) => WebhookView[],
): void {
  patchQuery(queryClient, webhooksQuery(roomId).queryKey, patch);
}

function replaced(webhooks: WebhookView[], webhook: WebhookView): WebhookView[] {
  return webhooks.map((known) => (known.id === webhook.id ? webhook : known));
}

export function useCreateWebhook(roomId: RoomId) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateWebhookRequest) => createWebhook(http, roomId, body),
    onSuccess: (webhook) => {
      patchWebhooks(queryClient, roomId, (webhooks) => [
        ...webhooks.filter(({ id }) => id !== webhook.id),
        webhook,
      ]);
    },
    gcTime: 0,
  });
}

/** Renames, or changes how posts are read. */
export function useChangeWebhook(roomId: RoomId, webhookId: WebhookId) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: WebhookChange) => changeWebhook(http, roomId, webhookId, change),
    onSuccess: (webhook) => {
      patchWebhooks(queryClient, roomId, (webhooks) => replaced(webhooks, webhook));
    },
    gcTime: 0,
  });
}

export function useRegenerateWebhook(roomId: RoomId, webhookId: WebhookId) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => regenerateWebhook(http, roomId, webhookId),
    onSuccess: (webhook) => {
      patchWebhooks(queryClient, roomId, (webhooks) => replaced(webhooks, webhook));
    },
    gcTime: 0,
  });
}

export function useDeleteWebhook(roomId: RoomId, webhookId: WebhookId) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => deleteWebhook(http, roomId, webhookId),
    onSuccess: () => {
      patchWebhooks(queryClient, roomId, (webhooks) => webhooks.filter(({ id }) => id !== webhookId));
    },
  });
}

/** Posts a test message as a webhook; it arrives in the room as every post does. */
export function useSendTest(roomId: RoomId, webhookId: WebhookId) {
  return useMutation({ mutationFn: () => sendTestMessage(http, roomId, webhookId), gcTime: 0 });
}
