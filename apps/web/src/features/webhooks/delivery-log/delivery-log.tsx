import type { RoomId, WebhookView } from '@carillon/contracts';
import { useQuery } from '@tanstack/react-query';
import { ScrollText } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useIsOffline } from '../../../shared/realtime/use-is-offline';
import { Banner } from '../../../shared/ui/banner';
import { EmptyState } from '../../../shared/ui/empty-state';
import { ErrorState } from '../../../shared/ui/error-state';
import { SegmentedChoice } from '../../../shared/ui/segmented-choice';
import { Skeleton } from '../../../shared/ui/skeleton';
import { TestMessageButton, TestMessageOutcome } from '../test-message';
import { useSendTest } from '../api';
import { logQuery } from './api';
import { DeliveryList } from './delivery-list';
import styles from './delivery-log.module.css';
import type { DeliveryFilter } from './log';
import { NewRequestsSaid } from './new-requests-said';

type Props = {
  roomId: RoomId;
  webhook: WebhookView;
  /** What is shown at first. */
  initialFilter: DeliveryFilter;
  /** The reader follows the link to a message. */
  onShowMessage: () => void;
};

const filters: readonly { value: DeliveryFilter; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'accepted', label: 'Accepted' },
  { value: 'refused', label: 'Refused' },
];

/** Every request to the URL of a webhook, as it comes in. Fills a tall dialog and scrolls inside. */
export function DeliveryLog({ roomId, webhook, initialFilter, onShowMessage }: Props) {
  const [filter, setFilter] = useState(initialFilter);
  const test = useSendTest(roomId, webhook.id);
  const isOffline = useIsOffline();
  const section = useFocusOnce();
  return (
    <section
      ref={section}
      tabIndex={-1}
      aria-label={`Delivery log of ${webhook.name}`}
      className={styles.log}
    >
      <div className={styles.tools}>
        <SegmentedChoice
          legend="Requests to show"
          options={filters}
          value={filter}
          onValueChange={setFilter}
        />
        <TestMessageButton test={test} />
      </div>
      <div className={styles.notices}>
        <TestMessageOutcome test={test} />
        {isOffline && (
          <Banner tone="warning">Offline: what comes in now appears once the connection is back.</Banner>
        )}
      </div>
      <FilteredLog
        key={filter}
        roomId={roomId}
        webhook={webhook}
        filter={filter}
        onShowMessage={onShowMessage}
      />
    </section>
  );
}

/** Who opens the log by keyboard goes on from here. */
function useFocusOnce() {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    section.current?.focus();
  }, []);
  return section;
}

type FilteredProps = Omit<Props, 'initialFilter'> & { filter: DeliveryFilter };

function FilteredLog({ roomId, webhook, filter, onShowMessage }: FilteredProps) {
  const log = useQuery(logQuery(roomId, webhook.id, filter));
  if (log.isPending) return <Skeleton label="Loading the delivery log" rows={9} />;
  if (!log.data)
    return (
      <ErrorState
        title="The delivery log cannot be shown"
        error={log.error}
        isRetrying={log.isFetching}
        onRetry={() => void log.refetch()}
      />
    );
  return (
    <>
      <NewRequestsSaid deliveries={log.data.deliveries} />
      {log.data.deliveries.length === 0 ? (
        <NoRequests filter={filter} />
      ) : (
        <DeliveryList
          roomId={roomId}
          webhookId={webhook.id}
          filter={filter}
          log={log.data}
          onShowMessage={onShowMessage}
        />
      )}
    </>
  );
}

function NoRequests({ filter }: { filter: DeliveryFilter }) {
  if (filter !== 'all')
    return (
      <EmptyState icon={<ScrollText />} title={`Nothing was ${filter} in the last 7 days`}>
        <p>
          {filter === 'refused' ? 'Requests that were turned away' : 'Requests that became messages'} appear
          here at once.
        </p>
      </EmptyState>
    );
  return (
    <EmptyState icon={<ScrollText />} title="No requests in the last 7 days">
      <p>Whatever is posted to its URL appears here at once, with the reason where it is refused.</p>
    </EmptyState>
  );
}
