import type { RoomId, UserId } from '@carillon/contracts';
import { useState } from 'react';

/** The text of the composer, kept on this device per person and room until it is sent. */
export function useDraft(userId: UserId, roomId: RoomId): [string, (text: string) => void] {
  const key = `carillon.draft.${userId}.${roomId}`;
  const [text, setText] = useState(() => readDraft(key));
  const changeText = (next: string) => {
    setText(next);
    storeDraft(key, next);
  };
  return [text, changeText];
}

function readDraft(key: string): string {
  try {
    return localStorage.getItem(key) ?? '';
  } catch (error) {
    console.warn('Drafts cannot be read.', error);
    return '';
  }
}

function storeDraft(key: string, text: string): void {
  try {
    if (text === '') localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch (error) {
    // A browser that stores nothing keeps the draft until the room is closed.
    console.warn('The draft cannot be stored.', error);
  }
}
