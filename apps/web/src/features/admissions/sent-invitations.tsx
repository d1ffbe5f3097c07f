import type { RoomId, SentInvitationView } from '@carillon/contracts';
import { useQuery } from '@tanstack/react-query';
import { Avatar } from '../../shared/ui/avatar';
import { Button } from '../../shared/ui/button';
import { RelativeTime } from '../../shared/ui/relative-time';
import { showToast } from '../../shared/ui/toasts';
import { sentInvitationsQuery, useWithdraw } from './api';
import styles from './sent-invitations.module.css';

/** Who was invited to a room and has not answered. For administrators; nothing where nobody was. */
export function SentInvitations({ roomId }: { roomId: RoomId }) {
  const { data: invitations = [] } = useQuery(sentInvitationsQuery(roomId));
  if (invitations.length === 0) return null;
  return (
    <section>
      <h3 className={styles.heading}>Invited</h3>
      <ul aria-label="Invited">
        {invitations.map((invitation) => (
          <Sent key={invitation.invited.userId} roomId={roomId} invitation={invitation} />
        ))}
      </ul>
    </section>
  );
}

function Sent({ roomId, invitation }: { roomId: RoomId; invitation: SentInvitationView }) {
  const { invited, invitedBy, createdAt } = invitation;
  const withdraw = useWithdraw(roomId);
  return (
    <li className={styles.item} aria-label={invited.displayName}>
      <Avatar name={invited.displayName} identity={invited.userId} />
      <span className={styles.facts}>
        <span className={styles.name}>
          <bdi>{invited.displayName}</bdi>
        </span>
        <span className={styles.note}>
          {invitedBy ? `by ${invitedBy.displayName}, ` : ''}
          <RelativeTime iso={createdAt} />
        </span>
      </span>
      <Button
        size="small"
        isBusy={withdraw.isPending}
        onClick={() => {
          withdraw.mutate(invited.userId, {
            onError: (error) => {
              showToast(error.message);
            },
          });
        }}
      >
        Withdraw
      </Button>
    </li>
  );
}
