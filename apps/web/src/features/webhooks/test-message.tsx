import { FlaskConical } from 'lucide-react';
import { Banner } from '../../shared/ui/banner';
import { Button } from '../../shared/ui/button';
import type { useSendTest } from './api';
import styles from './test-message.module.css';

type Props = { test: ReturnType<typeof useSendTest> };

/** Posts a test message as a webhook. What came of it stands where `TestMessageOutcome` is. */
export function TestMessageButton({ test }: Props) {
  return (
    <Button
      size="small"
      icon={<FlaskConical />}
      isBusy={test.isPending}
      onClick={() => {
        test.mutate();
      }}
    >
      Send test message
    </Button>
  );
}

/** Says that the test message is in the room, or why it is not. */
export function TestMessageOutcome({ test }: Props) {
  if (test.error)
    return (
      <div className={styles.refusal}>
        <Banner tone="danger">No test message was sent. {test.error.message}</Banner>
      </div>
    );
  return (
    <div role="status" className={styles.outcome}>
      {test.isSuccess && <p>The test message is in the room.</p>}
    </div>
  );
}
