import { Bug } from 'lucide-react';
import { useEffect } from 'react';
import { useRouteError } from 'react-router';
import { Button } from '../../shared/ui/button';
import { EmptyState } from '../../shared/ui/empty-state';

/** A mistake of ours, instead of an empty page. */
export function CrashRoute() {
  const error = useRouteError();
  useEffect(() => {
    console.error(error);
  }, [error]);
  return (
    <main>
      <EmptyState
        headingLevel={1}
        icon={<Bug />}
        title="Something went wrong on this page"
        actions={
          <Button
            tone="primary"
            onClick={() => {
              window.location.reload();
            }}
          >
            Reload
          </Button>
        }
      >
        <p>Nothing that was sent is lost. What went wrong is in the console of the browser.</p>
      </EmptyState>
    </main>
  );
}
