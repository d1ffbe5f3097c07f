import { Banner } from '../../shared/ui/banner';
import { Button } from '../../shared/ui/button';
import { CopyButton } from '../../shared/ui/copy-button';
import { Dialog, DialogBody } from '../../shared/ui/dialog';
import styles from './secrets.module.css';
import { useCreateInvite } from './api';

type Props = { isOpen: boolean; onClose: () => void };

/** For the owner of the server: a link with which one person can sign up. */
export function InvitePeopleDialog({ isOpen, onClose }: Props) {
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Invite people"
      description="One link lets one person sign up on this server, whatever its rule for signing up is."
    >
      <DialogBody>
        <InviteLink />
      </DialogBody>
    </Dialog>
  );
}

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

function InviteLink() {
  const create = useCreateInvite();
  return (
    <>
      {create.data && (
        <section className={styles.fresh} aria-label="Invitation link">
          <code className={styles.token}>{create.data.url}</code>
          <p>It works once, until {moment.format(new Date(create.data.expiresAt))}.</p>
          <div className={styles.actions}>
            <CopyButton tone="primary" text={create.data.url} label="Copy link" />
          </div>
        </section>
      )}
      {create.error && <Banner tone="danger">{create.error.message}</Banner>}
      <div>
        <Button
          tone={create.data ? 'plain' : 'primary'}
          isBusy={create.isPending}
          onClick={() => {
            create.mutate();
          }}
        >
          {create.data ? 'Make another link' : 'Make a link'}
        </Button>
      </div>
    </>
  );
}
