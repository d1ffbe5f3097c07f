import type { MemberView, RosterWebhook } from '@carillon/contracts';
import { Crown, Webhook } from 'lucide-react';
import type { ReactNode } from 'react';
import { Avatar } from '../../shared/ui/avatar';
import { classNames } from '../../shared/ui/class-names';
import { StateDot, stateNames } from '../../shared/ui/state-dot';
import styles from './roster-panel.module.css';

type Props = {
  members: readonly MemberView[];
  webhooks: readonly RosterWebhook[];
};

/** Who is in a room: present, not present, and the webhooks that post into it. */
export function RosterPanel({ members, webhooks }: Props) {
  const present = members.filter((member) => member.isPresent);
  const notPresent = members.filter((member) => !member.isPresent);
  return (
    <div className={styles.roster}>
      <RosterSection title="Present" count={present.length}>
        {present.map((member) => (
          <MemberRow key={member.userId} member={member} />
        ))}
      </RosterSection>
      <RosterSection title="Not present" count={notPresent.length}>
        {notPresent.map((member) => (
          <MemberRow key={member.userId} member={member} />
        ))}
      </RosterSection>
      <RosterSection title="Webhooks" count={webhooks.length}>
        {webhooks.map((webhook) => (
          <WebhookRow key={webhook.id} webhook={webhook} />
        ))}
      </RosterSection>
    </div>
  );
}

function RosterSection({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  if (count === 0) return null;
  return (
    <section>
      <h2 className={styles.heading}>
        {title} <span className={styles.count}>{count}</span>
      </h2>
      <ul aria-label={title}>{children}</ul>
    </section>
  );
}

function MemberRow({ member }: { member: MemberView }) {
  const { state, status } = member.availability;
  return (
    <li className={styles.row} title={titleOf(member)}>
      <span className={styles.face}>
        <span className={classNames(!member.isPresent && styles.away)}>
          <Avatar size="small" name={member.displayName} identity={member.userId} />
        </span>
        <StateDot state={state} isOnFace />
      </span>
      <span className={styles.name}>
        <bdi>{member.displayName}</bdi>
      </span>
      <span className="visually-hidden">{stateNames[state]}</span>
      {status && (
        <span className={styles.status}>
          {status.emoji && <span className={styles.emoji}>{status.emoji}</span>} {status.text}
        </span>
      )}
      {member.role === 'administrator' && (
        <Crown role="img" aria-label="administrator" className={styles.crown} />
      )}
    </li>
  );
}

/** Everything the row has no room for. */
function titleOf({ displayName, alias, email, availability: { state, status } }: MemberView): string {
  const words = [status?.emoji, status?.text].filter(Boolean).join(' ');
  return [displayName, `@${alias}`, email, stateNames[state], words].filter(Boolean).join(' · ');
}

function WebhookRow({ webhook }: { webhook: RosterWebhook }) {
  return (
    <li className={styles.row} title={webhook.name}>
      <span className={styles.face}>
        <Avatar
          size="small"
          name={webhook.name}
          identity={webhook.id}
          icon={<Webhook aria-hidden="true" />}
        />
      </span>
      <span className={styles.name}>
        <bdi>{webhook.name}</bdi>
      </span>
      <span className="visually-hidden">webhook</span>
    </li>
  );
}
