import type { ReactNode } from 'react';
import { classNames } from '../../shared/ui/class-names';
import styles from './message-frame.module.css';
import { fullTime, timeOfDay } from './times';

type Props = {
  /** Who wrote it, as everybody sees it. */
  name: string;
  face: ReactNode;
  /** When it was written. */
  iso: string;
  /** It follows one of the same author, whose name and face stand above. */
  isGrouped: boolean;
  /** The reader is called. */
  isCall?: boolean;
  isPending?: boolean;
  seq?: number;
  children: ReactNode;
};

/** What every message looks like: face, name and time at the side and above, then what it says. */
export function MessageFrame({ name, face, iso, isGrouped, isCall, isPending, seq, children }: Props) {
  const time = (
    <time dateTime={iso} title={fullTime(iso)} className={styles.time}>
      {timeOfDay(iso)}
    </time>
  );
  return (
    <article
      aria-label={`${name}, ${timeOfDay(iso)}`}
      data-seq={seq}
      className={classNames(
        styles.message,
        isGrouped ? styles.grouped : styles.first,
        isCall && styles.call,
        isPending && styles.pending,
      )}
    >
      <div className={styles.side}>{isGrouped ? time : face}</div>
      <div className={styles.main}>
        {!isGrouped && (
          <header className={styles.header}>
            <span className={styles.name}>{name}</span>
            {time}
          </header>
        )}
        {children}
      </div>
    </article>
  );
}
