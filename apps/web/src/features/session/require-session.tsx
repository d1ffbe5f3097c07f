import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { ErrorState } from '../../shared/ui/error-state';
import { Spinner } from '../../shared/ui/spinner';
import { AccountContext } from './account-context';
import { sessionQuery } from './api';
import { signInLocation } from './next-location';
import styles from './require-session.module.css';

/** Shows its children to signed-in people; everyone else signs in first and comes back. */
export function RequireSession({ children }: { children: ReactNode }) {
  const location = useLocation();
  const session = useQuery(sessionQuery);
  if (session.data) return <AccountContext value={session.data.account}>{children}</AccountContext>;
  if (session.data === null) return <Navigate to={signInLocation(location)} replace />;
  return (
    <main className={styles.middle}>
      {!session.error ? (
        <Spinner label="Loading" />
      ) : (
        <ErrorState
          title="Carillon cannot be reached"
          error={session.error}
          isRetrying={session.isFetching}
          onRetry={() => void session.refetch()}
        />
      )}
    </main>
  );
}
