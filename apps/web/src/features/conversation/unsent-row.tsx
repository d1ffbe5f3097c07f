import type { AccountView, MessageMentions, RoomId } from '@carillon/contracts';
import { CircleAlert, Pencil, RotateCw, Trash2 } from 'lucide-react';
import { useConnectionState } from '../../shared/realtime/realtime-context';
import { Avatar } from '../../shared/ui/avatar';
import { Button } from '../../shared/ui/button';
import { MessageAttachments } from './attachments/message-attachments';
import { MessageBody } from './body/message-body';
import { MessageFrame } from './message-frame';
import type { UnsentMessage } from './timeline';
import styles from './unsent-row.module.css';

type Props = {
  roomId: RoomId;
  message: UnsentMessage;
  account: AccountView;
  isGrouped: boolean;
  onRetry: (token: string) => void;
  onEdit: (message: UnsentMessage) => void;
  onDiscard: (message: UnsentMessage) => void;
};

/** Whom a message means is decided by the server, so nobody is highlighted before it has answered. */
const unresolved: MessageMentions = { members: [], all: false, present: null };

/** A message of the reader on its way, or one that was refused. */
export function UnsentRow({ roomId, message, account, isGrouped, onRetry, onEdit, onDiscard }: Props) {
  const { clientRequestToken, content, attachments, writtenAt, state } = message;
  const isOffline = useConnectionState() !== 'connected';
  return (
    <MessageFrame
      name={account.displayName}
      face={<Avatar name={account.displayName} identity={account.userId} />}
      iso={writtenAt}
      isGrouped={isGrouped}
      isPending={state === 'waiting' || state === 'sending'}
    >
      {content !== '' && (
        <MessageBody content={content} format="markdown" mentions={unresolved} reader={account.userId} />
      )}
      <MessageAttachments roomId={roomId} attachments={attachments} />
      {state === 'waiting' && isOffline && <p className={styles.note}>Sending when there is a connection…</p>}
      {state === 'failed' && (
        <div className={styles.failed}>
          <p role="alert" className={styles.reason}>
            <CircleAlert aria-hidden="true" />
            <span>Not sent. {message.reason}</span>
          </p>
          <Button size="small" icon={<RotateCw />} onClick={() => onRetry(clientRequestToken)}>
            Send again
          </Button>
          <Button size="small" tone="quiet" icon={<Pencil />} onClick={() => onEdit(message)}>
            Edit
          </Button>
          <Button size="small" tone="quiet" icon={<Trash2 />} onClick={() => onDiscard(message)}>
            Delete
          </Button>
        </div>
      )}
    </MessageFrame>
  );
}
