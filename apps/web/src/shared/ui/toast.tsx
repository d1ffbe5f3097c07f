import { Toast as BaseToast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { useEffect } from 'react';
import { IconButton } from './icon-button';
import { showToastsBy } from './toasts';
import styles from './toast.module.css';

/** Shows what `showToast` is given, above everything. */
export function Toasts() {
  return (
    <BaseToast.Provider timeout={6000} limit={3}>
      <BaseToast.Portal>
        <BaseToast.Viewport className={styles.viewport}>
          <ToastList />
        </BaseToast.Viewport>
      </BaseToast.Portal>
    </BaseToast.Provider>
  );
}

function ToastList() {
  const { toasts: shown, add } = BaseToast.useToastManager();
  useEffect(() => showToastsBy((sentence) => void add({ description: sentence })), [add]);
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
