import { Toast as BaseToast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './icon-button';
import { toasts } from './toasts';
import styles from './toast.module.css';

/** Shows what `showToast` is given, above everything. */
export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <BaseToast.Provider toastManager={toasts} timeout={6000} limit={3}>
      {children}
      <BaseToast.Portal>
        <BaseToast.Viewport className={styles.viewport}>
          <ToastList />
        </BaseToast.Viewport>
      </BaseToast.Portal>
    </BaseToast.Provider>
  );
}

function ToastList() {
  const { toasts: shown } = BaseToast.useToastManager();
  return shown.map((toast) => (
    <BaseToast.Root key={toast.id} toast={toast} swipeDirection={['up', 'right']} className={styles.toast}>
      <BaseToast.Content className={styles.content}>
        <BaseToast.Description className={styles.text} />
        <BaseToast.Close render={<IconButton label="Dismiss" size="small" />}>
          <X />
        </BaseToast.Close>
      </BaseToast.Content>
    </BaseToast.Root>
  ));
}
