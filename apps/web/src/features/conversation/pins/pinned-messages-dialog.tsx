import type { PinView, RoomView, UserId } from '@carillon/contracts';
import { useQuery } from '@tanstack/react-query';
import { CornerDownRight, Pin, PinOff } from 'lucide-react';
import { useRef } from 'react';
import { useNavigate } from 'react-router';
import { messageAddress } from '../../../shared/page/message-address';
import { Banner } from '../../../shared/ui/banner';
import { Button } from '../../../shared/ui/button';
import { Dialog, DialogBody } from '../../../shared/ui/dialog';
import { EmptyState } from '../../../shared/ui/empty-state';
import { ErrorState } from '../../../shared/ui/error-state';
import { Skeleton } from '../../../shared/ui/skeleton';
import { MessageBody } from '../body/message-body';
import { fullTime, timeOfDay, dayLabel } from '../times';
import { useToday } from '../use-today';
import { pinsQuery, usePinsLive, useUnpin } from './api';
import styles from './pinned-messages-dialog.module.css';

type Props = { room: RoomView; reader: UserId; isOpen: boolean; onClose: () => void };

/** What the members of a room want everyone to find again. */
export function PinnedMessagesDialog({ room, reader, isOpen, onClose }: Props) {
  const navigate = useNavigate();
  // After a jump the focus is the message's.
  const hasJumped = useRef(false);
  const jump = (seq: number) => {
    hasJumped.current = true;
    onClose();
    void navigate(messageAddress(room.id, seq));
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Pinned messages"
      size="wide"
      finalFocus={() => {
        const isForMessage = hasJumped.current;
        hasJumped.current = false;
        return !isForMessage;
      }}
    >
      <DialogBody>
        <PinnedMessages room={room} reader={reader} onJump={jump} />
      </DialogBody>
    </Dialog>
  );
}

type ListProps = Pick<Props, 'room' | 'reader'> & { onJump: (seq: number) => void };

function PinnedMessages({ room, reader, onJump }: ListProps) {
  const pins = useQuery(pinsQuery(room.id));
  const unpin = useUnpin(room.id);
  usePinsLive(room.id);
  if (pins.isPending) return <Skeleton label="Loading pinned messages" rows={4} />;
  if (!pins.data)
    return (
      <ErrorState
        title="The pinned messages could not be loaded"
        error={pins.error}
        isRetrying={pins.isFetching}
        onRetry={() => void pins.refetch()}
      />
    );
  if (pins.data.items.length === 0)
    return (
      <EmptyState icon={<Pin />} title="Nothing is pinned yet">
        <p>Point at a message and choose Pin, so that everyone in {room.name} finds it here.</p>
      </EmptyState>
    );
  return (
    <>
      {unpin.error && <Banner tone="danger">Not unpinned. {unpin.error.message}</Banner>}
      <ul className={styles.list}>
        {pins.data.items.map((pin) => (
          <PinnedMessage
            key={pin.message.id}
            pin={pin}
            reader={reader}
            onJump={onJump}
            onUnpin={() => {
              unpin.mutate(pin.message);
            }}
          />
        ))}
      </ul>
    </>
  );
}

type ItemProps = Pick<ListProps, 'reader' | 'onJump'> & { pin: PinView; onUnpin: () => void };

function PinnedMessage({ pin: { message, pinnedAt, pinnedBy }, reader, onJump, onUnpin }: ItemProps) {
  const { author, createdAt, seq } = message;
  const today = useToday();
  const name = author.kind === 'member' ? author.displayName : `${author.name} (Webhook)`;
  return (
    <li className={styles.pin}>
      <header className={styles.header}>
        <span className={styles.name}>{name}</span>
        <time dateTime={createdAt} title={fullTime(createdAt)} className={styles.time}>
          {dayLabel(createdAt, today)}, {timeOfDay(createdAt)}
        </time>
      </header>
      <div className={styles.body}>
        <MessageBody
          content={message.content}
          format={message.format}
          mentions={message.mentions}
          reader={reader}
        />
      </div>
      <footer className={styles.foot}>
        <span className={styles.by} title={fullTime(pinnedAt)}>
          Pinned by {pinnedBy.userId === reader ? 'you' : pinnedBy.displayName}
        </span>
        <Button size="small" tone="quiet" icon={<PinOff />} onClick={onUnpin}>
          Unpin
        </Button>
        <Button
          size="small"
          icon={<CornerDownRight />}
          onClick={() => {
            onJump(seq);
          }}
        >
          Jump
        </Button>
      </footer>
    </li>
  );
}
