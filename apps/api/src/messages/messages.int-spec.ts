import { randomUUID } from 'node:crypto';
import { endpoints, type MessageView, type RoomId } from '@carillon/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aPerson } from '../../test/factories/people.js';
import { addMember, aRoom, aScene, aWebhook, fillRoom, type Scene } from '../../test/factories/rooms.js';
import { sendRaw } from '../../test/support/raw-http.js';
import { startRestartableServer, type RestartableServer } from '../../test/support/restartable-server.js';
import { connect } from '../../test/support/socket.js';

describe('messages of a room', () => {
  let server: RestartableServer;
  let scene: Scene;
  beforeAll(async () => {
    server = await startRestartableServer({ environment: { WEBHOOK_POSTS_PER_SECOND: '0' } });
    scene = await aScene(server);
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    const { administrator, member } = scene;
    const room = await aRoom(administrator);
    scene = { ...scene, room };
    await addMember(administrator, room.id, member);
  });

  const inRoom = (roomId: RoomId = scene.room.id) => ({ roomId });
  const write = (content: string, by = scene.member, clientRequestToken?: string) =>
    by.call(endpoints.postMessage, {
      params: inRoom(),
      body: { content, ...(clientRequestToken === undefined ? {} : { clientRequestToken }) },
    });
  const refused = (content: string, by = scene.member) =>
    by.refusal(endpoints.postMessage, { params: inRoom(), body: { content } });
  const page = (query: Record<string, number> = {}) =>
    scene.member.call(endpoints.listMessages, { params: inRoom(), query });
  const seqs = (messages: MessageView[]) => messages.map((message) => message.seq);

  describe('writing', () => {
    it('gives 300 messages that members and webhooks post to 3 rooms at once seq without gaps, in order of commit', async () => {
      const { administrator, member } = scene;
      const rooms = [scene.room, await aRoom(administrator), await aRoom(administrator)];
      const targets = new Map<RoomId, string>();
      for (const { id } of rooms) {
        if (id !== scene.room.id) await addMember(administrator, id, member);
        const { pathname, search } = new URL((await aWebhook(administrator, id)).url);
        targets.set(id, pathname + search);
      }
      const inbox = await connect(server, { cookie: member.cookie });
      const post = async (index: number): Promise<void> => {
        const { id } = rooms[index % 3] ?? scene.room;
        const content = String(index);
        if (index % 2 === 0) {
          const target = targets.get(id) ?? '';
          const answer = await sendRaw(server.port, { target, body: JSON.stringify({ Content: content }) });
          expect(answer.status).toBe(200);
        } else
          await (index % 4 === 1 ? administrator : member).call(endpoints.postMessage, {
            params: { roomId: id },
            body: { content },
          });
      };
      await Promise.all(Array.from({ length: 300 }, (_, index) => post(index)));
      const expected = Array.from({ length: 100 }, (_, index) => index + 1);
      for (const { id } of rooms) {
        await inbox.next('message:created', (message) => message.roomId === id && message.seq === 100);
        const seen = inbox.received('message:created').filter((message) => message.roomId === id);
        expect(seqs(seen)).toEqual(expected);
        const history = await member.call(endpoints.listMessages, {
          params: { roomId: id },
          query: { limit: 100 },
        });
        expect(history.items.reverse()).toEqual(seen);
      }
      inbox.close();
    });

    it('stores a request of which 20 come at once one time, and answers all of them alike', async () => {
      const token = randomUUID();
      const answers = await Promise.all(Array.from({ length: 20 }, () => write('once', scene.member, token)));
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(seqs((await page()).items)).toEqual([1]);
    });

    it('answers a request again after a restart of the server with the message stored before', async () => {
      const token = randomUUID();
      const first = await write('once', scene.member, token);
      await server.restart();
      expect(await write('once, again', scene.member, token.toUpperCase())).toEqual(first);
      expect((await page()).items).toEqual([first]);
    });

    it('lets two people, and one person in two rooms, use the same token', async () => {
      const token = randomUUID();
      await Promise.all([write('mine', scene.member, token), write('yours', scene.administrator, token)]);
      expect((await page()).items).toHaveLength(2);
      const other = await aRoom(scene.member);
      const body = { content: 'elsewhere', clientRequestToken: token };
      expect(
        await scene.member.call(endpoints.postMessage, { params: inRoom(other.id), body }),
      ).toMatchObject({
        roomId: other.id,
        seq: 1,
      });
    });

    it.each(['', ' ', '\n\t', '\u00a0'])('refuses %j with 400 MESSAGE_BLANK', async (content) => {
      expect(await refused(content)).toMatchObject({ status: 400, code: 'MESSAGE_BLANK' });
    });

    it('accepts 16384 bytes and refuses 16385 with 400 MESSAGE_TOO_LONG', async () => {
      const longest = 'é'.repeat(8_192);
      expect((await write(longest)).content).toBe(longest);
      const problem = await refused(`${longest}a`);
      expect(problem).toMatchObject({ status: 400, code: 'MESSAGE_TOO_LONG' });
      expect(problem.detail).toBe('A message can be 16384 bytes long; this one has 16385.');
    });

    it('stores NUL and lone surrogates as U+FFFD', async () => {
      expect((await write('a\u0000b\ud800c')).content).toBe('a\uFFFDb\uFFFDc');
    });

    it.each([
      ['no content', {}],
      ['a content that is no string', { content: 7 }],
      ['a token that is no UUID', { content: 'hello', clientRequestToken: 'mine' }],
    ])('refuses %s with 400', async (_words, body) => {
      const answer = await scene.member.send('POST', `/api/v1/rooms/${scene.room.id}/messages`, body);
      expect(answer).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    });

    it('hides the room from outsiders and from who was removed, for writing, reading and marking', async () => {
      const { administrator, member, outsider } = scene;
      const params = { ...inRoom(), userId: member.account.userId };
      await administrator.call(endpoints.removeMember, { params });
      for (const person of [outsider, member]) {
        const calls = [
          person.refusal(endpoints.postMessage, { params: inRoom(), body: { content: 'hello' } }),
          person.refusal(endpoints.listMessages, { params: inRoom() }),
          person.refusal(endpoints.moveReadMarker, { params: inRoom(), body: { lastReadSeq: 1 } }),
        ];
        for (const problem of await Promise.all(calls))
          expect(problem).toMatchObject({ code: 'ROOM_NOT_FOUND' });
      }
    });
  });

  describe('history', () => {
    const fill = (count: number) =>
      server.rows(
        `with filled as (
           insert into messages (room_id, seq, id, user_id, content, format, created_at)
           select $1, n, gen_random_uuid(), $2, 'message ' || n, 'markdown', now() from generate_series(1, $3::int) n)
         update rooms set last_seq = $3 where id = $1`,
        [scene.room.id, scene.member.account.userId, count],
      );
    const countdown = (from: number, to: number) =>
      Array.from({ length: from - to + 1 }, (_, index) => from - index);

    it('walks 10000 messages back and forward by the cursors, each exactly once, and both meet', async () => {
      await fill(10_000);
      const walk = async (name: 'before' | 'after', from?: number): Promise<number[][]> => {
        const { items, nextCursor } = await page({
          limit: 200,
          ...(from === undefined ? {} : { [name]: from }),
        });
        return [seqs(items), ...(nextCursor === null ? [] : await walk(name, Number(nextCursor)))];
      };
      const back = await walk('before');
      expect(back.flat()).toEqual(countdown(10_000, 1));
      const forward = await walk('after', 0);
      expect(forward.reverse().flat()).toEqual(countdown(10_000, 1));
      expect([...(await walk('after', 5_000)).reverse(), ...(await walk('before', 5_001))].flat()).toEqual(
        countdown(10_000, 1),
      );
    });

    it('answers 50 messages, newest first, where no limit is named', async () => {
      await fill(120);
      const { items, nextCursor } = await page();
      expect([seqs(items), nextCursor]).toEqual([countdown(120, 71), '71']);
      expect(seqs((await page({ after: 100, limit: 5 })).items)).toEqual([105, 104, 103, 102, 101]);
      expect(seqs((await page({ before: 4 })).items)).toEqual([3, 2, 1]);
    });

    it('answers an empty page before the first and after the last', async () => {
      await fill(3);
      const empty = { items: [], nextCursor: null, lastChange: 0 };
      expect([await page({ before: 1 }), await page({ after: 3 }), await page({ before: 0 })]).toEqual([
        empty,
        empty,
        empty,
      ]);
    });

    it('takes numbers beyond any seq for what they say', async () => {
      await fill(3);
      expect(seqs((await page({ before: 9_007_199_254_740_991 })).items)).toEqual([3, 2, 1]);
      expect((await page({ after: 2_147_483_648 })).items).toEqual([]);
    });

    it.each([
      ['before and after together', { before: 5, after: 1 }],
      ['a limit of 0', { limit: 0 }],
      ['a limit of 201', { limit: 201 }],
      ['a limit of 1.5', { limit: 1.5 }],
      ['a negative cursor', { before: -1 }],
      ['a cursor that is no number', { after: 'x' }],
    ])('refuses %s with 400', async (_words, query) => {
      const problem = await scene.member.refusal(endpoints.listMessages, { params: inRoom(), query });
      expect(problem).toMatchObject({ status: 400, code: 'VALIDATION_FAILED' });
    });

    it('answers a limit of 200', async () => {
      await fill(201);
      expect((await page({ limit: 200 })).items).toHaveLength(200);
    });
  });

  describe('mentions', () => {
    const unread = async (person = scene.administrator) =>
      (await person.call(endpoints.readRoom, { params: inRoom() })).me.unreadMentionCount;

    it('names members by alias and by e-mail address, whatever the case', async () => {
      const { userId, alias, email } = scene.administrator.account;
      const message = await write(`@${alias.toUpperCase()} and @${email.toUpperCase()}, and @${alias} again`);
      const { members, ...rest } = message.mentions;
      expect(rest).toEqual({ all: false, present: null });
      expect(members).toContainEqual({ handle: alias, userId });
      expect(members).toContainEqual({ handle: email, userId });
      expect(members).toHaveLength(2);
      expect((await page()).items[0]).toEqual(message);
      expect(await unread()).toBe(1);
    });

    it('leaves unknown people, outsiders and removed members as text', async () => {
      const { administrator, outsider } = scene;
      const removed = await aPerson(server, 'Rita');
      await addMember(administrator, scene.room.id, removed);
      const params = { ...inRoom(), userId: removed.account.userId };
      await administrator.call(endpoints.removeMember, { params });
      const text = `@nobody @${outsider.account.alias} @${outsider.account.email} @${removed.account.alias}`;
      expect((await write(text)).mentions).toEqual({ members: [], all: false, present: null });
    });

    it('calls nobody inside code', async () => {
      const { alias } = scene.administrator.account;
      const message = await write(`\`@${alias}\` and \`@All\`\n\n\`\`\`\n@${alias} @Present\n\`\`\``);
      expect(message.mentions).toEqual({ members: [], all: false, present: null });
      expect(await unread()).toBe(0);
    });

    it('counts 3 mentions until they are read, and none of one’s own', async () => {
      const { alias } = scene.administrator.account;
      for (const text of [`@${alias}`, '@All', `@all @${alias}`]) await write(text);
      await write(`@${alias} @all`, scene.administrator);
      // Writing is reading: the own message moved the marker over the three.
      expect(await unread()).toBe(0);
      for (const text of [`@${alias}`, '@All', `@all @${alias}`]) await write(text);
      expect(await unread()).toBe(3);
      expect(await unread(scene.member)).toBe(0);
      const read = await scene.administrator.call(endpoints.moveReadMarker, {
        params: inRoom(),
        body: { lastReadSeq: 6 },
      });
      expect(read).toMatchObject({ lastReadSeq: 6, unreadCount: 1, unreadMentionCount: 1 });
    });

    it('stores with @Present who has the room open, and alerts them alone', async () => {
      const { administrator, member } = scene;
      const third = await aPerson(server, 'Carol');
      await addMember(administrator, scene.room.id, third);
      const inbox = await connect(server, { cookie: administrator.cookie });
      await inbox.socket.emitWithAck('room:open', inRoom());
      const message = await write('@Present');
      expect(message.mentions).toEqual({ members: [], all: false, present: [administrator.account.userId] });
      expect([await unread(), await unread(third), await unread(member)]).toEqual([1, 0, 0]);
      inbox.close();
    });

    it('accepts @All in a room of 50 members and refuses it in one of 51 with 400', async () => {
      await fillRoom(server, scene.room.id, 50);
      expect((await write('@All')).mentions.all).toBe(true);
      await fillRoom(server, scene.room.id, 51);
      for (const text of ['@all', '@Present', '<@all|x>'])
        expect(await refused(text)).toMatchObject({ status: 400, code: 'BROADCAST_TOO_LARGE' });
      expect((await write('`@All`')).mentions.all).toBe(false);
    });
  });

  describe('the read marker', () => {
    const mark = (lastReadSeq: number) =>
      scene.administrator.call(endpoints.moveReadMarker, { params: inRoom(), body: { lastReadSeq } });

    it('moves forward only, and never past the newest message', async () => {
      for (const text of ['1', '2', '3']) await write(text);
      const positions = [];
      for (const seq of [2, 1, 0, 99]) positions.push((await mark(seq)).lastReadSeq);
      expect(positions).toEqual([2, 2, 2, 3]);
      expect(await mark(9_007_199_254_740_991)).toMatchObject({
        lastReadSeq: 3,
        readRound: 0,
        unreadCount: 0,
      });
    });

    it('is the same on a second device, which hears of each move once', async () => {
      const inbox = await connect(server, { cookie: scene.administrator.cookie });
      for (const text of ['1', '2', '3']) await write(text);
      for (const seq of [2, 1, 3]) await mark(seq);
      const last = await inbox.next('room:read', (marker) => marker.lastReadSeq === 3);
      expect(last).toEqual({
        roomId: scene.room.id,
        lastReadSeq: 3,
        readRound: 0,
        unreadCount: 0,
        unreadMentionCount: 0,
      });
      expect(inbox.received('room:read').map((marker) => marker.lastReadSeq)).toEqual([2, 3]);
      inbox.close();
    });

    it.each([-1, 1.5, '3', null])('refuses %j with 400', async (lastReadSeq) => {
      const path = `/api/v1/rooms/${scene.room.id}/read-marker`;
      expect(await scene.member.send('PUT', path, { lastReadSeq })).toMatchObject({ status: 400 });
    });
  });
});
