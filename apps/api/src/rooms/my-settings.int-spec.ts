import { endpoints, type MySettingsChange, type MySettingsView } from '@carillon/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signInAgain } from '../../test/factories/people.js';
import { aScene, type Scene } from '../../test/factories/rooms.js';
import { connect } from '../../test/support/socket.js';
import { startTestServer, type TestServer } from '../../test/support/test-server.js';

let server: TestServer;
let scene: Scene;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  scene = await aScene(server);
});

const inRoom = () => ({ params: { roomId: scene.room.id } });

const change = (body: MySettingsChange): Promise<MySettingsView> =>
  scene.member.call(endpoints.changeMySettings, { ...inRoom(), body });
const post = (content: string) =>
  scene.administrator.call(endpoints.postMessage, { ...inRoom(), body: { content } });
const seen = async () => (await scene.member.call(endpoints.readRoom, inRoom())).me;

describe('how a member keeps a room', () => {
  it('is at first: no favourite, not hidden, notified of mentions', async () => {
    expect(await seen()).toMatchObject({
      isFavourite: false,
      isHidden: false,
      notificationLevel: { desktop: 'mentions', phone: 'mentions' },
    });
  });

  it('changes in what is named, and stays in everything else', async () => {
    await change({ isFavourite: true });
    await change({ notificationLevel: { phone: 'none' } });
    const expected = {
      isFavourite: true,
      isHidden: false,
      notificationLevel: { desktop: 'mentions', phone: 'none' },
    };
    expect(await change({})).toEqual({ roomId: scene.room.id, ...expected });
    expect(await seen()).toMatchObject(expected);
    const { items } = await scene.member.call(endpoints.listRooms);
    expect(items.map(({ me }) => me)).toEqual([expect.objectContaining(expected)]);
  });

  it('is told to every device of theirs, and is the same for nobody else', async () => {
    const inbox = await connect(server, { cookie: (await signInAgain(server, scene.member)).cookie });
    await change({ isFavourite: true, notificationLevel: { desktop: 'all' } });
    expect(await inbox.next('settings:changed')).toEqual({
      roomId: scene.room.id,
      isFavourite: true,
      isHidden: false,
      notificationLevel: { desktop: 'all', phone: 'mentions' },
    });
    inbox.close();
    const { me } = await scene.administrator.call(endpoints.readRoom, inRoom());
    expect(me).toMatchObject({
      isFavourite: false,
      notificationLevel: { desktop: 'mentions', phone: 'mentions' },
    });
  });

  it('is refused with another level than all, mentions or none', async () => {
    const refused = await scene.member.refusal(endpoints.changeMySettings, {
      ...inRoom(),
      body: { notificationLevel: { desktop: 'sometimes' as 'all' } },
    });
    expect(refused).toMatchObject({ status: 400, code: 'VALIDATION_FAILED' });
  });

  it('ends with the membership: who comes back starts anew', async () => {
    await change({ isFavourite: true, isHidden: true });
    const { userId, email } = scene.member.account;
    await scene.member.call(endpoints.removeMember, { params: { ...inRoom().params, userId } });
    await scene.administrator.call(endpoints.addMember, { ...inRoom(), body: { email } });
    expect(await seen()).toMatchObject({ isFavourite: false, isHidden: false });
  });
});

describe('a hidden room', () => {
  beforeEach(async () => {
    await post(`@${scene.member.account.alias} before it was hidden`);
    expect(await change({ isHidden: true })).toMatchObject({ isHidden: true });
  });

  it('keeps its member, and stays hidden however much is said', async () => {
    await post('One');
    await post(`Two, about @${scene.administrator.account.alias}`);
    expect(await seen()).toMatchObject({ isHidden: true, unreadCount: 3, unreadMentionCount: 1 });
  });

  it.each([
    ['by name', () => `@${scene.member.account.alias} look`],
    ['as one of all', () => '@All look'],
  ])(
    'is brought back by a message that mentions its member %s, and stays once that is read',
    async (_, text) => {
      const { seq } = await post(text());
      expect(await seen()).toMatchObject({ isHidden: false, unreadMentionCount: 2 });
      await scene.member.call(endpoints.moveReadMarker, { ...inRoom(), body: { lastReadSeq: seq } });
      expect(await seen()).toMatchObject({ isHidden: false, unreadMentionCount: 0 });
    },
  );

  it('can be brought back, and hidden again after a mention', async () => {
    expect(await change({ isHidden: false })).toMatchObject({ isHidden: false });
    await post(`@${scene.member.account.alias} look`);
    expect(await change({ isHidden: true })).toMatchObject({ isHidden: true });
    expect(await seen()).toMatchObject({ isHidden: true });
  });
});

describe('the topic of a room', () => {
  const setTopic = (topic: string) =>
    scene.administrator.try(endpoints.changeRoom, { ...inRoom(), body: { topic } });

  it('is empty at first, and told to every member when it changes', async () => {
    expect(scene.room.topic).toBe('');
    const inbox = await connect(server, { cookie: scene.member.cookie });
    await setTopic('  Deploys, see https://ci.example ');
    expect(await inbox.next('room:updated')).toMatchObject({
      name: scene.room.name,
      topic: 'Deploys, see https://ci.example',
    });
    inbox.close();
    expect(await scene.member.call(endpoints.readRoom, inRoom())).toMatchObject({
      topic: 'Deploys, see https://ci.example',
    });
  });

  it('can be taken away again, and blanks are none', async () => {
    await setTopic('Deploys');
    expect(await setTopic('\u3164 ')).toMatchObject({ status: 200, body: { topic: '' } });
  });

  it('can be 250 characters long, not 251, and is one line', async () => {
    expect(await setTopic('x'.repeat(250))).toMatchObject({ status: 200 });
    expect(await setTopic('x'.repeat(251))).toMatchObject({ status: 400 });
    expect(await setTopic('two\nlines')).toMatchObject({ status: 400 });
  });

  it('is for administrators to change', async () => {
    const refused = await scene.member.refusal(endpoints.changeRoom, {
      ...inRoom(),
      body: { topic: 'Mine' },
    });
    expect(refused).toMatchObject({ status: 403, code: 'NOT_ADMINISTRATOR' });
  });
});
