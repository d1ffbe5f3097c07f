import type { RoomId, WebhookView } from '@carillon/contracts';
import { useQuery } from '@tanstack/react-query';
import { UserPlus, Webhook } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../shared/ui/button';
import { CopyButton } from '../../shared/ui/copy-button';
import { EmptyState } from '../../shared/ui/empty-state';
import { Spinner } from '../../shared/ui/spinner';
import { webhooksQuery } from './api';
import styles from './first-steps.module.css';
import { curl } from './snippets/curl';
import { maskedUrl } from './snippets/snippet';

type Props = {
  roomId: RoomId;
  onAddWebhook: () => void;
  onInvite: () => void;
};

/** What an administrator sees in a room without messages: the way to the first post of a script. */
export function FirstSteps({ roomId, onAddWebhook, onInvite }: Props) {
  const webhooks = useQuery(webhooksQuery(roomId));
  if (webhooks.isPending)
    return (
      <div className={styles.loading}>
        <Spinner label="Loading webhooks" />
      </div>
    );
  const newest = webhooks.data?.at(-1);
  const invite = (
    <Button icon={<UserPlus />} onClick={onInvite}>
      Invite someone
    </Button>
  );
  if (newest) return <FirstPost webhook={newest} invite={invite} />;
  return (
    <EmptyState
      icon={<Webhook />}
      title="Let a script post here"
      actions={
        <>
          <Button tone="primary" icon={<Webhook />} onClick={onAddWebhook}>
            Add a webhook
          </Button>
          {invite}
        </>
      }
    >
      <p>A webhook is a URL. Whatever a script posts to it appears in this room, for every member.</p>
    </EmptyState>
  );
}

function FirstPost({ webhook, invite }: { webhook: WebhookView; invite: ReactNode }) {
  return (
    <EmptyState
      icon={<Webhook />}
      title={`${webhook.name} is ready`}
      actions={
        <>
          <CopyButton tone="primary" text={curl.text(webhook.url)} label="Copy command" />
          {invite}
        </>
      }
    >
      <p>Paste this into a shell. The message appears here at once.</p>
      <code dir="ltr" className={styles.command}>
        {curl.text(maskedUrl(webhook.url))}
      </code>
    </EmptyState>
  );
}
