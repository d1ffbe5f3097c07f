import { Skeleton } from '../../shared/ui/skeleton';
import styles from './conversation.module.css';

/** Stands in for the messages until the first page is here. */
export function ConversationSkeleton() {
  return (
    <div className={styles.loading}>
      <Skeleton label="Loading messages" rows={9} />
    </div>
  );
}
