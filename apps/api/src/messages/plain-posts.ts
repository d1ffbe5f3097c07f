import type { MessageFormat, RoomId, WebhookId } from '@carillon/contracts';
import {
  bytesArray,
  floatArray,
  integerArray,
  textArray,
  timeArray,
  uuidArray,
} from '../platform/database/binary-arrays.js';
import type { DraftAuthor, MessageDraft, PostSchedule } from './message-draft.js';

type Author = Extract<DraftAuthor, { kind: 'webhook' }>;

/** One room of a group, and what it takes. `place` counts from 1, as arrays of PostgreSQL do. */
type Room = { id: RoomId; place: number; count: number; latest: Date };
/** One webhook of a group. `ageMs` is that of its oldest post, which stands first for the rate. */
type Webhook = {
  id: WebhookId;
  place: number;
  room: Room;
  tokenHash: Buffer;
  format: MessageFormat;
  latest: Date;
  ageMs: number;
};
type Post = { draft: MessageDraft; webhook: Webhook; number: number };

/** Posts that name nobody and have no key, as `store_posts` takes them. */
export type PlainPosts = {
  readonly posts: readonly Post[];
  /** What the function is given before the time by which it must end. */
  readonly values: unknown[];
};

/** Puts a group together for `store_posts`; undefined if one of the drafts needs more than that does. */
export function plainPostsOf(drafts: readonly MessageDraft[], sentAtMs: number): PlainPosts | undefined {
  const rooms = new Map<RoomId, Room>();
  const webhooks = new Map<WebhookId, Webhook>();
  const posts: Post[] = [];
  let schedule: PostSchedule | undefined;
  for (const draft of drafts) {
    if (!isPlain(draft)) return undefined;
    const webhook = webhookOf(webhooks, roomOf(rooms, draft), draft.author, draft, sentAtMs);
    if (webhook === undefined) return undefined;
    ({ schedule } = draft.author);
    posts.push({ draft, webhook, number: webhook.room.count });
  }
  if (schedule === undefined) return undefined;
  const ordered = inOrderOfIds(rooms);
  return { posts, values: valuesOf(ordered, [...webhooks.values()], posts, schedule) };
}

function isPlain(draft: MessageDraft): draft is MessageDraft & { author: Author } {
  const { author, written, present } = draft;
  if (author.kind !== 'webhook' || author.idempotencyKey !== null) return false;
  return written.handles.length === 0 && !written.all && present === null;
}

function roomOf(rooms: Map<RoomId, Room>, { roomId, createdAt }: MessageDraft): Room {
  let room = rooms.get(roomId);
  if (room === undefined) {
    room = { id: roomId, place: 0, count: 0, latest: createdAt };
    rooms.set(roomId, room);
  }
  room.count += 1;
  if (createdAt > room.latest) room.latest = createdAt;
  return room;
}

/** Undefined where the webhook has changed between two posts of the group. */
function webhookOf(
  webhooks: Map<WebhookId, Webhook>,
  room: Room,
  { view, tokenHash }: Author,
  { format, createdAt, arrivedAtMs }: MessageDraft,
  sentAtMs: number,
): Webhook | undefined {
  const known = webhooks.get(view.webhookId);
  if (known !== undefined) {
    if (createdAt > known.latest) known.latest = createdAt;
    const isSame = known.format === format && known.tokenHash.equals(tokenHash) && known.room === room;
    return isSame ? known : undefined;
  }
  const webhook: Webhook = {
    id: view.webhookId,
    place: webhooks.size + 1,
    room,
    tokenHash,
    format,
    latest: createdAt,
    ageMs: Math.max(0, sentAtMs - arrivedAtMs),
  };
  webhooks.set(webhook.id, webhook);
  return webhook;
}

/** The order in which everyone locks rooms, so that two groups cannot wait for each other. */
function inOrderOfIds(rooms: Map<RoomId, Room>): Room[] {
  const ordered = [...rooms.values()];
  if (ordered.length > 1) ordered.sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const [index, room] of ordered.entries()) room.place = index + 1;
  return ordered;
}

function valuesOf(
  rooms: readonly Room[],
  webhooks: readonly Webhook[],
  posts: readonly Post[],
  { intervalMs, toleranceMs }: PostSchedule,
): unknown[] {
  return [
    uuidArray(rooms.map(({ id }) => id)),
    integerArray(rooms.map(({ count }) => count)),
    timeArray(rooms.map(({ latest }) => latest)),
    uuidArray(webhooks.map(({ id }) => id)),
    integerArray(webhooks.map(({ room }) => room.place)),
    bytesArray(webhooks.map(({ tokenHash }) => tokenHash)),
    textArray(webhooks.map(({ format }) => format)),
    timeArray(webhooks.map(({ latest }) => latest)),
    floatArray(webhooks.map(({ ageMs }) => ageMs)),
    intervalMs,
    toleranceMs,
    uuidArray(posts.map(({ draft }) => draft.id)),
    integerArray(posts.map(({ webhook }) => webhook.place)),
    integerArray(posts.map(({ number }) => number)),
    textArray(posts.map(({ draft }) => draft.content)),
    timeArray(posts.map(({ draft }) => draft.createdAt)),
  ];
}
