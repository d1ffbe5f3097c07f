import type { AccountView, MemberView, MessageId, MessageView, RoomView } from '@carillon/contracts';
import { createContext, useContext } from 'react';
import type { ActionName } from './shortcuts';

/** What the reader can do to the messages of the open room. Every function says by itself why something failed. */
export type MessageActions = {
  account: AccountView;
  isAdministrator: boolean;
  react: (message: MessageView, emoji: string, isMine: boolean) => void;
  /** Whatever needs nothing but the message. */
  run: (name: Exclude<ActionName, 'react'>, message: MessageView) => void;
  openSheet: (message: MessageView) => void;
};

/** The message that is being edited in its place. */
export type Editing = {
  messageId: MessageId;
  /** What the editor starts with: the message, or what could not be saved. */
  text: string;
  /** Why it could not be saved. */
  problem: string | null;
};

export type EditingState = {
  editing: Editing | null;
  account: AccountView;
  room: RoomView;
  members: readonly MemberView[];
  save: (message: MessageView, text: string) => void;
  cancel: () => void;
};

export const MessageActionsContext = createContext<MessageActions | null>(null);
export const EditingContext = createContext<EditingState | null>(null);

export function useMessageActions(): MessageActions | null {
  return useContext(MessageActionsContext);
}

/** The editor of a message; null unless it is being edited. */
export function useEditingOf(messageId: MessageId): (EditingState & { editing: Editing }) | null {
  const state = useContext(EditingContext);
  const editing = state?.editing;
  return state && editing?.messageId === messageId ? { ...state, editing } : null;
}
