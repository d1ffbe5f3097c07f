import {
  pathOf,
  routePatterns,
  type CreateWebhookRequest,
  type DeliveryId,
  type DeliveryPage,
  type DeliveryQuery,
  type PostedMessage,
  type RoomId,
  type RosterWebhookList,
  type WebhookActivityList,
  type WebhookChange,
  type WebhookId,
  type WebhookList,
  type WebhookView,
} from '@carillon/contracts';
import type { HttpClient } from './http-client.js';

/** The webhooks of a room as its roster names them, without their URLs. */
export function listRosterWebhooks(
  http: HttpClient,
  roomId: RoomId,
  signal?: AbortSignal,
): Promise<RosterWebhookList> {
  return http.send({ method: 'GET', path: pathOf(routePatterns.rosterWebhooks, { roomId }), signal });
}

/** The webhooks of a room with their URLs. For administrators. */
export function listWebhooks(http: HttpClient, roomId: RoomId, signal?: AbortSignal): Promise<WebhookList> {
  return http.send({ method: 'GET', path: pathOf(routePatterns.webhooks, { roomId }), signal });
}

/** Makes a webhook; its answer holds the URL. */
export function createWebhook(
  http: HttpClient,
  roomId: RoomId,
  body: CreateWebhookRequest,
): Promise<WebhookView> {
  return http.send({ method: 'POST', path: pathOf(routePatterns.webhooks, { roomId }), body });
}

/** Renames a webhook or changes how its posts are read. */
export function changeWebhook(
  http: HttpClient,
  roomId: RoomId,
  webhookId: WebhookId,
  body: WebhookChange,
): Promise<WebhookView> {
  return http.send({ method: 'PATCH', path: pathOf(routePatterns.webhook, { roomId, webhookId }), body });
}

/** Gives a webhook a new URL; the old one answers 404 from the next request on. */
export function regenerateWebhook(
  http: HttpClient,
  roomId: RoomId,
  webhookId: WebhookId,
): Promise<WebhookView> {
  return http.send({
    method: 'POST',
    path: pathOf(routePatterns.webhookRegeneration, { roomId, webhookId }),
  });
}

/** Deletes a webhook; its posts stay. */
export function deleteWebhook(http: HttpClient, roomId: RoomId, webhookId: WebhookId): Promise<void> {
  return http.send({ method: 'DELETE', path: pathOf(routePatterns.webhook, { roomId, webhookId }) });
}

/** Posts a test message as a webhook. */
export function sendTestMessage(
  http: HttpClient,
  roomId: RoomId,
  webhookId: WebhookId,
): Promise<PostedMessage> {
  return http.send({ method: 'POST', path: pathOf(routePatterns.webhookTest, { roomId, webhookId }) });
}

/** How much each webhook of a room is used. */
export function listWebhookActivity(
  http: HttpClient,
  roomId: RoomId,
  signal?: AbortSignal,
): Promise<WebhookActivityList> {
  return http.send({ method: 'GET', path: pathOf(routePatterns.webhookActivity, { roomId }), signal });
}

/** A page of the delivery log of a webhook, newest first. */
export function listDeliveries(
  http: HttpClient,
  roomId: RoomId,
  webhookId: WebhookId,
  query: Omit<DeliveryQuery, 'limit'> & { limit?: number } = {},
  signal?: AbortSignal,
): Promise<DeliveryPage> {
  return http.send({
    method: 'GET',
    path: pathOf(routePatterns.deliveries, { roomId, webhookId }),
    query,
    signal,
  });
}

/** Posts the text of an earlier request again. */
export function postAgain(
  http: HttpClient,
  roomId: RoomId,
  webhookId: WebhookId,
  deliveryId: DeliveryId,
): Promise<PostedMessage> {
  return http.send({
    method: 'POST',
    path: pathOf(routePatterns.deliveryRepetition, { roomId, webhookId, deliveryId }),
  });
}
