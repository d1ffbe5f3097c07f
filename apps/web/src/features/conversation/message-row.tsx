import { isMentioned, type MessageAuthor, type MessageView, type UserId } from '@carillon/contracts';
import { Webhook } from 'lucide-react';
import { memo, Suspense, useMemo } from 'react';
import { Avatar } from '../../shared/ui/avatar';
import { useEditingOf, useMessageActions, type MessageActions } from './actions/actions-context';
import { MessageEditor, MessageToolbar } from './actions/lazy-tools';
import { useRow } from './actions/use-row';
import { MessageAttachments } from './attachments/message-attachments';
import { MessageBody } from './body/message-body';
import { MessageFrame } from './message-frame';
import { DeletedMark, EditedMark, PinnedMark } from './message-marks';
import { Reactions } from './reactions';

type Props = { message: MessageView; reader: UserId; isGrouped: boolean };

/** One stored message. It is drawn again only when it changes, or when the reader turns to it. */
export const MessageRow = memo(function MessageRow({ message, reader, isGrouped }: Props) {
  const actions = useMessageActions();
  const row = useRow(message, actions);
  const editing = useEditingOf(message.id);
  const content = <MessageContent message={message} reader={reader} actions={actions} />;
  return (
    <MessageFrame
      name={authorName(message.author)}
      face={<AuthorFace author={message.author} />}
      personId={message.author.kind === 'member' ? message.author.userId : undefined}
      iso={message.createdAt}
      isGrouped={isGrouped}
      isCall={isMentioned(message, reader)}
      seq={message.seq}
      isActive={row?.isActive}
      handlers={row?.handlers}
      tools={
        row?.isActive &&
        actions &&
        !editing && (
          <Suspense fallback={null}>
            <MessageToolbar
              message={message}
              actions={actions}
              popup={row.popup}
              onPopupChange={row.setPopup}
            />
          </Suspense>
        )
      }
    >
      {editing ? (
        <Suspense fallback={content}>
          <MessageEditor message={message} state={editing} />
          <MessageAttachments roomId={message.roomId} attachments={message.attachments} />
        </Suspense>
      ) : (
        content
      )}
    </MessageFrame>
  );
});

/** Made once for each time of editing, so that the body is not drawn again for it. */
function useEditedMark(at: string | null | undefined) {
  return useMemo(() => (at ? <EditedMark at={at} /> : null), [at]);
}

type ContentProps = { message: MessageView; reader: UserId; actions: MessageActions | null };

function MessageContent({ message, reader, actions }: ContentProps) {
  const { content, format, mentions, changes, roomId, attachments } = message;
  const mark = useEditedMark(changes?.editedAt);
  if (changes?.deletedAt) return <DeletedMark />;
  return (
    <>
      {changes?.isPinned && <PinnedMark />}
      {(content !== '' || mark !== null) && (
        <MessageBody content={content} format={format} mentions={mentions} reader={reader} mark={mark} />
      )}
      <MessageAttachments roomId={roomId} attachments={attachments} />
      {changes && changes.reactions.length > 0 && actions && (
        <Reactions message={message} reactions={changes.reactions} actions={actions} />
      )}
    </>
  );
}

/** A post of a webhook always says that no person wrote it. */
function authorName(author: MessageAuthor): string {
  return author.kind === 'member' ? author.displayName : `${author.name} (Webhook)`;
}

function AuthorFace({ author }: { author: MessageAuthor }) {
  if (author.kind === 'member') return <Avatar name={author.displayName} identity={author.userId} />;
  return <Avatar name={author.name} identity={author.webhookId} icon={<Webhook />} />;
}
