import { randomUUID } from 'node:crypto';
import { endpoints, limits, type MessageView, type RoomView } from '@carillon/contracts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aPerson, type Person } from '../../test/factories/people.js';
import { addMember, aRoom, aScene, aWebhook, type Scene } from '../../test/factories/rooms.js';
import { Caller } from '../../test/support/caller.js';
import { HeldClock } from '../../test/support/held-clock.js';
import { startRestartableServer, type RestartableServer } from '../../test/support/restartable-server.js';
import { connect, type Inbox } from '../../test/support/socket.js';

describe('sockets', () => {
  const clock = new HeldClock();
  const opened: Inbox[] = [];
  let server: RestartableServer;
  let scene: Scene;
  beforeAll(async () => {
    server = await startRestartableServer({ clock });
    scene = await aScene(server);
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    const room = await aRoom(scene.administrator);
    scene = { ...scene, room };
    await addMember(scene.administrator, room.id, scene.member);
  });
  afterEach(() => {
    for (const inbox of opened.splice(0)) inbox.close();
  });

  const open = async (
    ...parameters: Parameters<typeof connect> extends [unknown, ...infer Rest] ? Rest : never
  ) => {
    const inbox = await connect(server, ...parameters);
    opened.push(inbox);
    return inbox;
  };
  const openAs = (person: Person) => open({ cookie: person.cookie });
  const inRoom = () => ({ roomId: scene.room.id });
  const write = (content: string, by = scene.administrator, room: Pick<RoomView, 'id'> = scene.room) =>
    by.call(endpoints.postMessage, { params: { roomId: room.id }, body: { content } });
  /** A room of this person alone, and a message in it: whatever was to come before has come by then. */
  const mark = async (inbox: Inbox, person: Person) => {
    const own = await aRoom(person, 'Marker');
    const { id } = await write('marker', person, own);
    await inbox.next('message:created', (message) => message.id === id);
  };
  const rosterChanges = (inbox: Inbox) =>
    inbox
      .received('roster:changed')
      .filter((event) => event.roomId === scene.room.id)
      .map((event) => event.change);

  describe('who may open one', () => {
    const refusalOf = (headers: Record<string, string>, options = {}) =>
      expect(connect(server, headers, options)).rejects;

    it('takes the session of the cookie', async () => {
      const inbox = await openAs(scene.member);
      await write('hello');
      expect(await inbox.next('message:created')).toMatchObject({ content: 'hello' });
    });

    it('takes an access token, in the handshake and as a header', async () => {
      const { token } = await scene.member.call(endpoints.createAccessToken, { body: { name: 'Script' } });
      const inboxes = [
        await open({}, { auth: { token } }),
        await open({ authorization: `Bearer ${token}` }),
        // An explicit token wins over a cookie.
        await open({ cookie: scene.outsider.cookie }, { auth: { token } }),
      ];
      await write('hello');
      for (const inbox of inboxes)
        expect(await inbox.next('message:created')).toMatchObject({ content: 'hello' });
    });

    it.each([
      ['nobody', {}, {}],
      ['an unknown cookie', { cookie: 'carillon_session=unknown' }, {}],
      ['an unknown token', {}, { auth: { token: 'carillon_pat_unknown' } }],
      ['an unknown header', { authorization: 'Bearer unknown' }, {}],
    ])('refuses %s with NOT_SIGNED_IN', async (_words, headers: Record<string, string>, options) => {
      await refusalOf(headers, options).toMatchObject({
        message: 'Sign in first.',
        data: { code: 'NOT_SIGNED_IN' },
      });
    });

    it('refuses a session that was not used for 30 days', async () => {
      const person = await aPerson(server);
      clock.advance(limits.sessions.idleLifetimeMs);
      await refusalOf({ cookie: person.cookie }).toMatchObject({ data: { code: 'NOT_SIGNED_IN' } });
      scene = await aScene(server);
    });

    it('lets 100 of one person in, refuses the 101st with TOO_MANY_REQUESTS, and takes it once one has gone', async () => {
      const person = await aPerson(server);
      const { maxPerAccount } = limits.sockets;
      const inboxes = await Promise.all(Array.from({ length: maxPerAccount }, () => openAs(person)));
      await refusalOf({ cookie: person.cookie }).toMatchObject({ data: { code: 'TOO_MANY_REQUESTS' } });
      // A refused one takes no place, and nobody else is touched.
      await refusalOf({ cookie: person.cookie }).toMatchObject({ data: { code: 'TOO_MANY_REQUESTS' } });
      await openAs(scene.member);
      inboxes[0]?.close();
      await expect
        .poll(
          () =>
            openAs(person).then(
              () => true,
              () => false,
            ),
          { interval: 10 },
        )
        .toBe(true);
    });

    it("refuses another site's page, and accepts our own", async () => {
      const { cookie } = scene.member;
      await refusalOf({ cookie, origin: 'https://evil.example' }).toThrow();
      await refusalOf({ cookie, origin: 'null' }).toThrow();
      const inbox = await open({ cookie, origin: server.url });
      expect(inbox.socket.connected).toBe(true);
    });

    it.each([
      ['polling', ['polling']],
      ['polling, then websocket', ['polling', 'websocket']],
    ])('works by %s', async (_words, transports) => {
      const inbox = await open({ cookie: scene.member.cookie }, { transports });
      expect(await inbox.socket.emitWithAck('room:open', inRoom())).toEqual({ ok: true, data: null });
      for (const text of ['1', '2', '3']) await write(text);
      await inbox.next('message:created', (message) => message.content === '3');
      expect(inbox.received('message:created').map((message) => message.seq)).toEqual([1, 2, 3]);
    });
  });

  describe('messages', () => {
    it('go to every socket of every member, in the order of seq, and to no outsider', async () => {
      const third = await aRoom(scene.administrator, 'Third');
      await addMember(scene.administrator, third.id, scene.member);
      const inboxes = [
        await openAs(scene.member),
        await openAs(scene.member),
        await openAs(scene.administrator),
      ];
      const outside = await openAs(scene.outsider);
      await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          write(
            String(index),
            index % 3 === 0 ? scene.member : scene.administrator,
            index % 2 === 0 ? scene.room : third,
          ),
        ),
      );
      const expected = Array.from({ length: 20 }, (_, index) => index + 1);
      for (const inbox of inboxes)
        for (const { id } of [scene.room, third]) {
          await inbox.next('message:created', (message) => message.roomId === id && message.seq === 20);
          const seen = inbox.received('message:created').filter((message) => message.roomId === id);
          expect(seen.map((message) => message.seq)).toEqual(expected);
        }
      await mark(outside, scene.outsider);
      expect(outside.received('message:created')).toHaveLength(1);
    });

    it('are the same on the socket, in the answer and in history', async () => {
      const inbox = await openAs(scene.member);
      const token = randomUUID();
      const answer = await scene.administrator.call(endpoints.postMessage, {
        params: inRoom(),
        body: { content: `@All hello @${scene.member.account.alias}`, clientRequestToken: token },
      });
      expect(await inbox.next('message:created')).toEqual(answer);
      const { items } = await scene.member.call(endpoints.listMessages, { params: inRoom() });
      expect(items).toEqual([answer]);
    });

    it('are announced after the commit only: refused ones never', async () => {
      const inbox = await openAs(scene.member);
      const params = inRoom();
      await scene.administrator.refusal(endpoints.postMessage, { params, body: { content: ' ' } });
      const release = await server.hold('select 1 from rooms where id = $1 for update', [scene.room.id]);
      const late = await scene.administrator.refusal(endpoints.postMessage, {
        params,
        body: { content: 'late' },
      });
      expect(late).toMatchObject({ status: 503 });
      await release();
      await write('stored');
      await inbox.next('message:created', (message) => message.content === 'stored');
      expect(inbox.received('message:created')).toHaveLength(1);
    });

    it('come once to a request that is repeated', async () => {
      const inbox = await openAs(scene.member);
      const body = { content: 'once', clientRequestToken: randomUUID() };
      for (let round = 0; round < 3; round += 1)
        await scene.administrator.call(endpoints.postMessage, { params: inRoom(), body });
      await write('marker');
      await inbox.next('message:created', (message) => message.content === 'marker');
      expect(inbox.received('message:created')).toHaveLength(2);
    });
  });

  describe('presence', () => {
    it('begins with the first device that opens the room and ends with the last that closes it', async () => {
      const watcher = await openAs(scene.administrator);
      const [first, second] = [await openAs(scene.member), await openAs(scene.member)];
      for (const { socket } of [first, second]) await socket.emitWithAck('room:open', inRoom());
      await first.socket.emitWithAck('room:close', inRoom());
      await mark(watcher, scene.administrator);
      const { userId } = scene.member.account;
      const present = { kind: 'presence-changed', userId, isPresent: true };
      expect(rosterChanges(watcher)).toEqual([present]);
      const { items } = await scene.administrator.call(endpoints.listMembers, { params: inRoom() });
      expect(items.map((member) => member.isPresent)).toEqual([false, true]);
      second.close();
      await watcher.next(
        'roster:changed',
        ({ change }) => change.kind === 'presence-changed' && !change.isPresent,
      );
      expect(rosterChanges(watcher)).toEqual([present, { ...present, isPresent: false }]);
    });

    it('does not begin for a room that is closed before it was open', async () => {
      const { socket } = await openAs(scene.member);
      const opened = socket.emitWithAck('room:open', inRoom());
      const closed = socket.emitWithAck('room:close', inRoom());
      expect(await Promise.all([opened, closed])).toEqual(Array(2).fill({ ok: true, data: null }));
      const { items } = await scene.administrator.call(endpoints.listMembers, { params: inRoom() });
      expect(items.map((member) => member.isPresent)).toEqual([false, false]);
    });

    it('ends with the membership', async () => {
      const watcher = await openAs(scene.administrator);
      const { socket } = await openAs(scene.member);
      await socket.emitWithAck('room:open', inRoom());
      const { userId } = scene.member.account;
      await scene.administrator.call(endpoints.removeMember, { params: { ...inRoom(), userId } });
      await addMember(scene.administrator, scene.room.id, scene.member);
      const { items } = await scene.administrator.call(endpoints.listMembers, { params: inRoom() });
      expect(items.find((member) => member.userId === userId)?.isPresent).toBe(false);
      await mark(watcher, scene.administrator);
      expect(
        rosterChanges(watcher)
          .map((change) => change.kind)
          .sort(),
      ).toEqual(['member-added', 'member-removed', 'presence-changed', 'presence-changed']);
    });

    it('opens no room of others, none that is unknown, and none that is no id', async () => {
      const { socket } = await openAs(scene.outsider);
      const ask = (request: unknown) =>
        socket.emitWithAck('room:open', request as { roomId: RoomView['id'] });
      expect(await ask(inRoom())).toMatchObject({ ok: false, code: 'ROOM_NOT_FOUND' });
      expect(await ask({ roomId: randomUUID() })).toMatchObject({ ok: false, code: 'ROOM_NOT_FOUND' });
      for (const request of [{ roomId: 'x' }, {}, null, 'text', [1], { roomId: { $ne: 1 } }])
        expect(await ask(request)).toMatchObject({ ok: false, code: 'VALIDATION_FAILED' });
    });

    it('tolerates a request without acknowledgement, and one without anything', async () => {
      const watcher = await openAs(scene.administrator);
      const { socket } = await openAs(scene.member);
      // What a careless script sends; the types of the contract forbid it.
      const careless = socket as unknown as { emit(name: string, ...values: unknown[]): void };
      careless.emit('room:open');
      careless.emit('room:close');
      careless.emit('room:unknown', inRoom());
      careless.emit('room:open', inRoom());
      await watcher.next(
        'roster:changed',
        ({ change }) => change.kind === 'presence-changed' && change.isPresent,
      );
      expect(socket.connected).toBe(true);
    });
  });

  describe('what happens to a room', () => {
    it('tells a new member, whose open sockets hear everything from then on', async () => {
      const inbox = await openAs(scene.outsider);
      await write('before');
      await addMember(scene.administrator, scene.room.id, scene.outsider);
      expect(await inbox.next('room:joined', (room) => room.id === scene.room.id)).toEqual(
        await scene.outsider.call(endpoints.readRoom, { params: inRoom() }),
      );
      await write('after');
      const message = await inbox.next('message:created');
      expect(message).toMatchObject({ content: 'after', seq: 2 });
    });

    it.each([
      ['removed', 'administrator'],
      ['left', 'member'],
    ] as const)('tells who was or has %s, whose sockets then hear nothing more', async (reason, by) => {
      const inboxes = [await openAs(scene.member), await openAs(scene.member)];
      const { userId } = scene.member.account;
      await scene[by].call(endpoints.removeMember, { params: { ...inRoom(), userId } });
      await write('after');
      await aWebhook(scene.administrator, scene.room.id);
      for (const inbox of inboxes) {
        await mark(inbox, scene.member);
        const heard = inbox.events.filter(({ payload }) => JSON.stringify(payload).includes(scene.room.id));
        expect(heard).toEqual([{ name: 'room:left', payload: { ...inRoom(), reason } }]);
      }
    });

    it('tells of its deletion, and of nothing after', async () => {
      const inbox = await openAs(scene.member);
      await inbox.socket.emitWithAck('room:open', inRoom());
      await scene.administrator.call(endpoints.deleteRoom, { params: inRoom() });
      expect(await inbox.next('room:left')).toEqual({ ...inRoom(), reason: 'deleted' });
      await mark(inbox, scene.member);
      const last = inbox.events.findLastIndex(({ payload }) =>
        JSON.stringify(payload).includes(scene.room.id),
      );
      expect(inbox.events[last]?.name).toBe('room:left');
    });

    it('tells of a new name and invite policy', async () => {
      const inbox = await openAs(scene.member);
      await scene.administrator.call(endpoints.changeRoom, {
        params: inRoom(),
        body: { name: 'Renamed', invitePolicy: 'everyone' },
      });
      expect(await inbox.next('room:updated')).toEqual({
        id: scene.room.id,
        name: 'Renamed',
        topic: '',
        invitePolicy: 'everyone',
      });
    });

    it('tells of members, roles, webhooks and names in the roster, in their order', async () => {
      const { administrator, outsider } = scene;
      const inbox = await openAs(scene.member);
      const { userId } = outsider.account;
      const onMember = { ...inRoom(), userId };
      await addMember(administrator, scene.room.id, outsider);
      await administrator.call(endpoints.changeMember, { params: onMember, body: { role: 'administrator' } });
      const { id } = await aWebhook(administrator, scene.room.id);
      const onWebhook = { ...inRoom(), webhookId: id };
      await administrator.call(endpoints.changeWebhook, { params: onWebhook, body: { name: 'Renamed' } });
      await administrator.call(endpoints.deleteWebhook, { params: onWebhook });
      const alias = `renamed${Date.now()}`;
      await outsider.call(endpoints.changeProfile, { body: { displayName: 'Renamed', alias } });
      await inbox.next('roster:changed', ({ change }) => change.kind === 'profile-changed');
      await administrator.call(endpoints.removeMember, { params: onMember });
      await inbox.next('roster:changed', ({ change }) => change.kind === 'member-removed');
      const newcomer: unknown = expect.objectContaining({ userId, role: 'member' });
      expect(rosterChanges(inbox)).toEqual([
        { kind: 'member-added', member: newcomer, memberCount: 3 },
        { kind: 'role-changed', userId, role: 'administrator' },
        { kind: 'webhook-added', webhook: { id, name: 'Build' } },
        { kind: 'webhook-changed', webhook: { id, name: 'Renamed' } },
        { kind: 'webhook-removed', webhookId: id },
        { kind: 'profile-changed', userId, displayName: 'Renamed', alias },
        { kind: 'member-removed', userId, memberCount: 2 },
      ]);
    });
  });

  describe('the end of a session', () => {
    const disconnected = ({ socket }: Inbox) =>
      new Promise<string>((resolve) => {
        if (socket.connected) socket.once('disconnect', resolve);
        else resolve('before');
      });

    it('disconnects its sockets on sign-out, and no others of the person', async () => {
      const person = await aPerson(server);
      const { token } = await person.call(endpoints.createAccessToken, { body: { name: 'Script' } });
      const [browser, script] = [await openAs(person), await open({}, { auth: { token } })];
      const ended = disconnected(browser);
      await person.call(endpoints.signOut);
      expect(await ended).not.toBe('io client disconnect');
      const caller = new Caller(server.url, { authorization: `Bearer ${token}` });
      const room = await caller.call(endpoints.createRoom, { body: { name: 'Still here' } });
      expect(await script.next('room:joined')).toMatchObject({ id: room.id });
    });

    it('disconnects the sockets of an access token that is deleted', async () => {
      const person = await aPerson(server);
      const { id, token } = await person.call(endpoints.createAccessToken, { body: { name: 'Script' } });
      const inbox = await open({}, { auth: { token } });
      const ended = disconnected(inbox);
      await person.call(endpoints.deleteAccessToken, { params: { accessTokenId: id } });
      expect(await ended).not.toBe('io client disconnect');
      await expect(connect(server, {}, { auth: { token } })).rejects.toMatchObject({
        data: { code: 'NOT_SIGNED_IN' },
      });
    });

    it('refuses a socket whose session ends while it is being let in', async () => {
      const person = await aPerson(server);
      const release = await server.hold('lock table memberships in access exclusive mode');
      const opening = connect(server, { cookie: person.cookie });
      const refused = expect(opening).rejects.toMatchObject({ data: { code: 'NOT_SIGNED_IN' } });
      await untilWaiting();
      await person.call(endpoints.signOut);
      await release();
      await refused;
    });

    /** Until the server's look at the memberships waits for the table that the test holds. */
    async function untilWaiting(): Promise<void> {
      const waiting = await server.rows(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      if (waiting.length === 0) await untilWaiting();
    }
  });

  describe('catching up', () => {
    /** A client that remembers the last seq it has shown and asks for what it missed. */
    class Reader {
      readonly shown: MessageView[] = [];
      inbox: Inbox | undefined;

      async connect(): Promise<void> {
        this.inbox = await openAs(scene.member);
        await this.catchUp();
      }

      async cut(): Promise<void> {
        this.show(this.inbox?.received('message:created') ?? []);
        this.inbox?.socket.io.engine.close();
        await this.connect();
      }

      async catchUp(): Promise<void> {
        const after = this.shown.at(-1)?.seq ?? 0;
        const query = { after, limit: 7 };
        const { items, nextCursor } = await scene.member.call(endpoints.listMessages, {
          params: inRoom(),
          query,
        });
        this.show(items.reverse());
        if (nextCursor !== null) await this.catchUp();
      }

      /** Shows what follows without a gap; what came before is known already, what comes after is asked for later. */
      show(messages: MessageView[]): void {
        for (const message of messages)
          if (message.seq === (this.shown.at(-1)?.seq ?? 0) + 1) this.shown.push(message);
      }

      async showAll(count: number): Promise<void> {
        await this.inbox?.next('message:created', (message) => message.content === 'last');
        this.show(this.inbox?.received('message:created') ?? []);
        await this.catchUp();
        const expected = Array.from({ length: count }, (_, index) => index + 1);
        expect(this.shown.map((message) => message.seq)).toEqual(expected);
        const ids = await server.rows<{ id: string }>(
          'select id from messages where room_id = $1 order by seq',
          [scene.room.id],
        );
        expect(this.shown.map((message) => message.id)).toEqual(ids.map((row) => row.id));
      }
    }

    it('shows each of 200 messages exactly once over 20 cuts while they are posted', async () => {
      const reader = new Reader();
      await reader.connect();
      const posting = (async () => {
        for (let group = 0; group < 40; group += 1)
          await Promise.all(Array.from({ length: 5 }, (_, index) => write(`${group}.${index}`)));
      })();
      for (let cut = 0; cut < 20; cut += 1) await reader.cut();
      await posting;
      await write('last');
      await reader.showAll(201);
    });

    it('hears of a room that one is added to at the moment of connecting, in 20 tries', async () => {
      const newcomer = scene.outsider;
      for (let round = 0; round < 20; round += 1) {
        const room = await aRoom(scene.administrator);
        const [inbox] = await Promise.all([
          openAs(newcomer),
          addMember(scene.administrator, room.id, newcomer),
        ]);
        const { id } = await write('hello', scene.administrator, room);
        expect(await inbox.next('message:created', (message) => message.id === id)).toMatchObject({ seq: 1 });
        inbox.close();
      }
    });

    it('misses nothing between the answer to its connection and the first page', async () => {
      const posting = Promise.all(Array.from({ length: 30 }, (_, index) => write(String(index))));
      const reader = new Reader();
      await reader.connect();
      await posting;
      await write('last');
      await reader.showAll(31);
    });

    it('shows each message exactly once over a restart of the server', async () => {
      const reader = new Reader();
      await reader.connect();
      await Promise.all(Array.from({ length: 10 }, (_, index) => write(String(index))));
      reader.show(reader.inbox?.received('message:created') ?? []);
      await server.restart();
      await Promise.all(Array.from({ length: 10 }, (_, index) => write(`after ${index}`)));
      await reader.connect();
      await write('last');
      await reader.showAll(21);
    });
  });
});
