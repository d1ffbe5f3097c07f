import type { RoomId, UserId, WebhookId } from '@carillon/contracts';

// Words hold no capital letters, so what begins with one is a mark: something about the message that the same index
// can be asked for. Marks of ids are cut short; each search compares the whole id too.
const idDigits = 8;

export const linkMark = 'L';
export const fileMark = 'F';

export function roomMark(roomId: RoomId): string {
  return `R${roomId.slice(-idDigits)}`;
}

export function authorMark(authorId: UserId | WebhookId): string {
  return `A${authorId.slice(-idDigits)}`;
}

const link = /\bhttps?:\/\/[^\s/]/i;

export function hasLink(content: string): boolean {
  return link.test(content);
}
