import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { ArrowLeft, X } from 'lucide-react';
import { useRef, type ReactNode, type SubmitEvent } from 'react';
import { classNames } from './class-names';
import styles from './dialog.module.css';
import { IconButton } from './icon-button';

type Props = {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** A sentence below the title. */
  description?: ReactNode;
  size?: 'normal' | 'wide';
  /** Keeps its full height whatever it holds. For content that scrolls by itself. */
  isTall?: boolean;
  /** Where this is a step further inside the dialog: leads back out. Escape does the same. */
  onBack?: (() => void) | undefined;
  /** What takes the focus after closing; without an answer, whatever had it before. */
  finalFocus?: () => HTMLElement | boolean;
  children: ReactNode;
};

/** A window above the page that keeps the focus until it is closed. Its content exists only while it is open. */
export function Dialog({
  isOpen,
  onClose,
  title,
  description,
  size = 'normal',
  isTall = false,
  onBack,
  finalFocus = () => true,
  children,
}: Props) {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <BaseDialog.Root
      open={isOpen}
      onOpenChange={(isNowOpen, { reason }) => {
        if (isNowOpen) return;
        if (onBack && reason === 'escape-key') onBack();
        else onClose();
      }}
    >
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={styles.backdrop} />
        <BaseDialog.Viewport className={styles.viewport}>
          <BaseDialog.Popup
            className={classNames(styles.popup, size === 'wide' && styles.wide, isTall && styles.tall)}
            ref={popup}
            initialFocus={() => firstFocus(popup.current)}
            finalFocus={finalFocus}
          >
            <header className={styles.header}>
              {onBack && (
                <span className={styles.back}>
                  <IconButton label="Back" onClick={onBack}>
                    <ArrowLeft />
                  </IconButton>
                </span>
              )}
              <div className={styles.headings}>
                <BaseDialog.Title className={styles.title}>{title}</BaseDialog.Title>
                {description && (
                  <BaseDialog.Description className={styles.description}>
                    {description}
                  </BaseDialog.Description>
                )}
              </div>
              <BaseDialog.Close render={<IconButton label="Close" />}>
                <X />
              </BaseDialog.Close>
            </header>
            {children}
          </BaseDialog.Popup>
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

/** A field with `autoFocus` keeps the focus; otherwise the dialog itself takes it, and no control shows a tooltip unasked. */
function firstFocus(popup: HTMLElement | null): HTMLElement | false | null {
  return popup?.contains(document.activeElement) ? false : popup;
}

/** The part of a dialog that scrolls. */
export function DialogBody({ children }: { children: ReactNode }) {
  return <div className={styles.body}>{children}</div>;
}

/** The row of buttons at the end of a dialog. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <footer className={styles.actions}>{children}</footer>;
}

/** A form inside the body of a dialog. */
export function DialogForm({ onSubmit, children }: { onSubmit: () => void; children: ReactNode }) {
  function handleSubmit(event: SubmitEvent) {
    event.preventDefault();
    onSubmit();
  }
  return (
    <form noValidate onSubmit={handleSubmit} className={styles.form}>
      {children}
    </form>
  );
}
