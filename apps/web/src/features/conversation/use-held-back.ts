import { useState } from 'react';

/**
 * Whether the reader marked something as unread, here or on another device, and has not turned away since: then the
 * marker must not move on by itself, although the end is in view.
 */
export function useHeldBack(readRound: number, isWatching: boolean): boolean {
  const [seen, setSeen] = useState({ readRound, isWatching, isHeldBack: false });
  if (seen.readRound === readRound && seen.isWatching === isWatching) return seen.isHeldBack;
  const hasReturned = isWatching && !seen.isWatching;
  const isHeldBack = readRound > seen.readRound || (seen.isHeldBack && !hasReturned);
  setSeen({ readRound, isWatching, isHeldBack });
  return isHeldBack;
}
