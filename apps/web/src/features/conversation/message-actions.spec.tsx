import type { MessageChanges, MessageId, MessageView, UserId } from '@carillon/contracts';
import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { aMessage, anAccount, aRoom } from '../../testing/factories';
import { FakeServer } from '../../testing/fake-server';
import { renderSignedIn } from '../../testing/render';
import { Conversation } from './conversation';

const account = anAccount();
const messagesPath = '/api/v1/rooms/room/messages';
const changesPath = '/api/v1/rooms/room/message-changes';
const me = {
  kind: 'member' as const,
  userId: account.userId,
  displayName: account.displayName,
  alias: 'mary',
};
const john = { kind: 'member' as const, userId: 'john' as UserId, displayName: 'John Stiles', alias: 'john' };
const changes: MessageChanges = {
  number: 1,
  editedAt: null,
  deletedAt: null,
  isPinned: false,
  reactions: [],
};

const message = (seq: number, change: Partial<MessageView> = {}) =>
  aMessage({
    id: `m${String(seq)}` as MessageId,
    seq,
    content: `Message ${String(seq)}`,
    author: me,
    ...change,
  });
const party = (isMine: boolean) => ({
  emoji: '🎉',
  count: isMine ? 2 : 1,
  isMine,
  people: [{ userId: john.userId, displayName: john.displayName }],
});

let server: FakeServer;
beforeEach(() => {
  localStorage.clear();
  vi.spyOn(document, 'hasFocus').mockReturnValue(false);
  // jsdom does not lay out, so it does not scroll either.
  Element.prototype.scrollIntoView = vi.fn();
  server = new FakeServer();
});

async function opened(...messages: MessageView[]) {
  server.on(`GET ${messagesPath}`, { items: messages.toReversed(), nextCursor: null, lastChange: 1 });
  const room = aRoom({ memberCount: 2, me: { role: 'member' } });
  const page = renderSignedIn(<Conversation room={room} account={account} members={[]} emptyState={null} />);
  await waitFor(() => {
    expect(screen.queryByRole('status', { name: 'Loading messages' })).toBeNull();
  });
  return page;
}

const rows = () => screen.getAllByRole('article');
const row = (index: number) => rows()[index]!;
const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message Alerts' });

type User = Awaited<ReturnType<typeof opened>>['user'];

/** By keys: jsdom does not say where a pointer comes from, so that it leaves the row on its way to the button. */
async function openMenu(user: User, index: number) {
  await user.hover(row(index));
  const button = await within(row(index)).findByRole('button', { name: 'More actions' });
  act(() => {
    button.focus();
  });
  await user.keyboard('{Enter}');
  await screen.findByRole('menu');
}

async function choose(user: User, index: number, name: RegExp) {
  await openMenu(user, index);
  await user.click(await screen.findByRole('menuitem', { name }));
}

describe('the tools of a message', () => {
  it('offer editing and deleting for my own messages only', async () => {
    const { user } = await opened(message(1), message(2, { author: john }));
    await user.hover(row(0));
    expect(await within(row(0)).findByRole('button', { name: /^Edit/ })).not.toBeNull();
    await openMenu(user, 1);
    expect(screen.getByRole('menuitem', { name: /Quote/ })).not.toBeNull();
    expect(screen.queryByRole('menuitem', { name: /Edit|Delete/ })).toBeNull();
  });

  it('quote into the composer, below what is written', async () => {
    const { user } = await opened(message(1, { author: john }));
    await user.type(field(), 'Look:');
    await choose(user, 0, /Quote/);
    expect(field().value).toBe('Look:\n\n> **John Stiles**\n> Message 1\n\n');
  });

  it('mark as unread from a message on', async () => {
    const { user } = await opened(message(1), message(2, { author: john }));
    server.on('PUT /api/v1/rooms/room/read-marker', {});
    await choose(user, 1, /unread/);
    expect(server.writes()).toEqual([
      {
        method: 'PUT',
        path: '/api/v1/rooms/room/read-marker',
        body: { lastReadSeq: 1, mayGoBack: true },
      },
    ]);
  });
});

describe('editing', () => {
  it('is shown at once, and again as it was where it is refused, with what was written and why', async () => {
    const { user } = await opened(message(1));
    server.refuse(`PATCH ${messagesPath}/m1`, 'MESSAGE_DELETED');
    await user.click(field());
    await user.keyboard('{ArrowUp}');
    const editor = await screen.findByRole('textbox', { name: 'Edit message' });
    expect(document.activeElement).toBe(editor);
    await user.type(editor, '!{Enter}');
    const again = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Edit message' });
    expect(again.value).toBe('Message 1!');
    expect(screen.getByRole('alert').textContent).toBe('Not saved. This message was deleted.');
    await user.keyboard('{Escape}');
    expect(screen.getByText('Message 1')).not.toBeNull();
    expect(server.writes()).toHaveLength(1);
  });

  it('says so behind the text', async () => {
    const { user } = await opened(message(1));
    const editedAt = '2026-11-24T09:00:00.000Z';
    server.on(`PATCH ${messagesPath}/m1`, message(1, { content: 'new', changes: { ...changes, editedAt } }));
    await user.click(field());
    await user.keyboard('{ArrowUp}');
    await user.clear(await screen.findByRole('textbox', { name: 'Edit message' }));
    await user.keyboard('new{Enter}');
    expect((await screen.findByText('(edited)')).title).toMatch(/^Edited /);
    expect(row(0).textContent).toContain('new (edited)');
    expect(server.writes()).toMatchObject([{ method: 'PATCH', body: { content: 'new' } }]);
  });

  it('to nothing asks whether to delete', async () => {
    const { user } = await opened(message(1));
    await user.click(field());
    await user.keyboard('{ArrowUp}');
    await user.clear(await screen.findByRole('textbox', { name: 'Edit message' }));
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('alertdialog', { name: 'Delete message' })).not.toBeNull();
  });
});

describe('deleting', () => {
  it('asks, and leaves a line that says so', async () => {
    const { user } = await opened(message(1));
    const deletedAt = '2026-11-24T09:00:00.000Z';
    server.on(`DELETE ${messagesPath}/m1`, message(1, { content: '', changes: { ...changes, deletedAt } }));
    await choose(user, 0, /Delete/);
    const question = await screen.findByRole('alertdialog', { name: 'Delete message' });
    await user.click(within(question).getByRole('button', { name: 'Delete' }));
    expect(await screen.findByText('This message was deleted.')).not.toBeNull();
    expect(screen.queryByText('Message 1')).toBeNull();
  });
});

describe('reactions', () => {
  it('count at once, are mine by a press, and no longer by another', async () => {
    const { user } = await opened(message(1, { changes: { ...changes, reactions: [party(false)] } }));
    const path = `${messagesPath}/m1/reactions/${encodeURIComponent('🎉')}`;
    const withParty = (isMine: boolean, number: number) =>
      message(1, { changes: { ...changes, number, reactions: [party(isMine)] } });
    server.on(`PUT ${path}`, withParty(true, 2)).on(`DELETE ${path}`, withParty(false, 3));
    await user.click(screen.getByRole('button', { name: '🎉 1: John Stiles' }));
    const mine = await screen.findByRole('button', { name: '🎉 2: You and John Stiles' });
    expect(mine.getAttribute('aria-pressed')).toBe('true');
    await user.click(mine);
    expect(await screen.findByRole('button', { name: '🎉 1: John Stiles' })).not.toBeNull();
    expect(server.writes().map(({ method }) => method)).toEqual(['PUT', 'DELETE']);
  });

  it('that are refused go again, and say why', async () => {
    const { user } = await opened(message(1, { changes: { ...changes, reactions: [party(false)] } }));
    server.refuse(`PUT ${messagesPath}/m1/reactions/${encodeURIComponent('🎉')}`, 'MESSAGE_DELETED');
    await user.click(screen.getByRole('button', { name: /^🎉/ }));
    expect(await screen.findByText('The reaction was not saved. This message was deleted.')).not.toBeNull();
    expect(screen.getByRole('button', { name: '🎉 1: John Stiles' })).not.toBeNull();
  });
});

describe('changes of others', () => {
  it('are shown as they come, and never undone by an older event', async () => {
    const { realtime } = await opened(message(1), message(2));
    const edited = message(1, {
      content: 'newest',
      changes: { ...changes, number: 3, editedAt: '2026-11-24T09:00:00.000Z' },
    });
    act(() => {
      realtime.tell('message:updated', {
        ...edited,
        changes: { ...edited.changes!, number: 2 },
        content: 'newer',
      });
      realtime.tell('message:updated', edited);
      realtime.tell('message:updated', {
        ...edited,
        changes: { ...edited.changes!, number: 2 },
        content: 'newer',
      });
    });
    expect(await screen.findByText('newest', { exact: false })).toBe(row(0).querySelector('p'));
  });

  it('that were missed are asked for after each connection, behind the last one known', async () => {
    const { realtime } = await opened(message(1));
    server.on(`GET ${changesPath}`, {
      items: [message(1, { content: 'while away', changes: { ...changes, number: 4 } })],
      nextCursor: null,
      lastChange: 4,
    });
    act(() => {
      realtime.become('reconnecting');
      realtime.become('connected');
    });
    expect(await screen.findByText('while away')).not.toBeNull();
    const asked = server.received.filter(({ path }) => path === changesPath);
    expect(asked.map(({ query }) => query)).toEqual([{ after: '1', limit: '200' }]);
  });

  it('that a gap shows to be missing are asked for at once', async () => {
    const { realtime } = await opened(message(1), message(2));
    server.on(`GET ${changesPath}`, {
      items: [message(1, { content: 'missed', changes: { ...changes, number: 2 } })],
      nextCursor: null,
      lastChange: 3,
    });
    act(() => {
      realtime.tell('message:updated', message(2, { content: 'told', changes: { ...changes, number: 3 } }));
    });
    expect(await screen.findByText('missed')).not.toBeNull();
    expect(screen.getByText('told')).not.toBeNull();
  });
});

describe('by keyboard', () => {
  it('arrows lead from message to message and back to the composer, and letters act on the one in focus', async () => {
    const { user } = await opened(message(1), message(2), message(3, { author: john }));
    act(() => {
      screen.getByRole('group', { name: 'Messages' }).focus();
    });
    await user.keyboard('{ArrowUp}');
    expect(document.activeElement).toBe(row(2));
    await user.keyboard('{ArrowUp}{ArrowUp}{ArrowDown}');
    expect(document.activeElement).toBe(row(1));
    await user.keyboard('e');
    expect(await screen.findByRole('textbox', { name: 'Edit message' })).not.toBeNull();
    await user.keyboard('{Escape}');
    act(() => {
      row(2).focus();
    });
    await user.keyboard('e');
    expect(screen.queryByRole('textbox', { name: 'Edit message' })).toBeNull();
    await user.keyboard('q');
    expect(field().value).toContain('> **John Stiles**');
    act(() => {
      row(2).focus();
    });
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(field());
  });
});
