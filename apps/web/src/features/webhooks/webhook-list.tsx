import { errorSentence, limits, type RoomId, type WebhookId, type WebhookView } from '@carillon/contracts';
import { useQuery } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useId, useState } from 'react';
import { Banner } from '../../shared/ui/banner';
import { Button } from '../../shared/ui/button';
import { IconButton } from '../../shared/ui/icon-button';
import { webhookActivityQuery } from './api';
import { DeleteWebhookDialog } from './delete-webhook-dialog';
import type { DeliveryFilter } from './delivery-log/log';
import { focusNewButton, newButtonId } from './focus';
import { NewWebhookForm } from './new-webhook-form';
import { RegenerateWebhookDialog } from './regenerate-webhook-dialog';
import { useOwnRegeneration } from './url-news';
import { useGoneWebhooks } from './use-gone-webhooks';
import styles from './webhook-list.module.css';
import { WebhookRow } from './webhook-row';

type Props = {
  roomId: RoomId;
  webhooks: readonly WebhookView[];
  startsWithNew: boolean;
  /** Whose delivery log the reader comes back from. */
  cameFrom: WebhookId | null;
  onOpenLog: (webhook: WebhookView, filter: DeliveryFilter) => void;
};

/** What has to be confirmed, about which webhook as it was when the question came up. */
export type Question = { kind: 'regenerate' | 'delete'; webhook: WebhookView };

/** The webhooks of a room: create, copy URL, test, log, rename, format, regenerate, delete. */
export function WebhookList({ roomId, webhooks, startsWithNew, cameFrom, onOpenLog }: Props) {
  const [isAdding, setIsAdding] = useState(startsWithNew);
  const [createdId, setCreatedId] = useState<WebhookId | null>(null);
  // Kept while the question fades out, so that its words do not change.
  const [question, setQuestion] = useState<Question | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const gone = useGoneWebhooks(webhooks);
  const regeneration = useOwnRegeneration();
  const activities = useQuery(webhookActivityQuery(roomId));
  const stopAsking = () => {
    setIsAsking(false);
  };
  const current = webhooks.find(({ id }) => id === question?.webhook.id);
  return (
    <>
      <Toolbar
        count={webhooks.length}
        onNew={() => {
          setIsAdding(true);
        }}
      />
      <div role="status" className={styles.notice}>
        {gone.names.length > 0 && (
          <Banner
            tone="warning"
            isLive={false}
            action={
              <IconButton
                label="Dismiss"
                size="small"
                onClick={() => {
                  gone.dismiss();
                  focusNewButton();
                }}
              >
                <X />
              </IconButton>
            }
          >
            {gone.names.join(', ')} {gone.names.length === 1 ? 'was' : 'were'} deleted by another
            administrator.
          </Banner>
        )}
      </div>
      {isAdding && (
        <NewWebhookForm
          roomId={roomId}
          onDone={(created) => {
            setIsAdding(false);
            setCreatedId(created?.id ?? null);
            if (!created) focusNewButton();
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
              activity={activities.data?.find(({ webhookId }) => webhookId === webhook.id)}
              isJustCreated={webhook.id === createdId}
              isWhereReaderCameFrom={webhook.id === cameFrom}
              isOwnUrl={regeneration.isOwn}
              onAsk={(kind) => {
                setQuestion({ kind, webhook });
                setIsAsking(true);
              }}
              onOpenLog={(filter) => {
                onOpenLog(webhook, filter);
              }}
            />
          ))}
        </ul>
      )}
      {question?.kind === 'regenerate' && (
        <RegenerateWebhookDialog
          key={question.webhook.id}
          roomId={roomId}
          webhook={question.webhook}
          // Where another administrator was quicker, this would break the URL that they hand out now.
          isOpen={isAsking && current?.url === question.webhook.url}
          onRegenerate={() => {
            regeneration.begin(question.webhook.id);
          }}
          onSettled={(webhook) => {
            regeneration.end(webhook);
            if (webhook) stopAsking();
          }}
          onCancel={stopAsking}
        />
      )}
      {question?.kind === 'delete' && (
        <DeleteWebhookDialog
          key={question.webhook.id}
          roomId={roomId}
          webhook={question.webhook}
          isOpen={isAsking && current !== undefined}
          onDelete={() => {
            gone.expect(question.webhook.id);
          }}
          onCancel={stopAsking}
        />
      )}
    </>
  );
}

function Toolbar({ count, onNew }: { count: number; onNew: () => void }) {
  const reasonId = useId();
  const max = limits.rooms.maxWebhooks;
  const isFull = count >= max;
  return (
    <div className={styles.toolbar}>
      <span className={styles.count}>
        {count} of {max}
        <span className="visually-hidden"> webhooks</span>
      </span>
      {isFull && (
        <span id={reasonId} className={styles.reason}>
          {errorSentence('WEBHOOK_LIMIT_REACHED', { max })}
        </span>
      )}
      <Button
        id={newButtonId}
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
