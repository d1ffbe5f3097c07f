import type { RoomId, UserId, WebhookId } from '@carillon/contracts';
import { authorMark, fileMark, hasLink, linkMark, roomMark } from './marks.js';
import { wordsOf } from './words.js';

/** What the database keeps of one word. Both numbers are PostgreSQL's. */
const maxPosition = 16_383;
const maxPositions = 255;

export type SearchableMessage = {
  roomId: RoomId;
  authorId: UserId | WebhookId;
  content: string;
  /** Null where it has no files. */
  fileNames: string | null;
};

/** A message as a `tsvector` literal: its words with their places, and its marks. */
export function textVector({ roomId, authorId, content, fileNames }: SearchableMessage): string {
  const places = new Map<string, number[]>();
  let position = 0;
  for (const { folded } of wordsOf(fileNames === null ? content : `${content}\n${fileNames}`)) {
    position = Math.min(position + 1, maxPosition);
    const known = places.get(folded);
    if (known === undefined) places.set(folded, [position]);
    else if (known.length < maxPositions) known.push(position);
  }
  const marks = [roomMark(roomId), authorMark(authorId)];
  if (hasLink(content)) marks.push(linkMark);
  if (fileNames !== null) marks.push(fileMark);
  const words = Array.from(places, ([folded, at]) => `'${folded}':${at.join(',')}`);
  return [...words, ...marks.map((mark) => `'${mark}'`)].join(' ');
}
