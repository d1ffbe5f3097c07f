import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import { untilLoaded } from '../../../shared/page/until-loaded';
import { Spinner } from '../../../shared/ui/spinner';
import { Brand } from '../../layout/brand';
import { useDocumentTitle } from '../../layout/use-document-title';
import styles from './webhooks-guide-route.module.css';

// The text, and what turns it into elements, are for those who read it.
const Guide = lazy(async () => ({
  default: (await untilLoaded(() => import('./webhooks-guide'))).WebhooksGuide,
}));

/** The guide for webhook developers. Open to everybody: who writes a sender needs no account. */
export function WebhooksGuideRoute() {
  useDocumentTitle('Webhooks');
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <Link to="/" className={styles.home}>
          <Brand />
        </Link>
      </header>
      <Suspense fallback={<Spinner label="Loading the guide" />}>
        <Guide />
      </Suspense>
    </div>
  );
}
