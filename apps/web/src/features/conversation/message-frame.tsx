import type { UserId } from '@carillon/contracts';
import type { ComponentProps, ReactNode } from 'react';
import { PersonButton } from '../../shared/people/person-button';
import { classNames } from '../../shared/ui/class-names';
import styles from './message-frame.module.css';
import { fullTime, timeOfDay } from './times';

type Props = {
  /** Who wrote it, as everybody sees it. */
  name: string;
  face: ReactNode;
  /** Whose card the name leads to; nobody's for a webhook. */
  personId?: UserId | undefined;
  /** When it was written. */
  iso: string;
  /** It follows one of the same author, whose name and face stand above. */
  isGrouped: boolean;
  /** The reader is called. */
  isCall?: boolean;
  isPending?: boolean;
  seq?: number;
  /** The reader points at it, or has the focus in it. */
  isActive?: boolean | undefined;
  handlers?: Partial<ComponentProps<'article'>> | undefined;
  /** What can be done to it, while it is active. */
  tools?: ReactNode;
  children: ReactNode;
};

/** What every message looks like: face, name and time at the side and above, then what it says. */
export function MessageFrame(props: Props) {
  const {
    name,
    face,
    iso,
    isGrouped,
    isCall,
    isPending,
    seq,
    personId,
    isActive,
    handlers,
    tools,
    children,
  } = props;
  const time = (
    <time dateTime={iso} title={fullTime(iso)} className={styles.time}>
      {timeOfDay(iso)}
    </time>
  );
  return (
    <article
      {...handlers}
      aria-label={`${name}, ${timeOfDay(iso)}`}
      data-seq={seq}
      className={classNames(
        styles.message,
        isGrouped ? styles.grouped : styles.first,
        isCall && styles.call,
        isPending && styles.pending,
        isActive && styles.active,
      )}
    >
      <div className={styles.side}>{isGrouped ? time : face}</div>
      <div className={styles.main}>
        {!isGrouped && (
          <header className={styles.header}>
            <PersonButton userId={personId} className={styles.name}>
              {name}
            </PersonButton>
            {time}
          </header>
        )}
        {children}
      </div>
      {tools}
    </article>
  );
}
