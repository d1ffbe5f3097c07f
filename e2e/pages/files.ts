import type { Locator, Page } from '@playwright/test';

/** A file as somebody has it on their disk. */
export type GivenFile = { name: string; mimeType: string; buffer: Buffer };

/** The files beside the text that somebody writes. */
export class FilesToSend {
  constructor(private readonly page: Page) {}

  get list(): Locator {
    return this.page.getByRole('list', { name: 'Files to send' }).getByRole('listitem');
  }

  /** By the button, as many as one likes. */
  async pick(files: GivenFile[]): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: 'Attach files' }).click();
    await (await chooser).setFiles(files);
  }

  /** Holds a file above the conversation, and lets go of it. */
  async dragOver(file: GivenFile): Promise<{ drop: () => Promise<void> }> {
    const target = this.page.getByRole('group', { name: 'Messages' });
    const dataTransfer = await this.transferOf(file);
    await target.dispatchEvent('dragenter', { dataTransfer });
    await target.dispatchEvent('dragover', { dataTransfer });
    return { drop: () => target.dispatchEvent('drop', { dataTransfer }) };
  }

  async paste(file: GivenFile): Promise<void> {
    const clipboardData = await this.transferOf(file);
    await this.page
      .getByRole('textbox', { name: /^Message / })
      .evaluate(
        (field, data) =>
          field.dispatchEvent(
            new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
          ),
        clipboardData,
      );
  }

  private transferOf({ name, mimeType, buffer }: GivenFile) {
    return this.page.evaluateHandle(
      ([text, fileName, type]) => {
        const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
        const transfer = new DataTransfer();
        transfer.items.add(new File([bytes], fileName, { type }));
        return transfer;
      },
      [buffer.toString('base64'), name, mimeType] as const,
    );
  }
}
