import { PersonButton } from '../../../shared/people/person-button';
import { classNames } from '../../../shared/ui/class-names';
import { useMentioned } from './mentions-context';
import styles from './message-body.module.css';

/** Somebody who is called by name; a handle that names nobody here stays the text it was. */
export function MentionChip({ handle, raw }: { handle: string; raw: string }) {
  const mentioned = useMentioned(handle);
  if (mentioned.who === 'nobody') return <UnknownHandle raw={raw} />;
  if (mentioned.who === 'reader')
    return <mark className={classNames(styles.mention, styles.call)}>{raw}</mark>;
  return (
    <PersonButton userId={mentioned.userId} className={styles.mention}>
      {raw}
    </PersonButton>
  );
}

/** `@alias@domain.com` of somebody who is not in the room is still a mail address that one may want to write to. */
function UnknownHandle({ raw }: { raw: string }) {
  const address = raw.slice(1);
  if (!address.includes('@')) return raw;
  return (
    <>
      @
      <a href={`mailto:${address}`} target="_blank" rel="noopener noreferrer">
        {address}
      </a>
    </>
  );
}

/** A call to everybody, or to everybody present: the reader is always among those meant or watching. */
export function BroadcastChip({ who }: { who: 'all' | 'present' }) {
  return (
    <mark
      className={classNames(styles.mention, styles.call)}
      title={who === 'all' ? 'Alerts all members' : 'Alerts members present'}
    >
      {who === 'all' ? '@All' : '@Present'}
    </mark>
  );
}
