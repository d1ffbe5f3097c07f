import { randomUUID } from 'node:crypto';
import { endpoints, limits, type MessageView, type RoomId } from '@carillon/contracts';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { aPerson, type Person } from '../../test/factories/people.js';
import { addMember, aRoom, aScene, aWebhook, fillRoom, type Scene } from '../../test/factories/rooms.js';
import { connect, type Inbox } from '../../test/support/socket.js';
import { startTestServer, type TestServer } from '../../test/support/test-server.js';

describe('messages that are there already', () => {
  let server: TestServer;
  let scene: Scene;
  const opened: Inbox[] = [];
  beforeAll(async () => {
    server = await startTestServer({ environment: { WEBHOOK_POSTS_PER_SECOND: '0' } });
    scene = await aScene(server);
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    const { administrator, member } = scene;
    scene = { ...scene, room: await aRoom(administrator) };
    await addMember(administrator, scene.room.id, member);
  });
  afterEach(() => {
    for (const inbox of opened.splice(0)) inbox.close();
  });

  const inRoom = (roomId: RoomId = scene.room.id) => ({ roomId });
  const on = ({ roomId, id: messageId }: MessageView) => ({ roomId, messageId });
  const write = (content = 'Hello', by = scene.member) =>
    by.call(endpoints.postMessage, { params: inRoom(), body: { content } });
  const edit = (message: MessageView, content: string, by = scene.member) =>
    by.call(endpoints.editMessage, { params: on(message), body: { content } });
  const editRefused = (message: MessageView, content: string, by = scene.member) =>
    by.refusal(endpoints.editMessage, { params: on(message), body: { content } });
  const remove = (message: MessageView, by = scene.member) =>
    by.call(endpoints.deleteMessage, { params: on(message) });
  const onEmoji = (message: MessageView, emoji: string) => ({
    ...on(message),
    emoji: encodeURIComponent(emoji),
  });
  const react = (message: MessageView, emoji: string, by = scene.member) =>
    by.call(endpoints.addReaction, { params: onEmoji(message, emoji) });
  const unreact = (message: MessageView, emoji: string, by = scene.member) =>
    by.call(endpoints.removeReaction, { params: onEmoji(message, emoji) });
  const pin = (message: MessageView, by = scene.member) =>
    by.call(endpoints.pinMessage, { params: on(message) });
  const page = async (by = scene.member) =>
    (await by.call(endpoints.listMessages, { params: inRoom() })).items;
  const changesAfter = (after: number, limit = 50, by = scene.member) =>
    by.call(endpoints.listMessageChanges, { params: inRoom(), query: { after, limit } });
  const listen = async (person: Person) => {
    const inbox = await connect(server, { cookie: person.cookie });
    opened.push(inbox);
    return inbox;
  };
  const mentionsOf = async (person: Person) =>
    (await person.call(endpoints.readRoom, { params: inRoom() })).me.unreadMentionCount;
  /** A post of a webhook, as members read it. */
  async function aPost(content = 'Build failed'): Promise<MessageView> {
    const { pathname, search } = new URL((await aWebhook(scene.administrator, scene.room.id)).url);
    await fetch(server.url + pathname + search, {
      method: 'POST',
      body: JSON.stringify({ Content: content }),
    });
    const [post] = await page();
    if (post === undefined) throw new Error('The post is not there.');
    return post;
  }

  describe('editing', () => {
    it('changes what is stored, marks it as edited, and tells every member after that', async () => {
      const inbox = await listen(scene.administrator);
      const message = await write('Helo');
      const edited = await edit(message, 'Hello');
      expect(edited).toMatchObject({ id: message.id, seq: message.seq, content: 'Hello' });
      expect(edited.changes).toMatchObject({ number: 1, deletedAt: null, isPinned: false, reactions: [] });
      expect(edited.changes?.editedAt).toEqual(expect.any(String));
      expect(await inbox.next('message:updated')).toEqual(edited);
      expect(await page()).toEqual([edited]);
    });

    it('that changes nothing tells nobody and is not marked', async () => {
      const message = await write('same');
      expect(await edit(message, 'same')).toEqual(message);
      expect((await changesAfter(0)).items).toEqual([]);
    });

    it('is for the author alone: 403 NOT_AUTHOR, for administrators too', async () => {
      const message = await write();
      const refused = { status: 403, code: 'NOT_AUTHOR' };
      expect(await editRefused(message, 'x', scene.administrator)).toMatchObject(refused);
      expect(await page()).toEqual([message]);
    });

    it('is not for posts of webhooks: 403 POST_NOT_EDITABLE', async () => {
      const refused = { status: 403, code: 'POST_NOT_EDITABLE' };
      expect(await editRefused(await aPost(), 'x', scene.administrator)).toMatchObject(refused);
    });

    it.each([
      ['blank text', ' \n', 'MESSAGE_BLANK'],
      ['16385 bytes', 'x'.repeat(16_385), 'MESSAGE_TOO_LONG'],
    ])('refuses %s with 400', async (_words, content, code) => {
      const message = await write();
      expect(await editRefused(message, content)).toMatchObject({ status: 400, code });
      expect(await page()).toEqual([message]);
    });

    it('refuses @All in a room of 51 members, and not in one of 50', async () => {
      const message = await write();
      await fillRoom(server, scene.room.id, 50);
      expect((await edit(message, 'Hello @All')).mentions.all).toBe(true);
      await fillRoom(server, scene.room.id, 51);
      expect(await editRefused(message, 'Hello again @All')).toMatchObject({
        status: 400,
        code: 'BROADCAST_TOO_LARGE',
      });
      expect((await edit(message, 'Hello')).mentions.all).toBe(false);
    });

    it('calls whom it names now, once, and no longer whom it named before', async () => {
      const { administrator, member } = scene;
      const other = await aPerson(server, 'Carol');
      await addMember(administrator, scene.room.id, other);
      const inbox = await listen(administrator);
      const message = await write(`Hello @${other.account.alias}`);
      expect([await mentionsOf(administrator), await mentionsOf(other)]).toEqual([0, 1]);
      const handle = administrator.account.alias;
      const edited = await edit(message, `Hello @${handle} and @${member.account.alias}`);
      expect(edited.mentions.members).toEqual([
        { handle, userId: administrator.account.userId },
        { handle: member.account.alias, userId: member.account.userId },
      ]);
      expect([await mentionsOf(administrator), await mentionsOf(other)]).toEqual([1, 0]);
      const marker = await inbox.next('room:read');
      expect(marker).toMatchObject({ roomId: scene.room.id, lastReadSeq: 0, unreadMentionCount: 1 });
      await edit(message, `Hello @${handle}!`);
      expect(await mentionsOf(administrator)).toBe(1);
    });

    it('keeps whom @Present called when it was posted', async () => {
      const inbox = await listen(scene.administrator);
      await inbox.socket.emitWithAck('room:open', inRoom());
      const message = await write('@Present lunch');
      expect(message.mentions.present).toEqual([scene.administrator.account.userId]);
      await inbox.socket.emitWithAck('room:close', inRoom());
      expect((await edit(message, '@Present lunch!')).mentions.present).toEqual(message.mentions.present);
    });

    it('stores NUL and lone surrogates as U+FFFD', async () => {
      expect((await edit(await write(), 'a\u0000b\ud800c')).content).toBe('a\uFFFDb\uFFFDc');
    });
  });

  describe('deleting', () => {
    it('leaves the number and nothing of what was said', async () => {
      const inbox = await listen(scene.administrator);
      const message = await write('secret words');
      await react(message, '🎉');
      await pin(message);
      const after = await write('next');
      const deleted = await remove(message);
      expect(deleted).toMatchObject({ id: message.id, seq: message.seq, content: '' });
      expect(deleted.changes).toMatchObject({ isPinned: false, reactions: [] });
      expect(deleted.changes?.deletedAt).toEqual(expect.any(String));
      expect(await inbox.next('message:deleted')).toEqual(deleted);
      expect(await page()).toEqual([after, deleted]);
      expect((await scene.member.call(endpoints.listPins, { params: inRoom() })).items).toEqual([]);
      const kept = await server.rows<{ content: string; mentions: unknown }>(
        'select content, mentions from messages where id = $1',
        [message.id],
      );
      expect(kept).toEqual([{ content: '', mentions: null }]);
      expect(await server.rows('select 1 from reactions where room_id = $1', [scene.room.id])).toEqual([]);
    });

    it('is for the author and for administrators: 403 DELETING_RESTRICTED', async () => {
      const message = await write('mine', scene.administrator);
      const refused = await scene.member.refusal(endpoints.deleteMessage, { params: on(message) });
      expect(refused).toMatchObject({ status: 403, code: 'DELETING_RESTRICTED' });
      expect(await page()).toEqual([message]);
      await remove(await write('of a member'), scene.administrator);
    });

    it('takes a post of a webhook away, also from the delivery log; only administrators may', async () => {
      const post = await aPost('leaked password');
      const refused = await scene.member.refusal(endpoints.deleteMessage, { params: on(post) });
      expect(refused.code).toBe('DELETING_RESTRICTED');
      const deliveries = async () =>
        server.rows<{ preview: string | null }>('select preview from deliveries where message_id = $1', [
          post.id,
        ]);
      await expect.poll(deliveries).toEqual([{ preview: 'leaked password' }]);
      await remove(post, scene.administrator);
      expect(await deliveries()).toEqual([{ preview: null }]);
    });

    it('again changes nothing', async () => {
      const deleted = await remove(await write());
      expect(await remove(deleted)).toEqual(deleted);
    });

    it('takes the mention away that nobody has read', async () => {
      const message = await write('@All hello');
      expect(await mentionsOf(scene.administrator)).toBe(1);
      const inbox = await listen(scene.administrator);
      await remove(message);
      expect(await inbox.next('room:read')).toMatchObject({ unreadMentionCount: 0 });
      expect(await mentionsOf(scene.administrator)).toBe(0);
    });

    it('lets a repeated request find that its message was stored', async () => {
      const clientRequestToken = randomUUID();
      const body = { content: 'once', clientRequestToken };
      const message = await scene.member.call(endpoints.postMessage, { params: inRoom(), body });
      const deleted = await remove(message);
      expect(await scene.member.call(endpoints.postMessage, { params: inRoom(), body })).toEqual(deleted);
    });

    it('ends every other change: 409 MESSAGE_DELETED', async () => {
      const message = await write();
      await remove(message);
      const gone = { status: 409, code: 'MESSAGE_DELETED' };
      const params = on(message);
      const reaction = onEmoji(message, '🎉');
      const { member } = scene;
      expect(await editRefused(message, 'x')).toMatchObject(gone);
      expect(await member.refusal(endpoints.addReaction, { params: reaction })).toMatchObject(gone);
      expect(await member.refusal(endpoints.removeReaction, { params: reaction })).toMatchObject(gone);
      expect(await member.refusal(endpoints.pinMessage, { params })).toMatchObject(gone);
      expect(await member.refusal(endpoints.unpinMessage, { params })).toMatchObject(gone);
    });
  });

  it('cannot be reached by an id of another room, or of none: 404 MESSAGE_NOT_FOUND', async () => {
    const elsewhere = await aRoom(scene.member);
    const message = await scene.member.call(endpoints.postMessage, {
      params: inRoom(elsewhere.id),
      body: { content: 'elsewhere' },
    });
    for (const messageId of [message.id, randomUUID()]) {
      const params = { ...inRoom(), messageId };
      const refused = { status: 404, code: 'MESSAGE_NOT_FOUND' };
      const { administrator } = scene;
      const asked = { params, body: { content: 'x' } };
      expect(await administrator.refusal(endpoints.editMessage, asked as never)).toMatchObject(refused);
      expect(await administrator.refusal(endpoints.deleteMessage, asked as never)).toMatchObject(refused);
      expect(await administrator.refusal(endpoints.pinMessage, asked as never)).toMatchObject(refused);
      const reaction = { params: { ...params, emoji: 'tada' } };
      expect(await administrator.refusal(endpoints.addReaction, reaction as never)).toMatchObject(refused);
    }
  });

  describe('reacting', () => {
    it('is counted once for each person, under the one spelling of the emoji, whoever looks', async () => {
      const message = await write();
      const inbox = await listen(scene.administrator);
      await react(message, '❤');
      await react(message, 'heart', scene.administrator);
      const seen = await react(message, ':heart:');
      const people = [scene.member, scene.administrator].map(({ account: { userId, displayName } }) => ({
        userId,
        displayName,
      }));
      const reaction = { emoji: '❤️', count: 2, isMine: true, people };
      expect(seen.changes).toMatchObject({ number: 2, editedAt: null, reactions: [reaction] });
      expect((await page(scene.administrator))[0]?.changes?.reactions).toEqual([reaction]);
      const outsider = await aPerson(server, 'Carol');
      await addMember(scene.administrator, scene.room.id, outsider);
      expect((await page(outsider))[0]?.changes?.reactions).toEqual([{ ...reaction, isMine: false }]);
      const told = await inbox.next('message:reacted', ({ changes }) => changes.number === 2);
      expect(told).toEqual({
        id: message.id,
        roomId: scene.room.id,
        seq: message.seq,
        emoji: '❤️',
        userId: scene.administrator.account.userId,
        isAdded: true,
        changes: { ...seen.changes, reactions: [{ ...reaction, isMine: false }] },
      });
    });

    it('is taken back by whom it is of, and gone with the last', async () => {
      const message = await write();
      await react(message, '🎉');
      await react(message, '🎉', scene.administrator);
      const left = await unreact(message, '🎉');
      expect(left.changes?.reactions).toMatchObject([{ emoji: '🎉', count: 1, isMine: false }]);
      expect(left.changes?.reactions[0]?.people).toMatchObject([{ displayName: 'Alice' }]);
      expect((await unreact(message, '🎉')).changes?.number).toBe(3);
      expect((await unreact(message, '🎉', scene.administrator)).changes?.reactions).toEqual([]);
    });

    it('works on posts of webhooks', async () => {
      const reactions = (await react(await aPost(), '👀')).changes?.reactions;
      expect(reactions).toMatchObject([{ emoji: '👀', count: 1 }]);
    });

    it.each(['nonsense', 'aa', '🎉🎉', '<b>', '..'.repeat(16), '%'])(
      'with %j is refused with 400 REACTION_NOT_EMOJI',
      async (emoji) => {
        const params = onEmoji(await write(), emoji);
        expect(await scene.member.refusal(endpoints.addReaction, { params })).toMatchObject({
          status: 400,
          code: 'REACTION_NOT_EMOJI',
        });
      },
    );

    it('stops at 20 different emoji of one message: 409 REACTION_LIMIT_REACHED, also for 30 at once', async () => {
      const message = await write();
      const emoji = Array.from({ length: 30 }, (_, index) => String.fromCodePoint(0x1f600 + index));
      const answers = await Promise.all(
        emoji.map((each) => scene.member.try(endpoints.addReaction, { params: onEmoji(message, each) })),
      );
      const refused = answers.filter(({ status }) => status === 409);
      expect(refused).toHaveLength(10);
      expect(refused[0]?.body).toMatchObject({ code: 'REACTION_LIMIT_REACHED' });
      const [stored] = await page();
      expect(stored?.changes?.reactions).toHaveLength(limits.reactions.maxPerMessage);
      expect(stored?.changes?.number).toBe(20);
      // One that is there can be joined.
      const there = stored?.changes?.reactions[0]?.emoji ?? '';
      expect((await react(message, there, scene.administrator)).changes?.number).toBe(21);
    });

    it('names the first ten people; when one of them takes it back, the next one moves up', async () => {
      const message = await write();
      await react(message, '🎉');
      await fillRoom(server, scene.room.id, 14);
      await server.rows(
        `insert into reactions select room_id, $2, '🎉', user_id, now() + interval '1 second' from memberships
          where room_id = $1 and user_id not in (select user_id from reactions where room_id = $1)`,
        [scene.room.id, message.seq],
      );
      await server.rows("update reaction_counts set count = 14 where room_id = $1 and emoji = '🎉'", [
        scene.room.id,
      ]);
      const [reaction] = (await unreact(message, '🎉')).changes?.reactions ?? [];
      expect(reaction).toMatchObject({ count: 13, isMine: false });
      expect(reaction?.people).toHaveLength(limits.reactions.maxNamedPeople);
    });

    it('costs a page one more statement, however many messages have how many reactions', async () => {
      const statementsOfPage = async () => {
        const spy = vi.spyOn(Client.prototype, 'query');
        const views = await page();
        const count = spy.mock.calls.length;
        spy.mockRestore();
        return { count, views };
      };
      const messages = [await write('a'), await write('b'), await write('c')];
      const without = await statementsOfPage();
      for (const message of messages)
        for (const emoji of ['🎉', '👀', '🚀']) await react(message, emoji, scene.administrator);
      const withReactions = await statementsOfPage();
      expect(withReactions.views.map(({ changes }) => changes?.reactions.length)).toEqual([3, 3, 3]);
      expect(withReactions.count).toBe(without.count + 1);
    });
  });

  describe('pinning', () => {
    const pins = async () => (await scene.member.call(endpoints.listPins, { params: inRoom() })).items;

    it('shows the message to everybody in the list, the last pinned first, until it is unpinned', async () => {
      const [first, second] = [await write('first'), await write('second', scene.administrator)];
      const inbox = await listen(scene.administrator);
      await pin(first);
      const pinned = await pin(second);
      expect(pinned.changes).toMatchObject({ isPinned: true, editedAt: null });
      expect(await inbox.next('message:updated', ({ id }) => id === second.id)).toEqual(pinned);
      const { userId, displayName } = scene.member.account;
      expect(await pins()).toMatchObject([
        { message: pinned, pinnedBy: { userId, displayName } },
        { message: { id: first.id } },
      ]);
      const params = on(second);
      const unpinned = await scene.administrator.call(endpoints.unpinMessage, { params });
      expect(unpinned.changes).toMatchObject({ number: 3, isPinned: false });
      expect((await pins()).map(({ message }) => message.id)).toEqual([first.id]);
    });

    it('again, or unpinning what is not pinned, changes nothing', async () => {
      const message = await write();
      expect(await scene.member.call(endpoints.unpinMessage, { params: on(message) })).toEqual(message);
      const pinned = await pin(message);
      expect(await pin(message, scene.administrator)).toEqual(pinned);
    });

    it('survives an edit', async () => {
      const message = await write('first');
      await pin(message);
      expect((await edit(message, 'second')).changes?.isPinned).toBe(true);
      expect(await pins()).toMatchObject([{ message: { content: 'second' } }]);
    });

    it('stops at 100 of a room: 409 PIN_LIMIT_REACHED, also for three at once', async () => {
      const messages = [await write(), await write(), await write()];
      await server.rows(
        `insert into message_changes (room_id, seq, number, pinned_at, pinned_by_id)
         select $1, 1000 + n, 1000 + n, now(), $2 from generate_series(1, 99) n`,
        [scene.room.id, scene.member.account.userId],
      );
      const answers = await Promise.all(
        messages.map((message) => scene.member.try(endpoints.pinMessage, { params: on(message) })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
      expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'PIN_LIMIT_REACHED' });
    });
  });

  describe('the changes of a room', () => {
    it('are numbered without gaps, however many come at once, and told with those numbers', async () => {
      const messages = await Promise.all(Array.from({ length: 20 }, () => write()));
      const inbox = await listen(scene.administrator);
      await Promise.all(
        messages.flatMap((message) => [react(message, '🎉'), edit(message, 'edited'), pin(message)]),
      );
      const { items, nextCursor, lastChange } = await changesAfter(0);
      expect([items.length, nextCursor, lastChange]).toEqual([20, null, 60]);
      await inbox.next('message:reacted', () => inbox.received('message:reacted').length === 20);
      await inbox.next('message:updated', () => inbox.received('message:updated').length === 40);
      const told = [
        ...inbox.received('message:updated').map(({ changes }) => changes?.number),
        ...inbox.received('message:reacted').map(({ changes }) => changes.number),
      ];
      expect(told.sort((a = 0, b = 0) => a - b)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    });

    it('can be read page by page behind any of them, each message once as it is now', async () => {
      const messages = [await write('1'), await write('2'), await write('3')];
      for (const message of messages) await react(message, '🎉');
      const deleted = await remove(messages[0]!);
      const first = await changesAfter(1, 1);
      expect(first.items.map(({ seq }) => seq)).toEqual([2]);
      const rest = await changesAfter(Number(first.nextCursor), 2);
      expect(rest).toMatchObject({ nextCursor: null, lastChange: 4 });
      expect(rest.items.map(({ seq }) => seq)).toEqual([3, 1]);
      expect(rest.items[1]).toEqual(deleted);
      expect((await changesAfter(4)).items).toEqual([]);
      expect((await changesAfter(99_999_999_999)).items).toEqual([]);
    });

    it('say in every page of history up to which of them it shows', async () => {
      const message = await write();
      const read = () => scene.member.call(endpoints.listMessages, { params: inRoom() });
      expect((await read()).lastChange).toBe(0);
      await edit(message, 'edited');
      expect(await read()).toMatchObject({ lastChange: 1, items: [{ changes: { number: 1 } }] });
    });

    it('are found by index, among 100,000 of a room', async () => {
      await server.rows(
        `insert into message_changes (room_id, seq, number, edited_at)
         select $1, n, n, now() from generate_series(1, 100000) n`,
        [scene.room.id],
      );
      await server.rows('analyze message_changes');
      const plan = await server.rows<{ 'QUERY PLAN': string }>(
        `explain select * from message_changes where room_id = '${scene.room.id}' and number > 99000 order by number limit 51`,
      );
      expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('using message_changes_number');
    });
  });

  describe('the read marker', () => {
    const move = (lastReadSeq: number, mayGoBack?: boolean) =>
      scene.member.call(endpoints.moveReadMarker, {
        params: inRoom(),
        body: { lastReadSeq, ...(mayGoBack === undefined ? {} : { mayGoBack }) },
      });

    it('goes back only if it may, and then counts what follows as unread, mentions included', async () => {
      await write('1', scene.administrator);
      await write(`2 @${scene.member.account.alias}`, scene.administrator);
      await write('3', scene.administrator);
      expect(await move(3)).toMatchObject({ lastReadSeq: 3, readRound: 0, unreadCount: 0 });
      expect(await move(1)).toMatchObject({ lastReadSeq: 3, readRound: 0, unreadCount: 0 });
      const inbox = await listen(scene.member);
      const back = await move(1, true);
      expect(back).toEqual({
        roomId: scene.room.id,
        lastReadSeq: 1,
        readRound: 1,
        unreadCount: 2,
        unreadMentionCount: 1,
      });
      expect(await inbox.next('room:read')).toEqual(back);
      const { me } = await scene.member.call(endpoints.readRoom, { params: inRoom() });
      expect(me).toMatchObject({ lastReadSeq: 1, readRound: 1, unreadCount: 2, unreadMentionCount: 1 });
      expect(await move(2)).toMatchObject({ lastReadSeq: 2, readRound: 1, unreadCount: 1 });
      expect(await move(2, true)).toMatchObject({ lastReadSeq: 2, readRound: 1 });
    });
  });
});
