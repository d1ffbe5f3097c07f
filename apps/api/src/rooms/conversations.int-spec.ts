import { endpoints, limits, type RoomId, type RoomView, type UserId } from '@carillon/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aPerson, manyPeople, signInAgain, type Person } from '../../test/factories/people.js';
import { connect } from '../../test/support/socket.js';
import { startTestServer, type TestServer } from '../../test/support/test-server.js';

let server: TestServer;
let owner: Person;
let ann: Person;
let ben: Person;
let cleo: Person;
let mallory: Person;
beforeAll(async () => {
  server = await startTestServer({ environment: { WEBHOOK_POSTS_PER_SECOND: '0' } });
  owner = await aPerson(server, 'Olivia');
});
afterAll(() => server.stop());
beforeEach(async () => {
  ann = await aPerson(server, 'Ann');
  ben = await aPerson(server, 'Ben');
  cleo = await aPerson(server, 'Cleo');
  mallory = await aPerson(server, 'Mallory');
});

const idOf = ({ account }: Person) => account.userId;
const open = (by: Person, ...others: Person[]): Promise<RoomView> =>
  by.call(endpoints.openConversation, { body: { userIds: others.map(idOf) } });
const post = (by: Person, roomId: RoomId, content: string) =>
  by.call(endpoints.postMessage, { params: { roomId }, body: { content } });
const seenBy = (person: Person, roomId: RoomId) => person.call(endpoints.readRoom, { params: { roomId } });
const setDeactivated = (person: Person, isDeactivated: boolean) =>
  owner.call(endpoints.changePerson, { params: { userId: idOf(person) }, body: { isDeactivated } });

describe('a conversation between two people', () => {
  it('is one, whoever opens it and however often', async () => {
    const room = await open(ann, ben);
    expect(room).toMatchObject({ kind: 'direct', memberCount: 2, topic: '', me: { role: 'member' } });
    expect((await open(ben, ann)).id).toBe(room.id);
    expect((await open(ann, ann, ben, ben)).id).toBe(room.id);
  });

  it('is one where 20 requests of both open it at once', async () => {
    const rooms = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? open(ann, ben) : open(ben, ann))),
    );
    const ids = new Set(rooms.map(({ id }) => id));
    expect(ids.size).toBe(1);
    const stored = await server.rows(
      `select 1 from memberships m join rooms r on r.id = m.room_id where m.user_id = $1 and r.kind = 'direct'`,
      [idOf(ann)],
    );
    expect(stored).toHaveLength(1);
  });

  it('is called by the other one, for each of them, and by their new name after they change it', async () => {
    const { id, name, people } = await open(ann, ben);
    expect([name, people]).toEqual([
      'Ben',
      [{ userId: idOf(ben), displayName: 'Ben', alias: ben.account.alias, isDeactivated: false }],
    ]);
    expect((await seenBy(ben, id)).name).toBe('Ann');
    await ben.call(endpoints.changeProfile, { body: { displayName: 'Benjamin' } });
    expect((await seenBy(ann, id)).name).toBe('Benjamin');
  });

  it('is hidden for the other until something is said in it; then it notifies of every message', async () => {
    const inbox = await connect(server, { cookie: ben.cookie });
    const { id, me } = await open(ann, ben);
    expect(me).toMatchObject({ isHidden: false, notificationLevel: { desktop: 'all', phone: 'all' } });
    expect(await inbox.next('room:joined', (room) => room.id === id)).toMatchObject({
      name: 'Ann',
      me: { isHidden: true },
    });
    expect((await seenBy(ben, id)).me.isHidden).toBe(true);
    await post(ann, id, 'Hello');
    expect(await inbox.next('message:created')).toMatchObject({ roomId: id, content: 'Hello' });
    expect((await seenBy(ben, id)).me).toMatchObject({ isHidden: false, unreadCount: 1 });
    inbox.close();
  });

  it('that was hidden comes back by whatever is said in it, or by opening it', async () => {
    const { id } = await open(ann, ben);
    const hide = () =>
      ann.call(endpoints.changeMySettings, { params: { roomId: id }, body: { isHidden: true } });
    await hide();
    await post(ben, id, 'Are you there?');
    expect((await seenBy(ann, id)).me.isHidden).toBe(false);
    expect((await hide()).isHidden).toBe(true);
    expect((await open(ann, ben)).me.isHidden).toBe(false);
    expect((await seenBy(ann, id)).me.isHidden).toBe(false);
  });

  it('stays between the two: nobody can be added, and neither can leave', async () => {
    const { id } = await open(ann, ben);
    const add = { params: { roomId: id }, body: { userId: idOf(cleo) } };
    const leave = { params: { roomId: id, userId: idOf(ann) } };
    const fixed = { status: 409, code: 'DIRECT_CONVERSATION_FIXED' };
    expect(await ann.refusal(endpoints.addMember, add)).toMatchObject(fixed);
    expect(await ann.refusal(endpoints.removeMember, leave)).toMatchObject(fixed);
  });

  it('has no administrators, so that nobody may do what takes one', async () => {
    const { id } = await open(ann, ben);
    const requests = [
      ['changeRoom', { name: 'Mine' }],
      ['changeRoom', { topic: 'Mine' }],
      ['deleteRoom', undefined],
      ['listWebhooks', undefined],
      ['createWebhook', { name: 'Build' }],
      ['changeMember', { role: 'administrator' }],
      ['removeMember', undefined],
    ] as const;
    for (const [name, body] of requests) {
      const params = { roomId: id, userId: idOf(ben) };
      const refused = await ann.refusal(endpoints[name], { params, body });
      expect(refused, name).toMatchObject({ status: 403, code: 'NOT_ADMINISTRATOR' });
    }
  });

  it('is not there for anybody else', async () => {
    const { id } = await open(ann, ben);
    const params = { roomId: id };
    for (const person of [mallory, owner]) {
      expect(await person.refusal(endpoints.readRoom, { params })).toMatchObject({ code: 'ROOM_NOT_FOUND' });
      expect(await person.refusal(endpoints.listMessages, { params })).toMatchObject({ status: 404 });
      const { items } = await person.call(endpoints.listRooms);
      expect(items.some((room) => room.id === id)).toBe(false);
    }
  });

  it('takes @All as in a room', async () => {
    const { id } = await open(ann, ben);
    await post(ann, id, '@All hello');
    expect((await seenBy(ben, id)).me).toMatchObject({ unreadCount: 1, unreadMentionCount: 1 });
  });

  it('outlives that one of them is deactivated, and is whole again once they are back', async () => {
    const { id } = await open(ann, ben);
    await post(ben, id, 'Hello');
    await setDeactivated(ben, true);
    expect(await seenBy(ann, id)).toMatchObject({
      name: 'Ben',
      memberCount: 1,
      people: [{ isDeactivated: true }],
      me: { role: 'member' },
    });
    expect((await open(ann, ben)).id).toBe(id);
    await setDeactivated(ben, false);
    const back = await signInAgain(server, ben);
    expect(await seenBy(back, id)).toMatchObject({ name: 'Ann', memberCount: 2, me: { role: 'member' } });
    expect((await seenBy(ann, id)).people).toMatchObject([{ isDeactivated: false }]);
  });

  it('cannot be begun with oneself, with nobody, with somebody who is deactivated', async () => {
    const refusal = (...userIds: string[]) =>
      ann.refusal(endpoints.openConversation, { body: { userIds: userIds } });
    expect(await refusal(idOf(ann))).toMatchObject({ status: 400, code: 'CONVERSATION_NEEDS_OTHERS' });
    expect(await refusal()).toMatchObject({ status: 400, code: 'VALIDATION_FAILED' });
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect(await refusal(nobody)).toMatchObject({ status: 404, code: 'ACCOUNT_NOT_FOUND' });
    await setDeactivated(ben, true);
    expect(await refusal(idOf(ben))).toMatchObject({ status: 409, code: 'USER_DEACTIVATED' });
    expect(await refusal(idOf(ben), idOf(cleo))).toMatchObject({ status: 409, code: 'USER_DEACTIVATED' });
  });
});

describe('a group conversation', () => {
  it('is of several people, called by the others, and the same when it is opened again', async () => {
    const room = await open(ann, ben, cleo);
    expect(room).toMatchObject({ kind: 'group', name: 'Ben, Cleo', memberCount: 3, me: { role: 'member' } });
    expect((await seenBy(cleo, room.id)).name).toBe('Ann, Ben');
    expect((await open(cleo, ben, ann)).id).toBe(room.id);
    expect((await open(ann, ben)).id).not.toBe(room.id);
  });

  it('can gain people, by any of them, who see what was said; a pair of them stays apart', async () => {
    const { id } = await open(ann, ben, cleo);
    await post(ann, id, 'Hello');
    await ben.call(endpoints.addMember, { params: { roomId: id }, body: { userId: idOf(mallory) } });
    const seen = await seenBy(mallory, id);
    expect(seen).toMatchObject({ name: 'Ann, Ben, Cleo', memberCount: 4, me: { isHidden: false } });
    const { items } = await mallory.call(endpoints.listMessages, { params: { roomId: id } });
    expect(items.map(({ content }) => content)).toEqual(['Hello']);
    expect((await open(ann, ben, cleo)).id).not.toBe(id);
  });

  it('has no administrators: nobody can remove anybody else', async () => {
    const { id } = await open(ann, ben, cleo);
    const refused = await ann.refusal(endpoints.removeMember, {
      params: { roomId: id, userId: idOf(ben) },
    });
    expect(refused).toMatchObject({ status: 403, code: 'NOT_ADMINISTRATOR' });
  });

  it('can be left, by everybody; with the last one it goes', async () => {
    const { id } = await open(ann, ben, cleo);
    const leave = (person: Person) =>
      person.call(endpoints.removeMember, { params: { roomId: id, userId: idOf(person) } });
    await leave(ann);
    await leave(ben);
    expect(await seenBy(cleo, id)).toMatchObject({ name: 'Only you', memberCount: 1 });
    await leave(cleo);
    expect(await server.rows('select 1 from rooms where id = $1', [id])).toEqual([]);
  });

  it('is kept for somebody who is deactivated, and nobody becomes administrator of it', async () => {
    const { id } = await open(ann, ben, cleo);
    await setDeactivated(cleo, true);
    for (const person of [ann, ben])
      await person.call(endpoints.removeMember, { params: { roomId: id, userId: idOf(person) } });
    expect(await server.rows('select 1 from rooms where id = $1', [id])).toHaveLength(1);
    await setDeactivated(cleo, false);
    const back = await signInAgain(server, cleo);
    expect(await seenBy(back, id)).toMatchObject({ memberCount: 1, me: { role: 'member' } });
  });

  it('can have 30 people, not 31, also where two are added at once', async () => {
    // Ids of people are strings at run time.
    const others = (await manyPeople(server, limits.conversations.maxPeople)) as UserId[];
    const userIds = others.slice(0, limits.conversations.maxPeople - 2);
    const { id } = await ann.call(endpoints.openConversation, { body: { userIds } });
    const answers = await Promise.all(
      others
        .slice(-2)
        .map((userId) => ann.try(endpoints.addMember, { params: { roomId: id }, body: { userId } })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'GROUP_FULL' });
    const tooMany = await ann.refusal(endpoints.openConversation, { body: { userIds: others } });
    expect(tooMany).toMatchObject({ status: 400, code: 'VALIDATION_FAILED' });
  });
});
