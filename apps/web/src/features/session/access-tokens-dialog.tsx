import type { AccessTokenView, NewAccessTokenView } from '@carillon/contracts';
import { useQuery } from '@tanstack/react-query';
import { KeyRound, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { formErrors } from '../../shared/http/form-errors';
import { Button } from '../../shared/ui/button';
import { ConfirmDialog } from '../../shared/ui/confirm-dialog';
import { CopyButton } from '../../shared/ui/copy-button';
import { Dialog, DialogBody, DialogForm } from '../../shared/ui/dialog';
import { ErrorState } from '../../shared/ui/error-state';
import { IconButton } from '../../shared/ui/icon-button';
import { Skeleton } from '../../shared/ui/skeleton';
import { TextField } from '../../shared/ui/text-field';
import { accessTokensQuery, useCreateAccessToken, useDeleteAccessToken } from './access-tokens-api';
import styles from './secrets.module.css';

type Props = { isOpen: boolean; onClose: () => void };

/** My personal access tokens: list, create, delete. */
export function AccessTokensDialog({ isOpen, onClose }: Props) {
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Access tokens"
      description="A script sends one as Authorization: Bearer and acts as you."
    >
      <DialogBody>
        <NewTokenForm />
        <TokenList />
      </DialogBody>
    </Dialog>
  );
}

function NewTokenForm() {
  const [name, setName] = useState('');
  const create = useCreateAccessToken();
  const errors = formErrors(create.error, { name: { label: 'Name' } });
  if (create.data)
    return (
      <NewToken
        token={create.data}
        onDone={() => {
          create.reset();
          setName('');
        }}
      />
    );
  return (
    <DialogForm
      onSubmit={() => {
        create.mutate(name);
      }}
    >
      <TextField
        label="Name"
        placeholder="Nightly report"
        value={name}
        onValueChange={setName}
        error={errors.fields.name ?? errors.sentence}
      />
      <div>
        <Button type="submit" tone="primary" isBusy={create.isPending}>
          Create token
        </Button>
      </div>
    </DialogForm>
  );
}

function NewToken({ token, onDone }: { token: NewAccessTokenView; onDone: () => void }) {
  return (
    <section className={styles.fresh} aria-label={`New token ${token.name}`}>
      <p>
        <strong>Copy the token now.</strong> It is not shown again.
      </p>
      <code className={styles.token}>{token.token}</code>
      <div className={styles.actions}>
        <CopyButton tone="primary" text={token.token} label="Copy token" />
        <Button onClick={onDone}>Done</Button>
      </div>
    </section>
  );
}

function TokenList() {
  const tokens = useQuery(accessTokensQuery);
  if (tokens.isPending) return <Skeleton label="Loading access tokens" rows={2} />;
  if (!tokens.data)
    return (
      <ErrorState
        title="The access tokens cannot be shown"
        error={tokens.error}
        onRetry={() => void tokens.refetch()}
      />
    );
  if (tokens.data.length === 0) return <p className={styles.muted}>You have no access tokens.</p>;
  return (
    <ul aria-label="Access tokens" className={styles.list}>
      {tokens.data.map((token) => (
        <TokenRow key={token.id} token={token} />
      ))}
    </ul>
  );
}

function TokenRow({ token }: { token: AccessTokenView }) {
  const [isAsking, setIsAsking] = useState(false);
  const remove = useDeleteAccessToken();
  return (
    <li className={styles.row}>
      <KeyRound aria-hidden="true" className={styles.icon} />
      <span className={styles.facts}>
        <span className={styles.name} title={token.name}>
          {token.name}
        </span>
        <span className={styles.muted}>{lastUse(token)}</span>
      </span>
      <IconButton
        label={`Delete ${token.name}`}
        onClick={() => {
          setIsAsking(true);
        }}
      >
        <Trash2 />
      </IconButton>
      <ConfirmDialog
        isOpen={isAsking}
        title={`Delete ${token.name}?`}
        confirmLabel="Delete"
        isBusy={remove.isPending}
        error={remove.error?.message}
        onCancel={() => {
          setIsAsking(false);
        }}
        onConfirm={() => {
          remove.mutate(token.id);
        }}
      >
        <p>Scripts that use it are refused from now on.</p>
      </ConfirmDialog>
    </li>
  );
}

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

function lastUse(token: AccessTokenView): string {
  const created = `Created ${day.format(new Date(token.createdAt))}`;
  return token.lastUsedAt === null
    ? `${created}, never used`
    : `${created}, last used ${day.format(new Date(token.lastUsedAt))}`;
}
