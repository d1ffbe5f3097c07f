import { CloudOff } from 'lucide-react';
import { Button } from './button';
import { EmptyState } from './empty-state';

type Props = {
  /** What could not be shown. */
  title: string;
  error: Error;
  onRetry: () => void;
  isRetrying?: boolean;
};

/** Something could not be loaded: the reason, and a way to try again. */
export function ErrorState({ title, error, onRetry, isRetrying = false }: Props) {
  return (
    <EmptyState
      icon={<CloudOff />}
      title={title}
      actions={
        <Button onClick={onRetry} isBusy={isRetrying}>
          Try again
        </Button>
      }
    >
      <p role="alert">{error.message}</p>
    </EmptyState>
  );
}
