import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { Navigate, Outlet, useSearchParams } from 'react-router';
import { sessionQuery } from '../../features/session/api';
import { nextLocation } from '../../features/session/next-location';
import { Spinner } from '../../shared/ui/spinner';
import styles from './auth-layout.module.css';
import { Brand } from './brand';

/** The frame of the pages before signing in. Whoever is signed in goes on to where they wanted to go. */
export function AuthLayout() {
  const [search] = useSearchParams();
  const session = useQuery(sessionQuery);
  if (session.data) return <Navigate to={nextLocation(search)} replace />;
  return (
    <div className={styles.page}>
      <header>
        <Brand />
      </header>
      <main className={styles.main}>
        <Suspense fallback={<Spinner label="Loading" />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}
