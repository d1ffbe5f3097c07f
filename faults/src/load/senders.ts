import { randomUUID } from 'node:crypto';
import { pathOf, routePatterns, type RoomId } from '@carillon/contracts';
import { requestBytes, type Answer } from './http-connection.js';

/** Somebody who writes into a room: a program through a webhook, or a member through the API. */
export type Sender = {
  readonly roomId: RoomId;
  /** @param key marks a request that may be repeated. */
  request(text: string, key?: string): Buffer;
  /** The id of the stored message; undefined if this answer is not the one for success. */
  acceptedId(answer: Answer): string | undefined;
};

/** @param url of a webhook */
export function webhookSender(roomId: RoomId, url: string): Sender {
  const { pathname, search } = new URL(url);
  return {
    roomId,
    request: (text, key) =>
      requestBytes(
        'POST',
        pathname + search,
        key === undefined ? {} : { 'Idempotency-Key': key },
        JSON.stringify({ Content: text }),
      ),
    acceptedId: ({ status, body }) => (status === 200 ? readId(body, 'MessageId') : undefined),
  };
}

export function memberSender(roomId: RoomId, cookie: string): Sender {
  const path = pathOf(routePatterns.messages, { roomId });
  return {
    roomId,
    request: (content, clientRequestToken = randomUUID()) =>
      requestBytes('POST', path, { cookie }, JSON.stringify({ content, clientRequestToken })),
    acceptedId: ({ status, body }) => (status === 201 ? readId(body, 'id') : undefined),
  };
}

function readId(body: string, key: string): string | undefined {
  const value = (JSON.parse(body) as Record<string, unknown>)[key];
  return typeof value === 'string' ? value : undefined;
}
