import { Compass } from 'lucide-react';
import { Link } from 'react-router';
import { EmptyState } from '../../shared/ui/empty-state';
import { useDocumentTitle } from '../layout/use-document-title';

export function NotFoundRoute() {
  useDocumentTitle('Not found');
  return (
    <main>
      <EmptyState
        headingLevel={1}
        icon={<Compass />}
        title="There is nothing at this address"
        actions={<Link to="/">Back to rooms</Link>}
      />
    </main>
  );
}
