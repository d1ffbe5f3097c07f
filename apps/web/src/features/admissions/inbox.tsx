import type { AccessRequestView, InvitationView, RoomView } from '@carillon/contracts';
import { useQuery } from '@tanstack/react-query';
import { Check, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../shared/ui/button';
import { useNow } from '../../shared/ui/use-now';
import { accessRequestsQuery, invitationsQuery, useAnswerInvitation, useDecide } from './api';
import styles from './inbox.module.css';

/** So many are shown before the rest is asked for. */
const shownAtFirst = 3;

type Props = {
  /** The reader is in this room now. */
  onAccepted: (room: RoomView) => void;
};

/** What waits for a yes or no of the reader: invitations, and who asks to be taken in. Nothing where nothing waits. */
export function Inbox({ onAccepted }: Props) {
  const { data: invitations = [] } = useQuery(invitationsQuery);
  const { data: requests = [] } = useQuery(accessRequestsQuery);
  const [isWhole, setIsWhole] = useState(false);
  const now = useNow();
  const items = [
    ...invitations
      .filter(({ expiresAt }) => Date.parse(expiresAt) > now)
      .map((invitation) => (
        <Invitation key={invitation.room.id} invitation={invitation} onAccepted={onAccepted} />
      )),
    ...requests.map((request) => (
      <AccessRequest key={`${request.room.id} ${request.person.userId}`} request={request} />
    )),
  ];
  if (items.length === 0) return null;
  const rest = items.length - shownAtFirst;
  return (
    <section className={styles.inbox} aria-label="Waiting for you">
      <h2 className={styles.heading}>
        Waiting for you <span>{items.length}</span>
      </h2>
      <ul>{isWhole ? items : items.slice(0, shownAtFirst)}</ul>
      {rest > 0 && (
        <Button
          size="small"
          onClick={() => {
            setIsWhole(!isWhole);
          }}
        >
          {isWhole ? 'Show fewer' : `Show ${String(rest)} more`}
        </Button>
      )}
    </section>
  );
}

type InvitationProps = { invitation: InvitationView; onAccepted: (room: RoomView) => void };

function Invitation({ invitation: { room, invitedBy }, onAccepted }: InvitationProps) {
  const answer = useAnswerInvitation(onAccepted);
  const give = (isYes: boolean) => {
    answer.mutate({ roomId: room.id, isYes });
  };
  return (
    <li className={styles.item} aria-label={`Invitation to ${room.name}`}>
      <p className={styles.words}>
        <bdi>{invitedBy?.displayName ?? 'Somebody'}</bdi> invites you to{' '}
        <strong>
          <bdi>{room.name}</bdi>
        </strong>
      </p>
      <YesOrNo yes="Accept" isBusy={answer.isPending} onAnswer={give} />
    </li>
  );
}

function AccessRequest({ request: { room, person } }: { request: AccessRequestView }) {
  const decide = useDecide();
  const give = (isYes: boolean) => {
    decide.mutate({ roomId: room.id, userId: person.userId, isYes });
  };
  return (
    <li className={styles.item} aria-label={`${person.displayName} asks to join ${room.name}`}>
      <p className={styles.words} title={`@${person.alias} · ${person.email}`}>
        <strong>
          <bdi>{person.displayName}</bdi>
        </strong>{' '}
        asks to join <bdi>{room.name}</bdi>
      </p>
      <YesOrNo yes="Approve" isBusy={decide.isPending} onAnswer={give} />
    </li>
  );
}

type YesOrNoProps = { yes: string; isBusy: boolean; onAnswer: (isYes: boolean) => void };

function YesOrNo({ yes, isBusy, onAnswer }: YesOrNoProps) {
  return (
    <div className={styles.answers}>
      <Button
        size="small"
        tone="primary"
        icon={<Check />}
        isBusy={isBusy}
        onClick={() => {
          onAnswer(true);
        }}
      >
        {yes}
      </Button>
      <Button
        size="small"
        icon={<X />}
        disabled={isBusy}
        onClick={() => {
          onAnswer(false);
        }}
      >
        Decline
      </Button>
    </div>
  );
}
