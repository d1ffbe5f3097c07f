import type { MemberView, RosterWebhook } from '@carillon/contracts';
import { Crown, Webhook } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';
import { PersonButton } from '../../shared/people/person-button';
import { Avatar } from '../../shared/ui/avatar';
import { Button } from '../../shared/ui/button';
import { classNames } from '../../shared/ui/class-names';
import { FilterField } from '../../shared/ui/filter-field';
import { StateDot, stateNames } from '../../shared/ui/state-dot';
import { holds, matches } from './matches';
import styles from './roster-panel.module.css';

type Props = {
  members: readonly MemberView[];
  webhooks: readonly RosterWebhook[];
};

/** From how many members on a filter is worth its place. */
const filterFromMembers = 12;
/** Rows of a section that are drawn at first, and with each step further down. */
const rowsPerStep = 100;

/** Who is in a room: present, not present, and the webhooks that post into it. */
export function RosterPanel({ members, webhooks }: Props) {
  const [filter, setFilter] = useState('');
  const hasFilter = members.length >= filterFromMembers;
  const isSearching = hasFilter && filter.trim() !== '';
  const shown = isSearching ? members.filter((member) => matches(member, filter)) : members;
  const shownWebhooks = isSearching ? webhooks.filter(({ name }) => holds(name, filter)) : webhooks;
  return (
    <div className={styles.roster}>
      {hasFilter && (
        <div className={styles.filter}>
          <FilterField label="Find in the roster" value={filter} onValueChange={setFilter} />
        </div>
      )}
      <RosterSection
        title="Present"
        items={shown.filter((member) => member.isPresent)}
        drawRow={(member) => <MemberRow key={member.userId} member={member} />}
      />
      <RosterSection
        title="Not present"
        items={shown.filter((member) => !member.isPresent)}
        drawRow={(member) => <MemberRow key={member.userId} member={member} />}
      />
      <RosterSection
        title="Webhooks"
        items={shownWebhooks}
        drawRow={(webhook) => <WebhookRow key={webhook.id} webhook={webhook} />}
      />
      {shown.length + shownWebhooks.length === 0 && (
        <p className={styles.none}>Nobody here has “{filter.trim()}” in their name.</p>
      )}
    </div>
  );
}

type SectionProps<Item> = { title: string; items: readonly Item[]; drawRow: (item: Item) => ReactNode };

/** Of thousands only those are drawn that have been scrolled to. */
function RosterSection<Item>({ title, items, drawRow }: SectionProps<Item>) {
  const [limit, setLimit] = useState(rowsPerStep);
  if (items.length === 0) return null;
  const rest = items.length - limit;
  return (
    <section>
      <h2 className={styles.heading}>
        {title} <span className={styles.count}>{items.length}</span>
      </h2>
      <ul aria-label={title}>
        {items.slice(0, limit).map(drawRow)}
        {rest > 0 && (
          <MoreRows
            key={limit}
            rest={rest}
            onWanted={() => {
              setLimit(limit + rowsPerStep);
            }}
          />
        )}
      </ul>
    </section>
  );
}

/** Asks for further rows when it comes near, or is pressed. */
function MoreRows({ rest, onWanted }: { rest: number; onWanted: () => void }) {
  const row = useRef<HTMLLIElement>(null);
  const handleNear = useEffectEvent(onWanted);
  useEffect(() => {
    const element = row.current;
    if (!element) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) handleNear();
      },
      { rootMargin: '400px 0px' },
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);
  return (
    <li ref={row} className={styles.more}>
      <Button size="small" onClick={onWanted}>
        {rest} more
      </Button>
    </li>
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
      <PersonButton userId={member.userId} className={styles.name}>
        <bdi>{member.displayName}</bdi>
      </PersonButton>
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
