import type { PersonView } from '@carillon/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { Avatar } from '../../shared/ui/avatar';
import { Badge } from '../../shared/ui/badge';
import { Banner } from '../../shared/ui/banner';
import { Button } from '../../shared/ui/button';
import { ConfirmDialog } from '../../shared/ui/confirm-dialog';
import { Dialog, DialogBody } from '../../shared/ui/dialog';
import { ErrorState } from '../../shared/ui/error-state';
import { FilterField } from '../../shared/ui/filter-field';
import { Skeleton } from '../../shared/ui/skeleton';
import { showToast } from '../../shared/ui/toasts';
import styles from './devices-dialog.module.css';
import { peopleQuery, useChangePerson } from './people-api';
import rows from './secrets.module.css';

type Props = { isOpen: boolean; onClose: () => void };

/** For the owner of the server: everybody who has an account, and who may use theirs. */
export function PeopleDialog({ isOpen, onClose }: Props) {
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      size="wide"
      title="People"
      description="Everybody with an account on this server."
    >
      <DialogBody>
        <People />
      </DialogBody>
    </Dialog>
  );
}

function People() {
  const [search, setSearch] = useState('');
  const people = useInfiniteQuery(peopleQuery(useDeferredValue(search.trim())));
  // Kept while the question fades out, so that its words do not change.
  const [leaving, setLeaving] = useState<PersonView | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <FilterField label="Find people" value={search} onValueChange={setSearch} />
      {people.isPending && <Skeleton label="Loading people" rows={4} />}
      {people.error && !people.data && (
        <ErrorState
          title="The people cannot be shown"
          error={people.error}
          onRetry={() => void people.refetch()}
        />
      )}
      {people.data && (
        <PeopleList
          people={people.data.pages.flatMap((page) => page.items)}
          onDeactivate={(person) => {
            setLeaving(person);
            setIsAsking(true);
          }}
        />
      )}
      {people.hasNextPage && (
        <div className={styles.more}>
          <Button isBusy={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
      {leaving && (
        <DeactivateDialog
          person={leaving}
          isOpen={isAsking}
          onDone={() => {
            setIsAsking(false);
          }}
        />
      )}
    </>
  );
}

type ListProps = { people: PersonView[]; onDeactivate: (person: PersonView) => void };

function PeopleList({ people, onDeactivate }: ListProps) {
  if (people.length === 0) return <p className={rows.muted}>Nobody here is called that.</p>;
  return (
    <ul aria-label="People" className={rows.list}>
      {people.map((person) => (
        <PersonRow
          key={person.userId}
          person={person}
          onDeactivate={() => {
            onDeactivate(person);
          }}
        />
      ))}
    </ul>
  );
}

function PersonRow({ person, onDeactivate }: { person: PersonView; onDeactivate: () => void }) {
  const reactivate = useChangePerson();
  const isDeactivated = person.deactivatedAt !== null;
  return (
    <li aria-label={person.displayName} className={rows.row}>
      <Avatar name={person.displayName} identity={person.userId} />
      <span className={rows.facts}>
        <span className={rows.name}>
          <bdi>{person.displayName}</bdi> {person.isOwner && <Badge>Owner</Badge>}
          {isDeactivated && <Badge>Deactivated</Badge>}
        </span>
        <span className={rows.muted}>
          @{person.alias} · {person.email}
        </span>
        {reactivate.error && <Banner tone="danger">{reactivate.error.message}</Banner>}
      </span>
      {!person.isOwner && (
        <Button
          isBusy={reactivate.isPending}
          onClick={
            isDeactivated
              ? () => {
                  reactivate.mutate(person);
                }
              : onDeactivate
          }
        >
          {isDeactivated ? 'Reactivate' : 'Deactivate'}{' '}
          <span className="visually-hidden">{person.displayName}</span>
        </Button>
      )}
    </li>
  );
}

function DeactivateDialog({
  person,
  isOpen,
  onDone,
}: {
  person: PersonView;
  isOpen: boolean;
  onDone: () => void;
}) {
  const deactivate = useChangePerson();
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={`Deactivate ${person.displayName}?`}
      confirmLabel="Deactivate"
      isBusy={deactivate.isPending}
      error={deactivate.error?.message}
      onCancel={() => {
        deactivate.reset();
        onDone();
      }}
      onConfirm={() => {
        deactivate.mutate(person, {
          onSuccess: () => {
            showToast(`${person.displayName} is deactivated.`);
            onDone();
          },
        });
      }}
    >
      <p>
        They are signed out everywhere at once, cannot sign in, and leave all rooms. Their access tokens are
        deleted. What they wrote stays under their name.
      </p>
      <p>
        Where nobody else is administrator, the longest-standing member becomes one. You can reactivate the
        account at any time.
      </p>
    </ConfirmDialog>
  );
}
