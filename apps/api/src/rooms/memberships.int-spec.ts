import { endpoints } from '@carillon/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addMember, aScene, type Scene } from '../../test/factories/rooms.js';
import { aPerson } from '../../test/factories/people.js';
import { startTestServer, type TestServer } from '../../test/support/test-server.js';

describe('members of a room', () => {
  let server: TestServer;
  let scene: Scene;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    scene = await aScene(server);
  });

  const inRoom = () => ({ roomId: scene.room.id });
  const onMember = (userId: string) => ({ roomId: scene.room.id, userId });

  it('lists the creator as administrator and who was added as member', async () => {
    const { items } = await scene.member.call(endpoints.listMembers, { params: inRoom() });
    const roles = items.map(({ displayName, role }) => [displayName, role]);
    expect(roles).toEqual([
      ['Alice', 'administrator'],
      ['Bob', 'member'],
    ]);
  });

  it('adds by id as well as by e-mail address, whatever its case', async () => {
    const carol = await aPerson(server, 'Carol');
    const added = await scene.administrator.call(endpoints.addMember, {
      params: inRoom(),
      body: { userId: scene.outsider.account.userId },
    });
    expect(added.userId).toBe(scene.outsider.account.userId);
    const email = ` ${carol.account.email.toUpperCase()} `;
    const byEmail = await scene.administrator.call(endpoints.addMember, {
      params: inRoom(),
      body: { email },
    });
    expect(byEmail.userId).toBe(carol.account.userId);
    expect((await scene.administrator.call(endpoints.readRoom, { params: inRoom() })).memberCount).toBe(4);
  });

  it('says who is a member already with 409, and who has no account with 404', async () => {
    const add = (email: string) =>
      scene.administrator.refusal(endpoints.addMember, { params: inRoom(), body: { email } });
    expect(await add(scene.member.account.email)).toMatchObject({ code: 'ALREADY_MEMBER', status: 409 });
    expect(await add('nobody@example.com')).toMatchObject({ code: 'USER_NOT_FOUND', status: 404 });
  });

  it('lets members add others only where the invite policy says everyone', async () => {
    const body = { email: scene.outsider.account.email };
    const refused = await scene.member.refusal(endpoints.addMember, { params: inRoom(), body });
    expect(refused).toMatchObject({ code: 'INVITING_RESTRICTED', status: 403 });
    await scene.administrator.call(endpoints.changeRoom, {
      params: inRoom(),
      body: { invitePolicy: 'everyone' },
    });
    await scene.member.call(endpoints.addMember, { params: inRoom(), body });
  });

  it('does not let the only administrator leave or be demoted', async () => {
    const params = onMember(scene.administrator.account.userId);
    const leaving = await scene.administrator.refusal(endpoints.removeMember, { params });
    expect(leaving).toMatchObject({ code: 'LAST_ADMINISTRATOR', status: 409 });
    const demotion = await scene.administrator.refusal(endpoints.changeMember, {
      params,
      body: { role: 'member' },
    });
    expect(demotion).toMatchObject({ code: 'LAST_ADMINISTRATOR', status: 409 });
  });

  it('keeps one administrator when two step down at the same moment', async () => {
    await scene.administrator.call(endpoints.changeMember, {
      params: onMember(scene.member.account.userId),
      body: { role: 'administrator' },
    });
    const stepDown = (person: Scene['member']) =>
      person.try(endpoints.changeMember, {
        params: onMember(person.account.userId),
        body: { role: 'member' },
      });
    const answers = await Promise.all([stepDown(scene.administrator), stepDown(scene.member)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
  });

  it('lets a member leave, after which the room is not there for them', async () => {
    await scene.member.call(endpoints.removeMember, { params: onMember(scene.member.account.userId) });
    expect(await scene.member.refusal(endpoints.readRoom, { params: inRoom() })).toMatchObject({
      status: 404,
    });
    expect((await scene.administrator.call(endpoints.readRoom, { params: inRoom() })).memberCount).toBe(1);
  });

  it('lets only administrators remove others', async () => {
    await addMember(scene.administrator, scene.room.id, scene.outsider);
    const params = onMember(scene.outsider.account.userId);
    expect(await scene.member.refusal(endpoints.removeMember, { params })).toMatchObject({ status: 403 });
    await scene.administrator.call(endpoints.removeMember, { params });
    const again = await scene.administrator.refusal(endpoints.removeMember, { params });
    expect(again).toMatchObject({ code: 'MEMBER_NOT_FOUND', status: 404 });
  });

  it('counts nothing said before someone joined as unread', async () => {
    await scene.administrator.call(endpoints.postMessage, { params: inRoom(), body: { content: 'before' } });
    await addMember(scene.administrator, scene.room.id, scene.outsider);
    const room = await scene.outsider.call(endpoints.readRoom, { params: inRoom() });
    expect(room.me).toMatchObject({ role: 'member', lastReadSeq: 1, unreadCount: 0, unreadMentionCount: 0 });
  });
});
