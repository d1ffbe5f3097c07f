import { deleteMessage, editMessage, moveReadMarker, setPinned, setReaction } from '@carillon/client';
import type { AccountView, MemberView, MessageView, RoomView } from '@carillon/contracts';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useMemo, useState, type RefObject } from 'react';
import { http } from '../../../shared/http/http';
import { messageAddress } from '../../../shared/page/message-address';
import { copyText } from '../../../shared/ui/copy-text';
import { showToast } from '../../../shared/ui/toasts';
import { patchTimeline, readTimeline } from '../api';
import { withAnswered } from '../changes/changes';
import { withoutPending, withPending, type PendingChange } from '../changes/pending';
import type { ComposerHandle } from '../composer/composer-handle';
import { contentOf } from '../composer/content-problem';
import { newRequestToken } from '../request-token';
import type { Editing, EditingState, MessageActions } from './actions-context';
import { isAllowed } from './allowed';
import { quoteOf } from './quote';
import type { ActionName } from './shortcuts';

/** A window above the conversation, about one message. */
export type MessageDialog = { kind: 'sheet' | 'delete' | 'reaction'; message: MessageView };

type Options = {
  room: RoomView;
  account: AccountView;
  members: readonly MemberView[];
  composer: RefObject<ComposerHandle | null>;
  /** Brings a message into view that may lie far away. */
  onShow: (seq: number) => void;
};

/** Everything that can be done to the messages of the open room, and what is being done. */
export function useActions({ room, account, members, composer, onShow }: Options) {
  const queryClient = useQueryClient();
  const [editing, setEditing] = useState<Editing | null>(null);
  const [dialog, setDialog] = useState<MessageDialog | null>(null);
  const isAdministrator = room.me.role === 'administrator';

  const save = async (message: MessageView, text: string) => {
    const content = contentOf(text);
    if (content.trim() === '') {
      setDialog({ kind: 'delete', message });
      return;
    }
    setEditing(null);
    composer.current?.focus();
    if (content === message.content) return;
    const problem = await saveContent(queryClient, message, content);
    // What was written must not be lost; unless the reader has begun to edit something else, they see it again.
    if (problem !== null) setEditing((current) => current ?? { messageId: message.id, text, problem });
  };

  const actions = useMemo<MessageActions>(() => {
    const run = async (name: Exclude<ActionName, 'react'>, message: MessageView) => {
      if (!isAllowed(name, message, { account, isAdministrator })) return;
      if (name === 'edit') setEditing({ messageId: message.id, text: message.content, problem: null });
      else if (name === 'delete') setDialog({ kind: 'delete', message });
      else if (name === 'quote') composer.current?.append(quoteOf(message));
      else if (name === 'markUnread') await markUnread(message);
      else if (name === 'pin') await pin(queryClient, message);
      else await copy(name, message);
    };
    return {
      account,
      isAdministrator,
      react: (message, emoji, isMine) => void reactTo(queryClient, account, { message, emoji, isMine }),
      run: (name, message) => void run(name, message),
      openSheet: (message) => {
        setDialog({ kind: 'sheet', message });
      },
    };
  }, [queryClient, account, isAdministrator, composer]);
  const editingState: EditingState = {
    editing,
    account,
    room,
    members,
    save: (message, text) => void save(message, text),
    cancel: () => {
      setEditing(null);
      composer.current?.focus();
    },
  };
  return {
    actions,
    editing: editingState,
    dialog,
    setDialog,
    /** Whether there was one. */
    editLast: (): boolean => {
      const last = lastOf(queryClient, room, account);
      if (!last) return false;
      setEditing({ messageId: last.id, text: last.content, problem: null });
      onShow(last.seq);
      return true;
    },
    /** @throws what the server said */
    remove: async (message: MessageView): Promise<void> => {
      const deleted = await deleteMessage(http, message);
      patchTimeline(queryClient, room.id, (timeline) => withAnswered(timeline, [deleted]));
      setEditing((current) => (current?.messageId === message.id ? null : current));
    },
  };
}

function lastOf(queryClient: QueryClient, room: RoomView, account: AccountView): MessageView | undefined {
  return readTimeline(queryClient, room.id)?.messages.findLast((message) =>
    isAllowed('edit', message, { account, isAdministrator: false }),
  );
}

/** The changes of one message leave one after the other, so that the last one wins. */
const underWay = new Map<string, Promise<unknown>>();

/** Shows a change at once and sends it. Answers why it was refused, after it is shown no more. */
async function change(
  queryClient: QueryClient,
  message: MessageView,
  pending: PendingChange,
  send: () => Promise<MessageView>,
): Promise<Error | null> {
  const { roomId, id } = message;
  patchTimeline(queryClient, roomId, (timeline) => withPending(timeline, pending));
  const before = underWay.get(id);
  const answer = (before ?? Promise.resolve()).then(send);
  // Whoever comes next waits for this one, however it ends.
  const settled = answer.then(
    () => undefined,
    () => undefined,
  );
  underWay.set(id, settled);
  try {
    const stored = await answer;
    patchTimeline(queryClient, roomId, (timeline) =>
      withAnswered(withoutPending(timeline, pending.key), [stored]),
    );
    return null;
  } catch (error) {
    patchTimeline(queryClient, roomId, (timeline) => withoutPending(timeline, pending.key));
    if (!(error instanceof Error)) throw error;
    return error;
  } finally {
    if (underWay.get(id) === settled) underWay.delete(id);
  }
}

type Reaction = { message: MessageView; emoji: string; isMine: boolean };

async function reactTo(
  queryClient: QueryClient,
  { userId, displayName }: AccountView,
  { message, emoji, isMine }: Reaction,
): Promise<void> {
  const error = await change(
    queryClient,
    message,
    {
      key: newRequestToken(),
      messageId: message.id,
      kind: 'reaction',
      emoji,
      isMine,
      person: { userId, displayName },
    },
    () => setReaction(http, message, emoji, isMine),
  );
  if (error) showToast(`The reaction was not saved. ${error.message}`);
}

async function pin(queryClient: QueryClient, message: MessageView): Promise<void> {
  const isPinned = !message.changes?.isPinned;
  const error = await change(
    queryClient,
    message,
    { key: newRequestToken(), messageId: message.id, kind: 'pin', isPinned },
    () => setPinned(http, message, isPinned),
  );
  if (error) showToast(`The message was not ${isPinned ? 'pinned' : 'unpinned'}. ${error.message}`);
}

async function saveContent(
  queryClient: QueryClient,
  message: MessageView,
  content: string,
): Promise<string | null> {
  const error = await change(
    queryClient,
    message,
    {
      key: newRequestToken(),
      messageId: message.id,
      kind: 'content',
      content,
      at: new Date().toISOString(),
    },
    () => editMessage(http, message, { content }),
  );
  return error?.message ?? null;
}

async function markUnread({ roomId, seq }: MessageView): Promise<void> {
  try {
    await moveReadMarker(http, roomId, { lastReadSeq: seq - 1, mayGoBack: true });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    showToast(`The message was not marked as unread. ${error.message}`);
  }
}

const copied = { copyText: 'Text copied.', copyLink: 'Link copied.', copyId: 'ID copied.' };

async function copy(name: keyof typeof copied, message: MessageView): Promise<void> {
  const text = {
    copyText: message.content,
    copyLink: new URL(messageAddress(message.roomId, message.seq), window.location.origin).href,
    copyId: message.id,
  }[name];
  showToast((await copyText(text)) ? copied[name] : 'This browser does not let the page copy.');
}
