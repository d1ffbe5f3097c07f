import { expect, type Locator, type Page } from '@playwright/test';

/** Manage webhooks and the delivery log in it, in the words of the person who looks at it. */
export class WebhooksDialog {
  readonly dialog: Locator;

  constructor(readonly page: Page) {
    // By its step: a question above it is an alertdialog.
    this.dialog = page.getByRole('dialog', { name: /^(Manage webhooks|Delivery log)$/ });
  }

  row(name: string): Locator {
    return this.dialog.getByRole('listitem', { name, exact: true });
  }

  async chooseAction(
    webhook: string,
    action: 'Rename' | 'Regenerate URL' | 'Delete' | 'Plain unless /md',
  ): Promise<void> {
    await this.row(webhook)
      .getByRole('button', { name: `More actions for ${webhook}` })
      .click();
    await this.page
      .getByRole(action.startsWith('Plain') ? 'menuitemradio' : 'menuitem', { name: action })
      .click();
  }

  get question(): Locator {
    return this.page.getByRole('alertdialog');
  }

  async openLog(webhook: string): Promise<void> {
    await this.row(webhook).getByRole('button', { name: 'Delivery log' }).click();
    await expect(this.dialog.getByRole('region', { name: `Delivery log of ${webhook}` })).toBeVisible();
    await expect(this.dialog.getByRole('status', { name: 'Loading the delivery log' })).toBeHidden();
  }

  get requests(): Locator {
    return this.dialog.getByRole('list', { name: 'Requests, newest first' }).getByRole('listitem');
  }

  /** The requests whose line contains this. */
  request(text: string | RegExp): Locator {
    return this.requests.filter({ hasText: text });
  }

  async show(filter: 'All' | 'Accepted' | 'Refused'): Promise<void> {
    await this.dialog.getByRole('radio', { name: filter }).check();
  }
}
