import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import styles from './command-dialog.module.css';
import dialogStyles from './dialog.module.css';

type Props = {
  isOpen: boolean;
  onClose: () => void;
  /** Its name, for screen readers: what it is for stands in its field. */
  label: string;
  children: ReactNode;
};

/** A field and a list near the top of the page, for what is quicker typed than looked for. */
export function CommandDialog({ isOpen, onClose, label, children }: Props) {
  return (
    <BaseDialog.Root
      open={isOpen}
      onOpenChange={(isNowOpen) => {
        if (!isNowOpen) onClose();
      }}
    >
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={dialogStyles.backdrop} />
        <BaseDialog.Viewport className={styles.viewport}>
          <BaseDialog.Popup aria-label={label} className={styles.popup}>
            {children}
          </BaseDialog.Popup>
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
