import type { FoundPerson, RoomView } from '@carillon/contracts';

/** Where the finder can lead. */
export type Destination = { kind: 'room'; room: RoomView } | { kind: 'person'; person: FoundPerson };

type Ranked = { room: RoomView; score: number };

const combiningMarks = /[\u0300-\u036f]/g;

/** A text as it is compared: without case and accents. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(combiningMarks, '').toLowerCase();
}

const scores = { whole: 100, start: 70, word: 50, inside: 25, letters: 8 };
/** What a room gains by having been opened lately, the latest most. */
const mostForRecent = 15;

/**
 * Rooms that a text finds, the best first: how well the name fits decides, then how lately the reader was there, then
 * where something was said last. Each word of the text must fit.
 */
export function rankRooms(
  rooms: readonly RoomView[],
  text: string,
  recentIds: readonly string[],
  atMost: number,
): RoomView[] {
  const words = folded(text).split(/\s+/).filter(Boolean);
  const recency = new Map(recentIds.map((id, index) => [id, mostForRecent * (1 - index / recentIds.length)]));
  const ranked = rooms.flatMap((room): Ranked[] => {
    const fit = fitOf(room, words, folded(text).trim());
    return fit === 0 ? [] : [{ room, score: fit + (recency.get(room.id) ?? 0) }];
  });
  ranked.sort((one, other) => other.score - one.score || byActivity(one.room, other.room));
  return ranked.slice(0, atMost).map(({ room }) => room);
}

/** Whether each word of a text fits the name or the alias of somebody. */
export function isNamed({ displayName, alias }: FoundPerson, text: string): boolean {
  const names = [folded(displayName), alias];
  return folded(text)
    .split(/\s+/)
    .every((word) => names.some((name) => name.includes(word)));
}

/** 0 where a word does not fit. */
function fitOf(room: RoomView, words: readonly string[], whole: string): number {
  const name = folded(room.name);
  if (name === whole) return scores.whole;
  const texts = [name, ...room.people.map(({ alias }) => alias)];
  const fits = words.map((word) => Math.max(...texts.map((text) => fitOfWord(text, word))));
  return fits.includes(0) ? 0 : fits.reduce((sum, fit) => sum + fit, 0) / fits.length;
}

function fitOfWord(text: string, word: string): number {
  const place = text.indexOf(word);
  if (place === 0) return scores.start;
  if (place === -1) return hasLettersInOrder(text, word) ? scores.letters : 0;
  return /[\p{L}\p{N}]/u.test(text[place - 1] ?? '') ? scores.inside : scores.word;
}

/** `dpl` is in `deploys`. One or two letters are in everything. */
function hasLettersInOrder(text: string, word: string): boolean {
  if (word.length < 3) return false;
  let place = -1;
  for (const letter of word) {
    place = text.indexOf(letter, place + 1);
    if (place === -1) return false;
  }
  return true;
}

function byActivity(one: RoomView, other: RoomView): number {
  const [first, second] = [one.lastMessageAt ?? '', other.lastMessageAt ?? ''];
  return first === second ? 0 : first < second ? 1 : -1;
}

/**
 * Where to go without a text: what calls the reader, then the rooms opened last, then where something was said last.
 * The room that is open is not among them, so that Enter leads back to the one before.
 */
export function suggestRooms(
  rooms: readonly RoomView[],
  recentIds: readonly string[],
  openRoomId: string | null,
  atMost: number,
): RoomView[] {
  const place = new Map(recentIds.map((id, index) => [id, index]));
  const placeOf = (room: RoomView) => place.get(room.id) ?? recentIds.length;
  return rooms
    .filter((room) => room.id !== openRoomId && !room.me.isHidden)
    .sort((one, other) => placeOf(one) - placeOf(other) || byActivity(one, other))
    .slice(0, atMost);
}

/** Rooms and people in one list. Somebody with whom there is a conversation is that conversation. */
export function mergeFound(
  found: readonly RoomView[],
  people: readonly FoundPerson[],
  rooms: readonly RoomView[],
  readerId: string,
): Destination[] {
  const directs = new Map(
    rooms.filter(({ kind }) => kind === 'direct').map((room) => [room.people[0]?.userId, room]),
  );
  const shown = new Set(found);
  const others = people.flatMap((person): Destination[] => {
    if (person.userId === readerId) return [];
    const room = directs.get(person.userId);
    if (!room) return [{ kind: 'person', person }];
    return shown.has(room) ? [] : [{ kind: 'room', room }];
  });
  return [...found.map((room): Destination => ({ kind: 'room', room })), ...others];
}
