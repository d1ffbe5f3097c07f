import type { AccountView, MemberView, RoomView } from '@carillon/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState } from '../../shared/ui/error-state';
import { timelineQuery } from './api';
import { Composer } from './composer/composer';
import { useDraft } from './composer/use-draft';
import { ConversationPane } from './conversation-pane';
import styles from './conversation.module.css';
import { ConversationSkeleton } from './conversation-skeleton';
import { useTimelineLive } from './live';
import { useOutbox } from './use-outbox';

export type ConversationProps = {
  /** The open room, kept fresh by whoever owns the list of rooms: its `lastSeq` also tells that something is missing here. */
  room: RoomView;
  account: AccountView;
  /** For the `@` completion; may be empty until the roster has loaded. */
  members: readonly MemberView[];
  /** What stands in a room without a message. */
  emptyState: ReactNode;
};

/**
 * The conversation of one room and the composer below it. Fills its parent, which must have a height of its own
 * (`min-block-size: 0` in a flex column or grid), and scrolls inside.
 */
export function Conversation(props: ConversationProps) {
  // Another room is another conversation: nothing of the one before may linger.
  return <OpenConversation key={props.room.id} {...props} />;
}

function OpenConversation({ room, account, members, emptyState }: ConversationProps) {
  const query = useQuery(timelineQuery(room.id, room.me.unreadCount));
  useTimelineLive(room.id, room.lastSeq, query.isSuccess);
  const outbox = useOutbox(room.id);
  const [draft, setDraft] = useDraft(account.userId, room.id);

  return (
    <div className={styles.conversation}>
      {query.isPending && <ConversationSkeleton />}
      {query.isError && (
        <ErrorState
          title="The messages could not be loaded"
          error={query.error}
          onRetry={() => void query.refetch()}
          isRetrying={query.isFetching}
        />
      )}
      {query.data && (
        <ConversationPane
          room={room}
          account={account}
          timeline={query.data}
          emptyState={emptyState}
          unsentActions={{
            onRetry: outbox.sendAgain,
            onDiscard: outbox.discard,
            onEdit: ({ clientRequestToken, content }) => {
              setDraft(draft.trim() === '' ? content : `${draft}\n${content}`);
              outbox.discard(clientRequestToken);
            },
          }}
        />
      )}
      <Composer
        room={room}
        account={account}
        members={members}
        text={draft}
        onTextChange={setDraft}
        onSend={outbox.write}
        isReady={query.isSuccess}
      />
    </div>
  );
}
