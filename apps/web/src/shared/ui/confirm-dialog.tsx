import { AlertDialog } from '@base-ui/react/alert-dialog';
import type { ReactNode } from 'react';
import { Banner } from './banner';
import { Button } from './button';
import styles from './dialog.module.css';
import { DialogActions, DialogBody } from './dialog';

type Props = {
  isOpen: boolean;
  title: string;
  /** What will happen, said before it does. */
  children: ReactNode;
  confirmLabel: string;
  tone?: 'primary' | 'danger';
  isBusy?: boolean;
  /** Why it could not be done. */
  error?: string | undefined;
  onConfirm: () => void;
  onCancel: () => void;
  /** What takes the focus after closing; without an answer, whatever had it before. */
  finalFocus?: () => HTMLElement | boolean;
};

/** A question before something that cannot be taken back. */
export function ConfirmDialog({
  isOpen,
  title,
  children,
  confirmLabel,
  tone = 'danger',
  isBusy = false,
  error,
  onConfirm,
  onCancel,
  finalFocus = () => true,
}: Props) {
  return (
    <AlertDialog.Root
      open={isOpen}
      onOpenChange={(isNowOpen) => {
        if (!isNowOpen) onCancel();
      }}
    >
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={styles.backdrop} />
        <AlertDialog.Viewport className={styles.viewport}>
          <AlertDialog.Popup className={styles.popup} finalFocus={finalFocus}>
            <header className={styles.header}>
              <AlertDialog.Title className={styles.title}>{title}</AlertDialog.Title>
            </header>
            <DialogBody>
              <AlertDialog.Description render={<div />}>{children}</AlertDialog.Description>
              {error && <Banner tone="danger">{error}</Banner>}
              <DialogActions>
                <AlertDialog.Close render={<Button />}>Cancel</AlertDialog.Close>
                <Button tone={tone} isBusy={isBusy} onClick={onConfirm}>
                  {confirmLabel}
                </Button>
              </DialogActions>
            </DialogBody>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
