import { endpoints, limits, type RoomId } from '@carillon/contracts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aPerson, manyPeople, type Person } from '../../test/factories/people.js';
import { addMember, aScene, type Scene } from '../../test/factories/rooms.js';
import { HeldClock } from '../../test/support/held-clock.js';
import { connect, type Inbox } from '../../test/support/socket.js';
import { startTestServer, type TestServer } from '../../test/support/test-server.js';

const clock = new HeldClock();
const unknownRoom = '00000000-0000-4000-8000-000000000000' as RoomId;
let server: TestServer;
let scene: Scene;
const opened: Inbox[] = [];

beforeAll(async () => {
  server = await startTestServer({ clock });
});
afterAll(() => server.stop());
beforeEach(async () => {
  scene = await aScene(server);
});
afterEach(() => {
  for (const inbox of opened.splice(0)) inbox.close();
});

const open = async ({ cookie }: Person) => {
  const inbox = await connect(server, { cookie });
  opened.push(inbox);
  return inbox;
};
const inRoom = (roomId: RoomId = scene.room.id) => ({ params: { roomId } });
const whom = ({ account }: Person, roomId?: RoomId) => ({
  params: { ...inRoom(roomId).params, userId: account.userId },
});
const invite = (by: Person, person: Person) =>
  by.call(endpoints.invite, { ...inRoom(), body: { email: person.account.email } });
const myInvitations = async (person: Person) => (await person.call(endpoints.listInvitations)).items;
const openRequests = async (person: Person) => (await person.call(endpoints.listAccessRequests)).items;

describe('an invitation', () => {
  it('reaches the invited, who accepts it and is a member', async () => {
    const { administrator, outsider, room } = scene;
    const [alices, mallorys] = [await open(administrator), await open(outsider)];
    const sent = await invite(administrator, outsider);
    expect(sent.invited).toMatchObject({ userId: outsider.account.userId });
    const invitation = await mallorys.next('invitation:received');
    expect(invitation).toMatchObject({
      room: { id: room.id, name: room.name, memberCount: 2 },
      invitedBy: { displayName: 'Alice' },
    });
    expect(await myInvitations(outsider)).toEqual([invitation]);
    await alices.next('admissions:changed', ({ request }) => request === null);
    expect((await administrator.call(endpoints.listSentInvitations, inRoom())).items).toEqual([sent]);
    // Being invited opens nothing yet.
    expect(await outsider.refusal(endpoints.readRoom, inRoom())).toMatchObject({ code: 'ROOM_NOT_FOUND' });

    expect(await outsider.call(endpoints.acceptInvitation, inRoom())).toMatchObject({ id: room.id });
    await mallorys.next('room:joined', ({ id }) => id === room.id);
    await mallorys.next('invitation:ended', ({ roomId }) => roomId === room.id);
    await alices.next('roster:changed', ({ change }) => change.kind === 'member-added');
    expect(await myInvitations(outsider)).toEqual([]);
    expect((await administrator.call(endpoints.listSentInvitations, inRoom())).items).toEqual([]);
    expect(await outsider.refusal(endpoints.acceptInvitation, inRoom())).toMatchObject({
      status: 404,
      code: 'INVITATION_NOT_FOUND',
    });
  });

  it('can be declined, and withdrawn, and made again', async () => {
    const { administrator, outsider } = scene;
    await invite(administrator, outsider);
    await outsider.call(endpoints.declineInvitation, inRoom());
    expect(await myInvitations(outsider)).toEqual([]);
    await invite(administrator, outsider);
    await administrator.call(endpoints.withdrawInvitation, whom(outsider));
    for (const endpoint of [endpoints.acceptInvitation, endpoints.declineInvitation])
      expect(await outsider.refusal(endpoint, inRoom())).toMatchObject({ code: 'INVITATION_NOT_FOUND' });
    expect(await administrator.refusal(endpoints.withdrawInvitation, whom(outsider))).toMatchObject({
      code: 'INVITATION_NOT_FOUND',
    });
    await invite(administrator, outsider);
    await invite(administrator, outsider);
    expect(await myInvitations(outsider)).toHaveLength(1);
  });

  it('is sent by members where the room lets everyone, and by administrators only elsewhere', async () => {
    const { administrator, member, outsider } = scene;
    const attempt = { ...inRoom(), body: { email: outsider.account.email } };
    expect(await member.refusal(endpoints.invite, attempt)).toMatchObject({
      status: 403,
      code: 'INVITING_RESTRICTED',
    });
    await administrator.call(endpoints.changeRoom, { ...inRoom(), body: { invitePolicy: 'everyone' } });
    await invite(member, outsider);
    expect(await myInvitations(outsider)).toMatchObject([{ invitedBy: { displayName: 'Bob' } }]);
  });

  it('is refused for members and for who has no account', async () => {
    const { administrator, member } = scene;
    const refusal = (email: string) =>
      administrator.refusal(endpoints.invite, { ...inRoom(), body: { email } });
    expect(await refusal(member.account.email)).toMatchObject({ code: 'ALREADY_MEMBER' });
    expect(await refusal('nobody@example.com')).toMatchObject({ code: 'USER_NOT_FOUND' });
  });

  it('is open for 14 days, to the millisecond', async () => {
    const { administrator, outsider } = scene;
    await invite(administrator, outsider);
    clock.advance(limits.rooms.invitationLifetimeMs - 1);
    expect(await myInvitations(outsider)).toHaveLength(1);
    clock.advance(1);
    expect(await myInvitations(outsider)).toEqual([]);
    expect((await administrator.call(endpoints.listSentInvitations, inRoom())).items).toEqual([]);
    expect(await outsider.refusal(endpoints.acceptInvitation, inRoom())).toMatchObject({
      code: 'INVITATION_NOT_FOUND',
    });
  });

  it('is the 201st that is refused with 409; those that expired make room', async () => {
    const { administrator, outsider, room } = scene;
    const invited = await manyPeople(server, 200);
    const expiresAt = new Date(clock.now().getTime() + 60_000);
    await server.rows(
      `insert into room_invitations (room_id, user_id, created_at, expires_at)
       select $1, id, $3, $3 from unnest($2::uuid[]) as id`,
      [room.id, invited, expiresAt],
    );
    const attempt = { ...inRoom(), body: { email: outsider.account.email } };
    expect(await administrator.refusal(endpoints.invite, attempt)).toMatchObject({
      status: 409,
      code: 'INVITATION_LIMIT_REACHED',
    });
    clock.advance(60_000);
    await invite(administrator, outsider);
  });

  it('is refused with 429 beyond 100 of one person in an hour', async () => {
    const { administrator, outsider } = scene;
    for (let count = 0; count < limits.throttles.maxInvitationsPerHour; count += 1)
      await invite(administrator, outsider);
    const attempt = { ...inRoom(), body: { email: outsider.account.email } };
    expect(await administrator.refusal(endpoints.invite, attempt)).toMatchObject({
      status: 429,
      code: 'TOO_MANY_INVITATIONS',
    });
  });

  it('ends, as a request does, when somebody is added without more ado', async () => {
    const { administrator, outsider } = scene;
    const mallorys = await open(outsider);
    await invite(administrator, outsider);
    await outsider.call(endpoints.requestAccess, inRoom());
    await addMember(administrator, scene.room.id, outsider);
    await mallorys.next('invitation:ended');
    expect(await myInvitations(outsider)).toEqual([]);
    expect(await openRequests(administrator)).toEqual([]);
  });

  it('makes one member of who accepts it twice at once', async () => {
    const { administrator, outsider } = scene;
    await invite(administrator, outsider);
    const answers = await Promise.all(
      [1, 2, 3].map(() => outsider.try(endpoints.acceptInvitation, inRoom())),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
    expect(await administrator.call(endpoints.readRoom, inRoom())).toMatchObject({ memberCount: 3 });
  });
});

describe('a request of access', () => {
  it('reaches the administrators, one of whom approves, and whoever asked is in the room', async () => {
    const { administrator, member, outsider, room } = scene;
    const [alices, bobs, mallorys] = [await open(administrator), await open(member), await open(outsider)];
    await outsider.call(endpoints.requestAccess, inRoom());
    const { request } = await alices.next('admissions:changed');
    expect(request).toMatchObject({ room: { name: room.name }, person: { displayName: 'Mallory' } });
    expect(await openRequests(administrator)).toEqual([request]);
    expect(await openRequests(member)).toEqual([]);
    expect(await administrator.call(endpoints.approveAccess, whom(outsider))).toMatchObject({
      userId: outsider.account.userId,
      role: 'member',
    });
    await mallorys.next('room:joined', ({ id }) => id === room.id);
    expect(await openRequests(administrator)).toEqual([]);
    expect(bobs.received('admissions:changed')).toEqual([]);
    expect(await administrator.refusal(endpoints.approveAccess, whom(outsider))).toMatchObject({
      code: 'ACCESS_REQUEST_NOT_FOUND',
    });
  });

  it('is answered alike for a room that is there, one that is not, and one of my own', async () => {
    const { member, outsider } = scene;
    const there = await outsider.try(endpoints.requestAccess, inRoom());
    const nowhere = await outsider.try(endpoints.requestAccess, inRoom(unknownRoom));
    const mine = await member.try(endpoints.requestAccess, inRoom());
    for (const answer of [there, nowhere, mine])
      expect([answer.status, answer.body]).toEqual([204, there.body]);
    expect(await openRequests(scene.administrator)).toHaveLength(1);
  });

  it('makes no news when it is made again, nor for 7 days after it was declined, and nobody is told', async () => {
    const { administrator, outsider } = scene;
    const [alices, mallorys] = [await open(administrator), await open(outsider)];
    const ask = () => outsider.call(endpoints.requestAccess, inRoom());
    const news = () => alices.received('admissions:changed').filter(({ request }) => request !== null);
    await ask();
    await ask();
    await alices.next('admissions:changed');
    await administrator.call(endpoints.declineAccess, whom(outsider));
    await alices.next('admissions:changed', ({ request }) => request === null);
    clock.advance(limits.rooms.accessRequestRestMs);
    await ask();
    expect(await openRequests(administrator)).toEqual([]);
    expect(news()).toHaveLength(1);
    clock.advance(1);
    await ask();
    expect(await openRequests(administrator)).toHaveLength(1);
    expect(mallorys.events).toEqual([]);
  });

  it('is the 101st of a room that is dropped without a word', async () => {
    const { administrator, outsider, room } = scene;
    await server.rows(
      'insert into access_requests (room_id, user_id, created_at) select $1, id, $3 from unnest($2::uuid[]) as id',
      [room.id, await manyPeople(server, 100), clock.now()],
    );
    await outsider.call(endpoints.requestAccess, inRoom());
    expect(await openRequests(administrator)).toHaveLength(100);
    await server.rows('delete from access_requests where room_id = $1', [room.id]);
    await outsider.call(endpoints.requestAccess, inRoom());
    expect(await openRequests(administrator)).toHaveLength(1);
  });

  it('is refused with 429 beyond 20 of one person in an hour, to whatever rooms', async () => {
    const lina = await aPerson(server, 'Lina');
    for (let count = 0; count < limits.throttles.maxAccessRequestsPerHour; count += 1)
      await lina.call(endpoints.requestAccess, inRoom(unknownRoom));
    for (const roomId of [unknownRoom, scene.room.id])
      expect(await lina.refusal(endpoints.requestAccess, inRoom(roomId))).toMatchObject({
        status: 429,
        code: 'TOO_MANY_ACCESS_REQUESTS',
      });
  });
});
