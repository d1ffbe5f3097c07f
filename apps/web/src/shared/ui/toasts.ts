import { Toast as BaseToast } from '@base-ui/react/toast';

/** The toasts of the page; `ToastProvider` shows them. */
export const toasts = BaseToast.createToastManager();

/** Says one sentence in passing. Never the only place of an error that someone must act on. */
export function showToast(sentence: string): void {
  toasts.add({ description: sentence });
}
