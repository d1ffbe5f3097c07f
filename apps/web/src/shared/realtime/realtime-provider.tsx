import { createRealtimeClient, type RealtimeClient } from '@carillon/client';
import { useEffect, useState, type ReactNode } from 'react';
import { RealtimeContext } from './realtime-context';

type Props = {
  children: ReactNode;
  /** For tests: another client than the one of this page's server. */
  client?: RealtimeClient;
};

/** Holds the one socket of the page, open as long as this is mounted. */
export function RealtimeProvider({ children, client: given }: Props) {
  const [client] = useState(() => given ?? createRealtimeClient());

  useEffect(() => {
    const retryNow = () => {
      client.retryNow();
    };
    client.connect();
    window.addEventListener('online', retryNow);
    document.addEventListener('visibilitychange', retryNow);
    return () => {
      window.removeEventListener('online', retryNow);
      document.removeEventListener('visibilitychange', retryNow);
      client.close();
    };
  }, [client]);

  return <RealtimeContext value={client}>{children}</RealtimeContext>;
}
