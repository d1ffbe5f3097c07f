import type { MessageId, MessageView, UserId } from '@carillon/contracts';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { aMember, aMessage, anAccount, aRoom } from '../../testing/factories';
import { FakeServer, type Received } from '../../testing/fake-server';
import { renderSignedIn } from '../../testing/render';
import { Conversation } from './conversation';

const account = anAccount();
const messagesPath = '/api/v1/rooms/room/messages';
const markerPath = '/api/v1/rooms/room/read-marker';
const john = aMember({ userId: 'john' as UserId, displayName: 'John Stiles', alias: 'john' });

const by = (userId: string, displayName: string): MessageView['author'] => ({
  kind: 'member',
  userId: userId as UserId,
  displayName,
  alias: userId,
});

const numbered = (seq: number, change: Partial<MessageView> = {}) =>
  aMessage({
    id: `m${String(seq)}` as MessageId,
    seq,
    content: `Message ${String(seq)}`,
    author: by('john', 'John Stiles'),
    ...change,
  });

const pageOf = (...messages: MessageView[]) => ({
  items: messages.toReversed(),
  nextCursor: null,
  lastChange: 0,
});

/** What the server makes of a post. */
const stored = (seq: number) => (request: Received) => {
  // The conversation posts this shape; a wrong one fails the comparison of tokens.
  const { content, clientRequestToken } = request.body as { content: string; clientRequestToken: string };
  return {
    status: 201,
    body: numbered(seq, { content, clientRequestToken, author: by(account.userId, account.displayName) }),
  };
};

let server: FakeServer;

beforeEach(() => {
  localStorage.clear();
  vi.spyOn(document, 'hasFocus').mockReturnValue(false);
  // jsdom does not lay out, so it does not scroll either.
  Element.prototype.scrollIntoView = vi.fn();
  server = new FakeServer();
});

function open(page: object, change: Parameters<typeof aRoom>[0] = {}) {
  server.on(`GET ${messagesPath}`, page);
  const room = aRoom({ memberCount: 2, ...change });
  return renderSignedIn(
    <Conversation room={room} account={account} members={[john]} emptyState={<p>Nothing yet</p>} />,
  );
}

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message Alerts' });
const texts = () => screen.getAllByRole('article').map((article) => article.querySelector('p')?.textContent);

/** The composer takes messages once the first page is here. */
async function opened(...args: Parameters<typeof open>) {
  const page = open(...args);
  await waitFor(() => {
    expect(screen.queryByRole('status', { name: 'Loading messages' })).toBeNull();
  });
  return page;
}

describe('a conversation', () => {
  it('shows who wrote what, and when', async () => {
    await opened(pageOf(numbered(1), aMessage({ seq: 2 })));
    const [first, second] = screen.getAllByRole('article');
    expect(first?.getAttribute('aria-label')).toMatch(/^John Stiles, \d/);
    expect(second?.getAttribute('aria-label')).toMatch(/^Deploys \(Webhook\), \d/);
    expect(screen.getByText('Deploys (Webhook)')).not.toBeNull();
  });

  it('shows the empty state of its route in a room without messages', async () => {
    await opened(pageOf());
    expect(screen.getByText('Nothing yet')).not.toBeNull();
  });

  it('says why it could not be loaded, and tries again', async () => {
    server.refuse(`GET ${messagesPath}`, 'ROOM_NOT_FOUND');
    const { user } = renderSignedIn(
      <Conversation room={aRoom()} account={account} members={[]} emptyState={null} />,
    );
    expect((await screen.findByRole('alert')).textContent).toMatch(/no such room/);
    server.on(`GET ${messagesPath}`, pageOf(numbered(1)));
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Message 1')).not.toBeNull();
  });

  it('marks a message that mentions the reader', async () => {
    const mentions = { members: [{ handle: 'mary', userId: account.userId }], all: false, present: null };
    await opened(pageOf(numbered(1), numbered(2, { content: 'Hi @mary', mentions })));
    const [plain, calling] = screen.getAllByRole('article');
    expect(plain?.className).not.toContain('call');
    expect(calling?.className).toContain('call');
  });

  it('stands a line above what was unread when it was opened', async () => {
    await opened(pageOf(numbered(1), numbered(2)), {
      lastSeq: 2,
      me: { role: 'member', lastReadSeq: 1, unreadCount: 1, unreadMentionCount: 0 },
    });
    const line = screen.getByRole('separator', { name: 'New messages' });
    expect(line.nextElementSibling?.textContent).toContain('Message 2');
  });
});

describe('a message event', () => {
  it('adds the message', async () => {
    const { realtime } = await opened(pageOf(numbered(1)));
    act(() => realtime.tell('message:created', numbered(2)));
    await screen.findByText('Message 2');
    expect(texts()).toEqual(['Message 1', 'Message 2']);
  });

  it('of another room changes nothing here', async () => {
    const { realtime } = await opened(pageOf(numbered(1)));
    act(() => realtime.tell('message:created', numbered(2, { roomId: 'other' as MessageView['roomId'] })));
    act(() => realtime.tell('message:created', numbered(2, { content: 'Here' })));
    await screen.findByText('Here');
    expect(texts()).toEqual(['Message 1', 'Here']);
  });

  it('behind a gap waits until what is missing was asked for', async () => {
    const { realtime } = await opened(pageOf(numbered(1)));
    server.on(`GET ${messagesPath}`, pageOf(numbered(2), numbered(3)));
    act(() => realtime.tell('message:created', numbered(3)));
    await waitFor(() => {
      expect(texts()).toEqual(['Message 1', 'Message 2', 'Message 3']);
    });
  });
});

it('asks for what it missed when the connection is back', async () => {
  const { realtime } = await opened(pageOf(numbered(1)));
  act(() => realtime.become('reconnecting'));
  server.on(`GET ${messagesPath}`, pageOf(numbered(2)));
  act(() => realtime.become('connected'));
  expect(await screen.findByText('Message 2')).not.toBeNull();
});

it('asks for what the list of rooms has heard of and it has not', async () => {
  const pages = [pageOf(numbered(1)), pageOf(numbered(2))];
  server.on(`GET ${messagesPath}`, () => ({ status: 200, body: pages.shift() }));
  renderSignedIn(
    <Conversation room={aRoom({ lastSeq: 2 })} account={account} members={[]} emptyState={null} />,
  );
  expect(await screen.findByText('Message 2')).not.toBeNull();
});

describe('a message of the reader', () => {
  it('is sent by Enter and shown once, whether its event or its answer comes first', async () => {
    const { user, realtime } = await opened(pageOf(numbered(1)));
    server.on(`POST ${messagesPath}`, (request: Received) => {
      const answer = stored(2)(request);
      realtime.tell('message:created', answer.body);
      return answer;
    });
    await user.type(field(), 'Hello{Enter}');
    await waitFor(() => {
      expect(texts()).toEqual(['Message 1', 'Hello']);
    });
    expect(field().value).toBe('');
  });

  it('written before the conversation is loaded leaves when it is', async () => {
    const { user } = open(pageOf(numbered(1)));
    server.on(`POST ${messagesPath}`, stored(2));
    fireEvent.change(field(), { target: { value: 'Early' } });
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(server.writes()).toEqual([]);
    await waitFor(() => {
      expect(texts()).toEqual(['Message 1', 'Early']);
    });
    expect(field().value).toBe('');
    await user.keyboard('{Enter}');
    expect(server.writes()).toHaveLength(1);
  });

  it('gets a new line by Shift and Enter', async () => {
    const { user } = await opened(pageOf(numbered(1)));
    await user.type(field(), 'one{Shift>}{Enter}{/Shift}two');
    expect(field().value).toBe('one\ntwo');
    expect(server.writes()).toEqual([]);
  });

  it('is not sent by the Enter of an input method', async () => {
    const { user } = await opened(pageOf(numbered(1)));
    await user.type(field(), 'にほん');
    fireEvent.keyDown(field(), { key: 'Enter', isComposing: true });
    expect(server.writes()).toEqual([]);
  });

  it('waits without a connection and leaves, in order and with its token, when there is one', async () => {
    const { user, realtime } = await opened(pageOf(numbered(1)));
    server.on(`POST ${messagesPath}`, () => {
      throw new TypeError('Failed to fetch');
    });
    act(() => realtime.become('reconnecting'));
    await user.type(field(), 'first{Enter}second{Enter}');
    expect(await screen.findAllByText(/Sending when there is a connection/)).toHaveLength(2);

    let seq = 1;
    server.on(`POST ${messagesPath}`, (request: Received) => stored((seq += 1))(request));
    server.on(`GET ${messagesPath}`, pageOf());
    act(() => realtime.become('connected'));
    await waitFor(() => {
      expect(screen.queryByText(/Sending/)).toBeNull();
      expect(texts()).toEqual(['Message 1', 'first', 'second']);
    });
    const posts = server.writes().map(({ body }) => body);
    const tokens = new Set(posts.map((body) => (body as { clientRequestToken: string }).clientRequestToken));
    expect(posts.length).toBeGreaterThan(2);
    expect(tokens.size).toBe(2);
  });

  it('that is refused stays with its reason, and can be written anew', async () => {
    const { user } = await opened(pageOf(numbered(1)));
    server.refuse(`POST ${messagesPath}`, 'BROADCAST_TOO_LARGE');
    await user.type(field(), 'Hello @All {Enter}');
    expect((await screen.findByRole('alert')).textContent).toMatch(/Not sent\. @All and @Present work only/);
    await user.click(screen.getByRole('button', { name: 'Edit' }));
    expect(field().value).toBe('Hello @All');
    expect(texts()).toEqual(['Message 1']);
  });

  it('that is refused can be sent again', async () => {
    const { user } = await opened(pageOf(numbered(1)));
    server.refuse(`POST ${messagesPath}`, 'NOT_FOUND');
    await user.type(field(), 'Hello{Enter}');
    await screen.findByRole('alert');
    server.on(`POST ${messagesPath}`, stored(2));
    await user.click(screen.getByRole('button', { name: 'Send again' }));
    await waitFor(() => {
      expect(screen.queryByRole('alert')).toBeNull();
    });
    expect(texts()).toEqual(['Message 1', 'Hello']);
  });
});

describe('the composer', () => {
  it('keeps its text per room until it is sent', async () => {
    const first = await opened(pageOf(numbered(1)));
    await first.user.type(field(), 'half a thought');
    expect(localStorage.getItem('carillon.draft.reader.room')).toBe('half a thought');
    server.on(`POST ${messagesPath}`, stored(2));
    await first.user.type(field(), '{Enter}');
    expect(localStorage.getItem('carillon.draft.reader.room')).toBeNull();
  });

  it('says why it cannot send a call to more than 50 members', async () => {
    const { user } = await opened(pageOf(numbered(1)), { memberCount: 51 });
    await user.type(field(), 'Hello @All ');
    expect(screen.getByRole('alert').textContent).toMatch(/this room has 51/);
    await user.keyboard('{Enter}');
    expect(server.writes()).toEqual([]);
    expect(field().value).toBe('Hello @All ');
  });

  it('completes a member by keyboard', async () => {
    const { user } = await opened(pageOf(numbered(1)));
    await user.type(field(), 'Hi @jo');
    const option = screen.getByRole('option', { name: /John Stiles/ });
    expect(field().getAttribute('aria-activedescendant')).toBe(option.id);
    await user.keyboard('{Enter}');
    expect(field().value).toBe('Hi @john ');
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(server.writes()).toEqual([]);
  });

  it('moves through what it offers, and lets go of it with Escape', async () => {
    const { user } = await opened(pageOf(numbered(1)));
    await user.type(field(), '@');
    expect(screen.getAllByRole('option').map((option) => option.getAttribute('aria-selected'))).toEqual([
      'true',
      'false',
      'false',
    ]);
    await user.keyboard('{ArrowUp}');
    expect(screen.getByRole('option', { selected: true }).textContent).toContain('@Present');
    await user.keyboard('{Escape}');
    await user.keyboard('jo');
    expect(screen.queryByRole('listbox')).toBeNull();
    await user.keyboard(' @jo');
    expect(screen.getByRole('listbox')).not.toBeNull();
  });
});

describe('the read marker', () => {
  it('moves to the newest message while the reader looks', async () => {
    vi.spyOn(document, 'hasFocus').mockReturnValue(true);
    server.on(`PUT ${markerPath}`, {});
    await opened(pageOf(numbered(1), numbered(2)));
    await waitFor(() => {
      expect(server.writes().map(({ body }) => body)).toEqual([{ lastReadSeq: 2 }]);
    });
  });

  it('stays while nobody looks', async () => {
    const { realtime } = await opened(pageOf(numbered(1)));
    act(() => realtime.tell('message:created', numbered(2)));
    expect(await screen.findByText('Message 2')).not.toBeNull();
    expect(server.writes()).toEqual([]);
  });
});
