import type { RoomView } from '@carillon/contracts';
import { expect, type Locator, type Page } from '@playwright/test';

/** One room in one browser window, in the words of the person who looks at it. */
export class RoomScreen {
  constructor(readonly page: Page) {}

  async goto(room: Pick<RoomView, 'id' | 'name'>): Promise<void> {
    await this.page.goto(`/rooms/${room.id}`);
    await expect(this.page.getByRole('heading', { name: room.name, level: 1 })).toBeVisible();
    await expect(this.composer).toBeEnabled();
  }

  get composer(): Locator {
    return this.page.getByRole('textbox', { name: /^Message / });
  }

  get messages(): Locator {
    return this.page.getByRole('article');
  }

  /** The message whose text is, or contains, this. */
  message(text: string | RegExp): Locator {
    return this.messages.filter({ hasText: text });
  }

  /** The message of a number; only those in view, and some around them, are in the document. */
  messageOfSeq(seq: number): Locator {
    return this.page.locator(`article[data-seq="${seq}"]`);
  }

  get newLine(): Locator {
    return this.page.getByRole('separator', { name: 'New messages' });
  }

  /** The numbers of the messages in the document, from above. */
  seqs({ inView = false } = {}): Promise<number[]> {
    return this.messages.evaluateAll((articles, onlyInView) => {
      const isInView = (article: Element) => {
        const [box, frame] = [article, article.closest('[data-scroller]') ?? article].map((element) =>
          element.getBoundingClientRect(),
        );
        return box !== undefined && frame !== undefined && box.top >= frame.top && box.bottom <= frame.bottom;
      };
      return articles
        .filter((article) => !onlyInView || isInView(article))
        .map((article) => Number(article.getAttribute('data-seq')));
    }, inView);
  }

  async write(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  get roster(): Locator {
    return this.page.getByRole('complementary', { name: 'Roster' });
  }

  rosterSection(name: 'Present' | 'Not present' | 'Webhooks'): Locator {
    return this.roster.getByRole('list', { name, exact: true });
  }

  get roomList(): Locator {
    return this.page.getByRole('list', { name: 'Rooms' });
  }

  /** Chooses an item of the gear in the upper right. */
  async chooseSetting(
    name: 'Manage webhooks' | 'Edit members' | 'Edit room' | 'Leave room',
  ): Promise<Locator> {
    await this.page.getByRole('button', { name: 'Room settings' }).click();
    await this.page.getByRole('menuitem', { name }).click();
    const dialog = this.page.getByRole(name.startsWith('Leave') ? 'alertdialog' : 'dialog').first();
    await expect(dialog).toBeVisible();
    return dialog;
  }

  manageWebhooks(): Promise<Locator> {
    return this.chooseSetting('Manage webhooks');
  }
}
