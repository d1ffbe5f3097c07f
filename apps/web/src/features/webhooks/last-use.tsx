import type { DeliveryView, RoomId, WebhookId } from '@carillon/contracts';
import { useQuery } from '@tanstack/react-query';
import { timeAgo } from '../../shared/ui/times';
import { useNow } from '../../shared/ui/use-now';
import { lastPostQuery, webhookActivityQuery } from './api';

type Props = { roomId: RoomId; webhookId: WebhookId };

/** Who would miss this webhook: when it was last used, from where, and how often of late. */
export function LastUse({ roomId, webhookId }: Props) {
  const now = useNow();
  const { data: activities } = useQuery(webhookActivityQuery(roomId));
  const { data: post } = useQuery(lastPostQuery(roomId, webhookId));
  const activity = activities?.find((other) => other.webhookId === webhookId);
  if (!activity) return null;
  const { lastPostAt, acceptedLast24Hours } = activity;
  if (lastPostAt === null) return <p>It was never used.</p>;
  const often =
    acceptedLast24Hours > 1
      ? ` In the last 24 hours it posted ${whole.format(acceptedLast24Hours)} times.`
      : '';
  return (
    <p>
      It was used <strong>{timeAgo(lastPostAt, now)}</strong>
      {post ? ` ${sourceInWords(post)}` : ''}.{often}
    </p>
  );
}

const whole = new Intl.NumberFormat();

function sourceInWords({ address, postedBy }: DeliveryView): string {
  if (postedBy) return `by ${postedBy.displayName} in Manage webhooks`;
  return address === null ? '' : `from ${address}`;
}
