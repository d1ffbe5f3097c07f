import type { RoomId, WebhookId, WebhookView } from '@carillon/contracts';
import { useQuery } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../../shared/ui/button';
import { Dialog, DialogBody } from '../../shared/ui/dialog';
import { EmptyState } from '../../shared/ui/empty-state';
import { ErrorState } from '../../shared/ui/error-state';
import { Skeleton } from '../../shared/ui/skeleton';
import { webhooksQuery } from './api';
import { DeliveryLog } from './delivery-log/delivery-log';
import type { DeliveryFilter } from './delivery-log/log';
import { useRoomDeliveries } from './use-room-deliveries';
import { WebhookList } from './webhook-list';

type Props = {
  roomId: RoomId;
  isOpen: boolean;
  /** Opens with the form for a new webhook. */
  startsWithNew: boolean;
  onClose: () => void;
};

/** A delivery log that was opened from the list. */
type OpenLog = { webhook: Pick<WebhookView, 'id' | 'name'>; filter: DeliveryFilter };

/** The webhooks of a room, and a step further the delivery log of each. For administrators. */
export function ManageWebhooksDialog({ roomId, isOpen, startsWithNew, onClose }: Props) {
  const view = useView(isOpen);
  const isFollowingLink = useRef(false);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      size="wide"
      title={view.log ? 'Delivery log' : 'Manage webhooks'}
      description={
        view.log ? (
          <WebhookName roomId={roomId} webhook={view.log.webhook} />
        ) : (
          <>
            A script posts into this room by the URL of a webhook. Whoever knows the URL can post.{' '}
            <a href="/docs/webhooks" target="_blank" rel="noopener">
              Guide for developers
            </a>
          </>
        )
      }
      isTall={view.log !== null}
      onBack={view.log ? view.closeLog : undefined}
      finalFocus={() => !isFollowingLink.current}
    >
      <Webhooks
        roomId={roomId}
        startsWithNew={startsWithNew && view.cameFrom === null}
        view={view}
        onShowMessage={() => {
          // The message takes the focus.
          isFollowingLink.current = true;
          onClose();
        }}
      />
    </Dialog>
  );
}

type View = {
  log: OpenLog | null;
  openLog: (webhook: WebhookView, filter: DeliveryFilter) => void;
  closeLog: () => void;
  /** Whose log was closed last, so that the focus returns there. */
  cameFrom: WebhookId | null;
};

/** Which step of the dialog is shown; it begins with the list whenever it is opened. */
function useView(isOpen: boolean): View {
  const [log, setLog] = useState<OpenLog | null>(null);
  const [cameFrom, setCameFrom] = useState<WebhookId | null>(null);
  const [wasOpen, setWasOpen] = useState(isOpen);
  if (wasOpen !== isOpen) {
    setWasOpen(isOpen);
    if (isOpen) {
      setLog(null);
      setCameFrom(null);
    }
  }
  return {
    log,
    openLog: ({ id, name }, filter) => {
      setLog({ webhook: { id, name }, filter });
    },
    closeLog: () => {
      setCameFrom(log?.webhook.id ?? null);
      setLog(null);
    },
    cameFrom,
  };
}

/** The name as it is now; as it was, where the webhook is gone. */
function WebhookName({ roomId, webhook }: { roomId: RoomId; webhook: OpenLog['webhook'] }) {
  const { data: webhooks = [] } = useQuery(webhooksQuery(roomId));
  return (webhooks.find(({ id }) => id === webhook.id) ?? webhook).name;
}

type WebhooksProps = Pick<Props, 'roomId' | 'startsWithNew'> & { view: View; onShowMessage: () => void };

function Webhooks({ roomId, startsWithNew, view, onShowMessage }: WebhooksProps) {
  const webhooks = useQuery(webhooksQuery(roomId));
  useRoomDeliveries(roomId);
  const { log } = view;
  if (log && webhooks.data) {
    const webhook = webhooks.data.find(({ id }) => id === log.webhook.id);
    if (!webhook) return <WebhookIsGone name={log.webhook.name} onBack={view.closeLog} />;
    return (
      <DeliveryLog
        roomId={roomId}
        webhook={webhook}
        initialFilter={log.filter}
        onShowMessage={onShowMessage}
      />
    );
  }
  return (
    <DialogBody>
      {webhooks.isPending && <Skeleton label="Loading webhooks" rows={4} />}
      {webhooks.isError && !webhooks.data && (
        <ErrorState
          title="The webhooks cannot be shown"
          error={webhooks.error}
          isRetrying={webhooks.isFetching}
          onRetry={() => void webhooks.refetch()}
        />
      )}
      {webhooks.data && (
        <WebhookList
          roomId={roomId}
          webhooks={webhooks.data}
          startsWithNew={startsWithNew}
          cameFrom={view.cameFrom}
          onOpenLog={view.openLog}
        />
      )}
    </DialogBody>
  );
}

function WebhookIsGone({ name, onBack }: { name: string; onBack: () => void }) {
  return (
    <EmptyState
      icon={<Trash2 />}
      title={`${name} was deleted`}
      actions={
        <Button autoFocus onClick={onBack}>
          Back to the webhooks
        </Button>
      }
    >
      <p role="status">Another administrator has just deleted it. What it has posted stays in the room.</p>
    </EmptyState>
  );
}
