import { ApiError, ConnectionError, postMessage, reconnectDelayMs } from '@carillon/client';
import type { AttachmentView, RoomId } from '@carillon/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { http } from '../../shared/http/http';
import { isPassing } from '../../shared/http/query-client';
import { patchTimeline, readTimeline } from './api';
import { newRequestToken } from './request-token';
import {
  nextToSend,
  withNewer,
  withoutUnsent,
  withUnsent,
  withUnsentState,
  type UnsentMessage,
  type UnsentState,
} from './timeline';

/** Times a message is posted while the server answers that it cannot at the moment. */
const maxRefusedAttempts = 4;

/** What the reader wrote, with the files that go with it. */
export type Written = { content: string; attachments: readonly AttachmentView[] };

/** Takes a message the reader wrote, shows it at once, and sends it when its turn comes. */
export function write(queryClient: QueryClient, roomId: RoomId, { content, attachments }: Written): string {
  const clientRequestToken = newRequestToken();
  const message: UnsentMessage = {
    clientRequestToken,
    content,
    attachments,
    writtenAt: new Date().toISOString(),
    state: 'waiting',
  };
  patchTimeline(queryClient, roomId, (timeline) => withUnsent(timeline, message));
  sendWaiting(queryClient, roomId);
  return clientRequestToken;
}

/** Sends a refused message again, with the token it had: if it arrived after all, it is not stored twice. */
export function sendAgain(queryClient: QueryClient, roomId: RoomId, token: string): void {
  patchTimeline(queryClient, roomId, (timeline) => withUnsentState(timeline, token, { state: 'waiting' }));
  sendWaiting(queryClient, roomId);
}

/** Takes a refused message away. */
export function discard(queryClient: QueryClient, roomId: RoomId, token: string): void {
  patchTimeline(queryClient, roomId, (timeline) => withoutUnsent(timeline, token));
}

/** Sends what waits in every room, for when a connection is made. */
export function sendAllWaiting(queryClient: QueryClient): void {
  for (const query of queryClient.getQueryCache().findAll({ queryKey: ['timeline'] })) {
    // The key of a timeline is its name and a room's id: see `timelineQuery`.
    sendWaiting(queryClient, query.queryKey[1] as RoomId);
  }
}

/** Sends the message whose turn it is, and the next one behind it. `failures` counts the attempts on this message. */
function sendWaiting(queryClient: QueryClient, roomId: RoomId, failures = 0): void {
  const timeline = readTimeline(queryClient, roomId);
  const message = timeline && nextToSend(timeline);
  if (message) void deliver(queryClient, roomId, message, failures);
}

async function deliver(
  queryClient: QueryClient,
  roomId: RoomId,
  { clientRequestToken, content, attachments }: UnsentMessage,
  failures: number,
): Promise<void> {
  setState({ state: 'sending' });
  try {
    const attachmentIds = attachments.map(({ id }) => id);
    const files = attachmentIds.length === 0 ? {} : { attachmentIds };
    const stored = await postMessage(http, roomId, { content, clientRequestToken, ...files });
    setState({ state: 'stored' });
    patchTimeline(queryClient, roomId, (timeline) => withNewer(timeline, [stored]));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (willPass(error, failures)) {
      setState({ state: 'waiting' });
      setTimeout(() => sendWaiting(queryClient, roomId, failures + 1), waitMs(error, failures));
      return;
    }
    setState({ state: 'failed', reason: error.message });
  }
  sendWaiting(queryClient, roomId);

  function setState(next: UnsentState): void {
    patchTimeline(queryClient, roomId, (timeline) => withUnsentState(timeline, clientRequestToken, next));
  }
}

/** Without a connection a message waits as long as it takes; a server that keeps answering "not now" gets four chances. */
function willPass(error: Error, failures: number): boolean {
  return error instanceof ConnectionError || (isPassing(error) && failures + 1 < maxRefusedAttempts);
}

function waitMs(error: Error, failures: number): number {
  const asked = error instanceof ApiError ? error.retryAfterMs : null;
  return asked ?? reconnectDelayMs(failures, Math.random());
}
