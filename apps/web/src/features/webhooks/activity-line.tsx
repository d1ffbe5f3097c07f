import type { WebhookActivity } from '@carillon/contracts';
import { RelativeTime } from '../../shared/ui/relative-time';
import styles from './activity-line.module.css';
import type { DeliveryFilter } from './delivery-log/log';

type Props = {
  /** Undefined until it is known. */
  activity: WebhookActivity | undefined;
  onOpenLog: (filter: DeliveryFilter) => void;
};

/** How much a webhook is used. Refusals lead to the delivery log: somebody has to look at them. */
export function ActivityLine({ activity, onOpenLog }: Props) {
  // Keeps its line, so that nothing moves when it comes.
  if (!activity) return <span className={styles.line}>&nbsp;</span>;
  const { lastPostAt, acceptedLast24Hours: posts, refusedLast24Hours: refusals } = activity;
  return (
    <span className={styles.line}>
      {lastPostAt === null ? (
        'Never used'
      ) : (
        <>
          Last post <RelativeTime iso={lastPostAt} />
        </>
      )}
      {(posts > 0 || refusals > 0) && (
        <>
          {' · '}
          {posts === 1 ? '1 post' : `${whole.format(posts)} posts`}
          {refusals > 0 && (
            <>
              {' and '}
              <button
                type="button"
                className={styles.refusals}
                onClick={() => {
                  onOpenLog('refused');
                }}
              >
                {refusals === 1 ? '1 refusal' : `${whole.format(refusals)} refusals`}
              </button>
            </>
          )}
          {' in 24 hours'}
        </>
      )}
    </span>
  );
}

const whole = new Intl.NumberFormat();
