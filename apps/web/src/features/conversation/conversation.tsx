import type { AccountView, MemberView, RoomView } from '@carillon/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Suspense, useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { ErrorState } from '../../shared/ui/error-state';
import { EditingContext, MessageActionsContext } from './actions/actions-context';
import { fetchToolsAhead, MessageDialogs } from './actions/lazy-tools';
import { useActions } from './actions/use-actions';
import { useMessageShortcuts } from './actions/use-message-shortcuts';
import { readTimeline, timelineQuery } from './api';
import { chooseUploaded, takeBack } from './attachments/chosen-files';
import { DropTarget } from './attachments/drop-target';
import { useChosenFiles } from './attachments/use-chosen-files';
import { useChangesLive } from './changes/live-changes';
import { asShown } from './changes/pending';
import { Composer } from './composer/composer';
import type { ComposerHandle } from './composer/composer-handle';
import { useDraft } from './composer/use-draft';
import { ConversationPane, type PaneHandle } from './conversation-pane';
import styles from './conversation.module.css';
import { ConversationSkeleton } from './conversation-skeleton';
import { useTimelineLive } from './live';
import { openingPlace } from './opening';
import { covers } from './timeline';
import { useOutbox } from './use-outbox';

export type ConversationProps = {
  /** The open room, kept fresh by whoever owns the list of rooms: its `lastSeq` also tells that something is missing here. */
  room: RoomView;
  account: AccountView;
  /** For the `@` completion; may be empty until the roster has loaded. */
  members: readonly MemberView[];
  /** What stands in a room without a message. */
  emptyState: ReactNode;
  /** Stands between the list and the composer: who else is writing. */
  typing?: ReactNode;
  /** The reader changed what they write. */
  onTyping?: () => void;
};

/**
 * The conversation of one room and the composer below it. Fills its parent, which must have a height of its own
 * (`min-block-size: 0` in a flex column or grid), and scrolls inside.
 */
export function Conversation(props: ConversationProps) {
  // Another room is another conversation: nothing of the one before may linger.
  return <OpenConversation key={props.room.id} {...props} />;
}

function OpenConversation({ room, account, members, emptyState, typing, onTyping }: ConversationProps) {
  const { hash } = useLocation();
  const queryClient = useQueryClient();
  const [opening] = useState(() => {
    const place = openingPlace(room, hash);
    const timeline = readTimeline(queryClient, room.id);
    return { place, isOnHand: timeline !== undefined && covers(timeline, place) };
  });
  const query = useQuery(timelineQuery(room.id, opening.place));
  // What is on hand of a room that was open before may be another part of its history than the one to open at.
  const isReady = query.isSuccess && (opening.isOnHand || query.isFetchedAfterMount);
  const pane = useRef<PaneHandle>(null);
  useTimelineLive(room.id, room.lastSeq, isReady);
  const outbox = useOutbox(room.id);
  const [draft, setDraft] = useDraft(account.userId, room.id);
  const chosen = useChosenFiles(room.id);
  useChangesLive(room.id, account.userId, query.data);
  const composer = useRef<ComposerHandle>(null);
  const { actions, editing, dialog, setDialog, editLast, remove } = useActions({
    room,
    account,
    members,
    composer,
    onShow: (seq) => pane.current?.show(seq),
  });
  const shown = useMemo(() => query.data && asShown(query.data), [query.data]);
  useEffect(fetchToolsAhead, []);
  useMessageShortcuts();

  return (
    <DropTarget
      data-conversation
      label={`Drop files to send them to ${room.name}`}
      className={styles.conversation}
      onFiles={chosen.choose}
      onKeyDown={(event) => {
        const pages = pagesOfKey(event);
        if (pages === 0) return;
        event.preventDefault();
        pane.current?.scrollByPages(pages);
      }}
    >
      {!isReady && !query.isError && <ConversationSkeleton />}
      {query.isError && (
        <ErrorState
          title="The messages could not be loaded"
          error={query.error}
          onRetry={() => void query.refetch()}
          isRetrying={query.isFetching}
        />
      )}
      {isReady && shown && (
        <MessageActionsContext value={actions}>
          <EditingContext value={editing}>
            <ConversationPane
              ref={pane}
              opening={opening.place}
              room={room}
              account={account}
              timeline={shown}
              emptyState={emptyState}
              unsentActions={{
                onRetry: outbox.sendAgain,
                onDiscard: (message) => {
                  takeBack(room.id, message.attachments);
                  outbox.discard(message.clientRequestToken);
                },
                onEdit: ({ clientRequestToken, content, attachments }) => {
                  chooseUploaded(queryClient, room.id, attachments);
                  setDraft([draft.trim() === '' ? '' : draft, content].filter(Boolean).join('\n'));
                  outbox.discard(clientRequestToken);
                },
              }}
            />
          </EditingContext>
        </MessageActionsContext>
      )}
      {typing}
      <Composer
        room={room}
        account={account}
        members={members}
        text={draft}
        onTextChange={(text) => {
          setDraft(text);
          if (text !== '') onTyping?.();
        }}
        files={chosen}
        onSend={outbox.write}
        onEditLast={editLast}
        handle={composer}
        isReady={isReady}
      />
      {dialog && (
        <Suspense fallback={null}>
          <MessageDialogs dialog={dialog} actions={actions} onDelete={remove} onChange={setDialog} />
        </Suspense>
      )}
    </DropTarget>
  );
}

/** Who writes can still leaf through what stands above: the keys of pages have no use in a field of a few lines. */
function pagesOfKey({ key, target, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): number {
  if (!(target instanceof HTMLTextAreaElement) || altKey || ctrlKey || metaKey || shiftKey) return 0;
  if (key === 'PageUp') return -1;
  return key === 'PageDown' ? 1 : 0;
}
