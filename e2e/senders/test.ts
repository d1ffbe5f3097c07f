import { postMessage } from '@carillon/client';
import type { MessageView } from '@carillon/contracts';
import { Inbox } from '../fixtures/inbox.js';
import { expect, test as base } from '../fixtures/test.js';
import type { RoomScreen } from '../pages/room-screen.js';

type Watched = {
  /** What a socket of Bob is told about the room. */
  inbox: Inbox;
  /** The room in Bob's browser. */
  bobsScreen: RoomScreen;
  /**
   * What the socket was told, once it has been told everything: a message of Alice, left out here, marks the end, so
   * that what comes twice is not overlooked.
   */
  allTold(): Promise<MessageView[]>;
  /** Asserts that exactly these texts were posted, each seen once by the socket and once by the browser. */
  expectSeenOnce(contents: readonly string[]): Promise<void>;
};

const end = 'That was all.';

export const test = base.extend<Watched>({
  inbox: async ({ bob, room }, use) => {
    const inbox = await Inbox.open(bob, room.id);
    await use(inbox);
    inbox.close();
  },
  bobsScreen: async ({ bob, enter }, use) => use(await enter(bob)),
  allTold: async ({ alice, room, inbox }, use) => {
    await use(async () => {
      await postMessage(alice.http, room.id, { content: end });
      await inbox.until(end);
      return inbox.messages.slice(0, -1);
    });
  },
  expectSeenOnce: async ({ allTold, bobsScreen }, use) => {
    await use(async (contents) => {
      expect((await allTold()).map(({ content }) => content)).toEqual(contents);
      await expect(bobsScreen.messages).toHaveCount(contents.length + 1);
      await expect(bobsScreen.messages.last()).toContainText(end);
    });
  },
});

/** Whether the long checks have their full length: `npm test -- --only senders --long`. */
export const isLong = process.env['CARILLON_LONG'] !== undefined;

export { expect };
