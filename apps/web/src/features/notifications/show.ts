import type { MessageAuthor, MessageView, RoomView } from '@carillon/contracts';
import { excerpt, parseMessage } from '@carillon/message-format';
import { messageAddress } from '../../shared/page/message-address';
import { serviceWorker } from './service-worker';

/** Unit: characters as a reader sees them. */
const maxTextLength = 160;

/** What a notification carries; the service worker reads it too. */
export type NotificationFacts = { url: string; roomId: string; seq: number };

/** Shows a notification of a message. One a room: a newer one takes the place of the one before. */
export async function showMessage(message: MessageView, room: RoomView): Promise<void> {
  const facts: NotificationFacts = {
    url: messageAddress(room.id, message.seq),
    roomId: room.id,
    seq: message.seq,
  };
  await show(titleOf(message.author, room), textOf(message), `room-${room.id}`, facts);
}

/** A notification that only shows that they work. */
export async function showTest(): Promise<void> {
  await show('Carillon', 'Notifications work on this device.', 'test', { url: '/', roomId: '', seq: 0 });
}

/** Takes away what was read elsewhere. */
export async function closeRead(roomId: string, lastReadSeq: number): Promise<void> {
  const registration = await serviceWorker();
  const shown = (await registration?.getNotifications({ tag: `room-${roomId}` })) ?? [];
  // Only we show notifications here.
  for (const each of shown) if ((each.data as NotificationFacts).seq <= lastReadSeq) each.close();
}

async function show(title: string, body: string, tag: string, data: NotificationFacts): Promise<void> {
  const registration = await serviceWorker();
  // Standard in every browser that has service workers; the library of the compiler does not know it yet.
  const options = {
    body,
    tag,
    data,
    icon: '/favicon.svg',
    renotify: true,
    silent: true,
  } as NotificationOptions;
  await registration?.showNotification(title, options);
}

/** Between two there is no need to say where. */
function titleOf(author: MessageAuthor, { kind, name }: RoomView): string {
  return kind === 'direct' ? nameOf(author) : `${nameOf(author)} in ${name}`;
}

function textOf({ content, format }: MessageView): string {
  return excerpt(parseMessage(content, format), maxTextLength);
}

function nameOf(author: MessageAuthor): string {
  return author.kind === 'member' ? author.displayName : `${author.name} (Webhook)`;
}
