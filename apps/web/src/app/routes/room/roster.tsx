import type { RoomId } from '@carillon/contracts';
import { useQuery } from '@tanstack/react-query';
import { membersQuery } from '../../../features/members/api';
import { RosterPanel } from '../../../features/members/roster-panel';
import { rosterWebhooksQuery } from '../../../features/webhooks/api';
import { ErrorState } from '../../../shared/ui/error-state';
import { Skeleton } from '../../../shared/ui/skeleton';

/** The roster of a room, as soon as both halves of it are there. */
export function Roster({ roomId }: { roomId: RoomId }) {
  const members = useQuery(membersQuery(roomId));
  const webhooks = useQuery(rosterWebhooksQuery(roomId));
  if (members.data && webhooks.data) return <RosterPanel members={members.data} webhooks={webhooks.data} />;
  const failed = [members, webhooks].find(({ isError }) => isError);
  if (!failed?.error) return <Skeleton label="Loading roster" rows={6} />;
  return (
    <ErrorState
      title="The roster cannot be shown"
      error={failed.error}
      isRetrying={failed.isFetching}
      onRetry={() => void failed.refetch()}
    />
  );
}
