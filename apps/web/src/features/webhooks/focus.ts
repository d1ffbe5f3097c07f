import type { WebhookId } from '@carillon/contracts';

/** The button that makes a webhook: the one place of the dialog that is always there. */
export const newButtonId = 'new-webhook';

/** The button of a webhook's further actions. */
export function actionsButtonId(id: WebhookId): string {
  return `actions-${id}`;
}

/** Where the focus goes after a question or form about a webhook; to New, where the webhook is gone. */
export function focusAfter(id: WebhookId): HTMLElement | null {
  return document.getElementById(actionsButtonId(id)) ?? document.getElementById(newButtonId);
}

export function focusNewButton(): void {
  document.getElementById(newButtonId)?.focus();
}
