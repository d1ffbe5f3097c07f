import styles from './relative-time.module.css';
import { exactTime, timeAgo } from './times';
import { Tooltip } from './tooltip';
import { useNow } from './use-now';

/** How long ago something was, kept up to date; the exact time under the pointer, on focus, and for screen readers. */
export function RelativeTime({ iso }: { iso: string }) {
  const now = useNow();
  return (
    <Tooltip text={exactTime(iso)}>
      <time dateTime={iso} tabIndex={0} className={styles.time}>
        {timeAgo(iso, now)}
        <span className="visually-hidden"> ({exactTime(iso)})</span>
      </time>
    </Tooltip>
  );
}
