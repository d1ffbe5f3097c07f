import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import dialogStyles from './dialog.module.css';
import styles from './side-sheet.module.css';

type Props = {
  isOpen: boolean;
  onClose: () => void;
  /** Its name, for screen readers; the content has the visible heading. */
  label: string;
  children: ReactNode;
};

/** A pane that slides over the page from its end, on narrow screens. */
export function SideSheet({ isOpen, onClose, label, children }: Props) {
  return (
    <BaseDialog.Root
      open={isOpen}
      onOpenChange={(isNowOpen) => {
        if (!isNowOpen) onClose();
      }}
    >
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={dialogStyles.backdrop} />
        <BaseDialog.Popup aria-label={label} className={styles.sheet}>
          {children}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
