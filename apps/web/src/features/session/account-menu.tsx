import {
  BookOpenText,
  KeyRound,
  LogOut,
  MonitorSmartphone,
  UserPlus,
  UserRound,
  Users,
  Webhook,
} from 'lucide-react';
import { lazy, Suspense, useState, type ComponentProps, type ReactNode } from 'react';
import { Avatar } from '../../shared/ui/avatar';
import { Menu, MenuItem, MenuSeparator } from '../../shared/ui/menu';
import { untilLoaded } from '../../shared/page/until-loaded';
import { useAccount } from './account-context';
import type { AccountDialogName } from './account-dialogs';
import styles from './account-menu.module.css';

// Not needed for the first paint, so it comes right behind it.
const AccountDialogs = lazy(async () => ({
  default: (await untilLoaded(() => import('./account-dialogs'))).AccountDialogs,
}));

type Props = {
  /** On my face: how I am to be reached. */
  mark?: ReactNode;
  /** The line below my name. */
  status?: ReactNode;
  /** What the menu offers first. */
  items?: ReactNode;
  /** Further settings of the account dialog. */
  settings?: ReactNode;
};

/** Who I am, and everything that is about me. */
export function AccountMenu({ mark, status, items, settings }: Props) {
  const account = useAccount();
  const [open, setOpen] = useState<AccountDialogName>('none');
  const close = () => {
    setOpen('none');
  };
  return (
    <>
      <Menu side="top" align="start" trigger={<AccountButton mark={mark} status={status} />}>
        {items}
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
        <MenuItem
          icon={<MonitorSmartphone />}
          onSelect={() => {
            setOpen('devices');
          }}
        >
          Password and devices
        </MenuItem>
        {account.isOwner && (
          <>
            <MenuItem
              icon={<Users />}
              onSelect={() => {
                setOpen('people');
              }}
            >
              People
            </MenuItem>
            <MenuItem
              icon={<UserPlus />}
              onSelect={() => {
                setOpen('invite');
              }}
            >
              Invite people
            </MenuItem>
          </>
        )}
        <MenuItem
          icon={<BookOpenText />}
          onSelect={() => {
            window.open('/api/docs', '_blank', 'noopener');
          }}
        >
          API documentation
        </MenuItem>
        <MenuItem
          icon={<Webhook />}
          onSelect={() => {
            window.open('/docs/webhooks', '_blank', 'noopener');
          }}
        >
          Guide to webhooks
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
      <Suspense fallback={null}>
        <AccountDialogs open={open} onClose={close} settings={settings} />
      </Suspense>
    </>
  );
}

type AccountButtonProps = ComponentProps<'button'> & Pick<Props, 'mark' | 'status'>;

function AccountButton({ mark, status, ...props }: AccountButtonProps) {
  const account = useAccount();
  return (
    <button type="button" {...props} className={styles.account}>
      <span className={styles.face}>
        <Avatar name={account.displayName} identity={account.userId} />
        {mark}
      </span>
      <span className="visually-hidden">Account of </span>
      <span className={styles.names}>
        <span className={styles.name}>
          <bdi>{account.displayName}</bdi>
        </span>
        <span className={styles.alias}>{status ?? `@${account.alias}`}</span>
      </span>
    </button>
  );
}
