import { Popover } from '@base-ui/react/popover';
import type { MemberView } from '@carillon/contracts';
import { AtSign, Crown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Avatar } from '../../shared/ui/avatar';
import { Button } from '../../shared/ui/button';
import { CopyButton } from '../../shared/ui/copy-button';
import { StateDot, stateNames } from '../../shared/ui/state-dot';
import styles from './profile-card.module.css';

type Props = {
  member: MemberView;
  isReader: boolean;
  /** What it stands beside. */
  anchor: HTMLElement;
  onClose: () => void;
  onMention: () => void;
  /** What else can be done, such as writing to them alone. */
  actions?: ReactNode;
};

const dateFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

/** Who a member of the room is, how they are to be reached, and what one can do about it. */
export function ProfileCard({ member, isReader, anchor, onClose, onMention, actions }: Props) {
  return (
    <Popover.Root
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Popover.Portal>
        <Popover.Positioner
          anchor={anchor}
          side="right"
          align="start"
          sideOffset={8}
          collisionPadding={8}
          className={styles.positioner}
        >
          <Popover.Popup className={styles.card} finalFocus={() => anchor}>
            <header className={styles.head}>
              <span className={styles.face}>
                <Avatar name={member.displayName} identity={member.userId} size="large" />
              </span>
              <span className={styles.names}>
                <Popover.Title className={styles.name}>
                  <bdi>{member.displayName}</bdi>
                  {isReader && ' (you)'}
                </Popover.Title>
                <span className={styles.alias}>@{member.alias}</span>
              </span>
            </header>
            <Facts member={member} />
            <div className={styles.actions}>
              {actions}
              {!isReader && (
                <Button size="small" icon={<AtSign />} onClick={onMention}>
                  Mention
                </Button>
              )}
              <CopyButton size="small" text={member.email} label="Copy e-mail" />
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Facts({ member }: { member: MemberView }) {
  const { state, status } = member.availability;
  return (
    <ul className={styles.facts}>
      <li>
        <StateDot state={state} /> {stateNames[state]}
        {member.isPresent && ', present here'}
      </li>
      {status && (
        <li>
          {status.emoji && <span className={styles.emoji}>{status.emoji}</span>} {status.text}
        </li>
      )}
      <li className={styles.email}>{member.email}</li>
      <li>
        {member.role === 'administrator' && <Crown aria-hidden="true" className={styles.crown} />}
        {member.role === 'administrator' ? 'Administrator' : 'Member'} since{' '}
        {dateFormat.format(new Date(member.joinedAt))}
      </li>
    </ul>
  );
}
