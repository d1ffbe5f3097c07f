import type { ReactNode } from 'react';
import { AccessTokensDialog } from './access-tokens-dialog';
import { AccountDialog } from './account-dialog';
import { DevicesDialog } from './devices-dialog';
import { InvitePeopleDialog } from './invite-people-dialog';
import { PeopleDialog } from './people-dialog';
import { SignOutDialog } from './sign-out-dialog';

/** Which dialog of the account menu is open. */
export type AccountDialogName =
  'none' | 'account' | 'access-tokens' | 'devices' | 'people' | 'invite' | 'sign-out';

type Props = { open: AccountDialogName; onClose: () => void; settings: ReactNode };

/** The dialogs behind the account menu. */
export function AccountDialogs({ open, onClose, settings }: Props) {
  return (
    <>
      <AccountDialog isOpen={open === 'account'} onClose={onClose} settings={settings} />
      <AccessTokensDialog isOpen={open === 'access-tokens'} onClose={onClose} />
      <DevicesDialog isOpen={open === 'devices'} onClose={onClose} />
      <PeopleDialog isOpen={open === 'people'} onClose={onClose} />
      <InvitePeopleDialog isOpen={open === 'invite'} onClose={onClose} />
      <SignOutDialog isOpen={open === 'sign-out'} onClose={onClose} />
    </>
  );
}
