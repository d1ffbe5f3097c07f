import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { useRef, type ReactNode } from 'react';
import styles from './bottom-sheet.module.css';
import dialogStyles from './dialog.module.css';

type Props = {
  isOpen: boolean;
  onClose: () => void;
  /** Its name, for screen readers. */
  label: string;
  children: ReactNode;
};

/** Actions that slide up from the lower edge, where a thumb reaches them. */
export function BottomSheet({ isOpen, onClose, label, children }: Props) {
  const sheet = useRef<HTMLDivElement>(null);
  return (
    <BaseDialog.Root
      open={isOpen}
      onOpenChange={(isNowOpen) => {
        if (!isNowOpen) onClose();
      }}
    >
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={dialogStyles.backdrop} />
        <BaseDialog.Popup ref={sheet} initialFocus={sheet} aria-label={label} className={styles.sheet}>
          <span aria-hidden="true" className={styles.handle} />
          {children}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
