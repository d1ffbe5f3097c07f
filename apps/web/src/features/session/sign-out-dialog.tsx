import { ConfirmDialog } from '../../shared/ui/confirm-dialog';
import { useSignOut } from './api';

type Props = { isOpen: boolean; onClose: () => void };

/** Asks before the session of this browser ends. */
export function SignOutDialog({ isOpen, onClose }: Props) {
  const signOut = useSignOut();
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title="Sign out?"
      confirmLabel="Sign out"
      tone="primary"
      isBusy={signOut.isPending}
      error={signOut.error?.message}
      onCancel={onClose}
      onConfirm={() => {
        signOut.mutate();
      }}
    >
      <p>You will need your password to come back.</p>
    </ConfirmDialog>
  );
}
