import { errorSentence, limits, type RoomId, type WebhookId, type WebhookView } from '@carillon/contracts';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '../../shared/ui/button';
import { Dialog, DialogBody } from '../../shared/ui/dialog';
import { ErrorState } from '../../shared/ui/error-state';
import { Skeleton } from '../../shared/ui/skeleton';
import { webhooksQuery } from './api';
import styles from './manage-webhooks-dialog.module.css';
import { NewWebhookForm } from './new-webhook-form';
import { WebhookRow } from './webhook-row';

type Props = {
  roomId: RoomId;
  isOpen: boolean;
  /** Opens with the form for a new webhook. */
  startsWithNew: boolean;
  onClose: () => void;
};

/** The webhooks of a room: create, copy URL, rename, format, regenerate, delete. For administrators. */
export function ManageWebhooksDialog({ roomId, isOpen, startsWithNew, onClose }: Props) {
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      size="wide"
      title="Manage webhooks"
      description={
        <>
          A script posts into this room by the URL of a webhook. Whoever knows the URL can post.{' '}
          <a href="/docs/webhooks" target="_blank" rel="noopener">
            Guide for developers
          </a>
        </>
      }
    >
      <DialogBody>
        <Webhooks roomId={roomId} startsWithNew={startsWithNew} />
      </DialogBody>
    </Dialog>
  );
}

function Webhooks({ roomId, startsWithNew }: Pick<Props, 'roomId' | 'startsWithNew'>) {
  const webhooks = useQuery(webhooksQuery(roomId));
  if (webhooks.isPending) return <Skeleton label="Loading webhooks" rows={4} />;
  if (!webhooks.data)
    return (
      <ErrorState
        title="The webhooks cannot be shown"
        error={webhooks.error}
        isRetrying={webhooks.isFetching}
        onRetry={() => void webhooks.refetch()}
      />
    );
  return <WebhookList roomId={roomId} webhooks={webhooks.data} startsWithNew={startsWithNew} />;
}

type ListProps = Pick<Props, 'roomId' | 'startsWithNew'> & { webhooks: readonly WebhookView[] };

function WebhookList({ roomId, webhooks, startsWithNew }: ListProps) {
  const [isAdding, setIsAdding] = useState(startsWithNew);
  const [createdId, setCreatedId] = useState<WebhookId | null>(null);
  const isFull = webhooks.length >= limits.rooms.maxWebhooks;
  return (
    <>
      <Toolbar
        count={webhooks.length}
        isFull={isFull}
        onNew={() => {
          setIsAdding(true);
        }}
      />
      {isAdding && !isFull && (
        <NewWebhookForm
          roomId={roomId}
          onDone={(created) => {
            setIsAdding(false);
            setCreatedId(created?.id ?? null);
          }}
        />
      )}
      {webhooks.length === 0 && !isAdding && (
        <p className={styles.none}>
          No webhooks yet. Press New, give it a name, and copy its URL into your script.
        </p>
      )}
      {webhooks.length > 0 && (
        <ul aria-label="Webhooks" className={styles.list}>
          {webhooks.map((webhook) => (
            <WebhookRow
              key={webhook.id}
              roomId={roomId}
              webhook={webhook}
              isJustCreated={webhook.id === createdId}
            />
          ))}
        </ul>
      )}
    </>
  );
}

function Toolbar({ count, isFull, onNew }: { count: number; isFull: boolean; onNew: () => void }) {
  const reasonId = useId();
  const max = limits.rooms.maxWebhooks;
  return (
    <div className={styles.toolbar}>
      <span className={styles.count}>
        {count} of {max}
      </span>
      {isFull && (
        <span id={reasonId} className={styles.reason}>
          {errorSentence('WEBHOOK_LIMIT_REACHED', { max })}
        </span>
      )}
      <Button
        tone="primary"
        icon={<Plus />}
        disabled={isFull}
        aria-describedby={isFull ? reasonId : undefined}
        onClick={onNew}
      >
        New
      </Button>
    </div>
  );
}
