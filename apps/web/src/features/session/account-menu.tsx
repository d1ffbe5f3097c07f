import { BookOpenText, KeyRound, LogOut, UserPlus, UserRound } from 'lucide-react';
import { useState, type ComponentProps } from 'react';
import { Avatar } from '../../shared/ui/avatar';
import { ConfirmDialog } from '../../shared/ui/confirm-dialog';
import { Menu, MenuItem, MenuSeparator } from '../../shared/ui/menu';
import { AccessTokensDialog } from './access-tokens-dialog';
import { useAccount } from './account-context';
import { AccountDialog } from './account-dialog';
import styles from './account-menu.module.css';
import { useSignOut } from './api';
import { InvitePeopleDialog } from './invite-people-dialog';

type OpenDialog = 'none' | 'account' | 'access-tokens' | 'invite' | 'sign-out';

/** Who I am, and everything that is about me. */
export function AccountMenu() {
  const account = useAccount();
  const [open, setOpen] = useState<OpenDialog>('none');
  const signOut = useSignOut();
  const close = () => {
    setOpen('none');
  };
  return (
    <>
      <Menu side="top" align="start" trigger={<AccountButton />}>
        <MenuItem
          icon={<UserRound />}
          onSelect={() => {
            setOpen('account');
          }}
        >
          Account and theme
        </MenuItem>
        <MenuItem
          icon={<KeyRound />}
          onSelect={() => {
            setOpen('access-tokens');
          }}
        >
          Access tokens
        </MenuItem>
        {account.isOwner && (
          <MenuItem
            icon={<UserPlus />}
            onSelect={() => {
              setOpen('invite');
            }}
          >
            Invite people
          </MenuItem>
        )}
        <MenuItem
          icon={<BookOpenText />}
          onSelect={() => {
            window.open('/api/docs', '_blank', 'noopener');
          }}
        >
          API documentation
        </MenuItem>
        <MenuSeparator />
        <MenuItem
          icon={<LogOut />}
          onSelect={() => {
            setOpen('sign-out');
          }}
        >
          Sign out
        </MenuItem>
      </Menu>
      <AccountDialog isOpen={open === 'account'} onClose={close} />
      <AccessTokensDialog isOpen={open === 'access-tokens'} onClose={close} />
      <InvitePeopleDialog isOpen={open === 'invite'} onClose={close} />
      <ConfirmDialog
        isOpen={open === 'sign-out'}
        title="Sign out?"
        confirmLabel="Sign out"
        tone="primary"
        isBusy={signOut.isPending}
        error={signOut.error?.message}
        onCancel={close}
        onConfirm={() => {
          signOut.mutate();
        }}
      >
        <p>You will need your password to come back.</p>
      </ConfirmDialog>
    </>
  );
}

function AccountButton(props: ComponentProps<'button'>) {
  const account = useAccount();
  return (
    <button
      type="button"
      {...props}
      aria-label={`Account of ${account.displayName}`}
      className={styles.account}
    >
      <Avatar name={account.displayName} identity={account.userId} />
      <span className={styles.names}>
        <span className={styles.name}>{account.displayName}</span>
        <span className={styles.alias}>@{account.alias}</span>
      </span>
    </button>
  );
}
