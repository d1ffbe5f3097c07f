import type { DeliveryView, MessageId, RoomId } from '@carillon/contracts';
import { MessageSquare, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { messageAddress } from '../../../shared/page/message-address';
import { Banner } from '../../../shared/ui/banner';
import { Button } from '../../../shared/ui/button';
import { exactTime } from '../../../shared/ui/times';
import { usePostAgain } from './api';
import styles from './delivery-details.module.css';
import { duration, exactSize, sourceOf } from './formats';

type Props = {
  roomId: RoomId;
  delivery: DeliveryView;
  onPosted: (messageId: MessageId) => void;
  /** The reader follows the link to the message. */
  onShowMessage: () => void;
};

/** All that is known of one request, and what can be done with it. */
export function DeliveryDetails({ roomId, delivery, onPosted, onShowMessage }: Props) {
  const { preview, reason, code, sizeBytes, isRepeat, times } = delivery;
  return (
    <div className={styles.details}>
      <dl className={styles.facts}>
        <Fact name="Received">{exactTime(delivery.receivedAt)}</Fact>
        {times > 1 && <Fact name="Times">{times}, all of them answered alike within a minute</Fact>}
        {reason !== null && (
          <Fact name="Reason">
            {reason} {code !== null && <code className={styles.code}>{code}</code>}
          </Fact>
        )}
        {isRepeat && (
          <Fact name="Repeat">
            It came with the idempotency key of an earlier request and got its answer again. Nothing was
            posted twice.
          </Fact>
        )}
        <Fact name="From">{sourceOf(delivery)}</Fact>
        <Fact name="Body">{sizeBytes === null ? 'Not read' : exactSize(sizeBytes)}</Fact>
        <Fact name="Took">{duration(delivery.latencyMs)}</Fact>
        {preview !== null && (
          <Fact name="Text">
            <span dir="auto" className={styles.preview}>
              {preview}
            </span>
          </Fact>
        )}
      </dl>
      <Actions roomId={roomId} delivery={delivery} onPosted={onPosted} onShowMessage={onShowMessage} />
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Actions({ roomId, delivery, onPosted, onShowMessage }: Props) {
  const again = usePostAgain(roomId, delivery.webhookId);
  return (
    <>
      <div className={styles.actions}>
        {delivery.canPostAgain && (
          <Button
            size="small"
            icon={<RotateCw />}
            isBusy={again.isPending}
            onClick={() => {
              again.mutate(delivery.id, {
                onSuccess: ({ messageId }) => {
                  onPosted(messageId);
                },
              });
            }}
          >
            Post again
          </Button>
        )}
        {delivery.message && (
          <Link
            to={messageAddress(roomId, delivery.message.seq)}
            className={styles.link}
            onClick={onShowMessage}
          >
            <MessageSquare aria-hidden="true" />
            Show in room
          </Link>
        )}
        {!delivery.canPostAgain && (
          <span className={styles.muted}>Its text was not kept, so it cannot be posted again.</span>
        )}
      </div>
      <div role="status" className={styles.outcome}>
        {again.isSuccess && <p className={styles.done}>Posted again. It is at the top of this log.</p>}
      </div>
      {again.error && <Banner tone="danger">It was not posted again. {again.error.message}</Banner>}
    </>
  );
}
