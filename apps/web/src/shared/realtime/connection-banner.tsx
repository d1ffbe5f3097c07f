import { Banner } from '../ui/banner';
import { useIsOffline } from './use-is-offline';

/** Says so when the connection is lost for longer than a moment. */
export function ConnectionBanner() {
  if (!useIsOffline()) return null;
  return <Banner tone="warning">Offline: reconnecting…</Banner>;
}
