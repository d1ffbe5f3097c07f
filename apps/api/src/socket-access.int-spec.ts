import {
  endpoints,
  realtimeEvents,
  type ClientToServerEvents,
  type ErrorCode,
  type RoomView,
  type ServerToClientEvents,
} from '@carillon/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { aPerson, signInAgain, type Person } from '../test/factories/people.js';
import { addMember, aRoom, aWebhook } from '../test/factories/rooms.js';
import { connect, type Inbox } from '../test/support/socket.js';
import { startTestServer, type TestServer } from '../test/support/test-server.js';

/** Everyone who may knock, as in `access.int-spec.ts`; who is anonymous has no socket. */
type SignedIn = 'outsider' | 'removed' | 'member' | 'administrator' | 'owner' | 'deactivated';
type ClientEvent = keyof ClientToServerEvents;
/** Events that tell nothing of anybody, and so may be told to everybody. */
const withoutContent = ['sync:needed'] as const;
type ServerEvent = Exclude<keyof ServerToClientEvents, (typeof withoutContent)[number]>;
/** Fails to compile once such an event gets content. */
const tellNothing: Parameters<ServerToClientEvents[(typeof withoutContent)[number]]>['length'] = 0;

/** How soon access must end over a socket that is open. */
const soonMs = 1_000;

let server: TestServer;
let people: Record<SignedIn, Person>;
const opened: Inbox[] = [];

beforeAll(async () => {
  server = await startTestServer({ environment: { WEBHOOK_POSTS_PER_SECOND: '0' } });
  people = {
    owner: await aPerson(server, 'Olivia'),
    administrator: await aPerson(server, 'Alice'),
    member: await aPerson(server, 'Bob'),
    removed: await aPerson(server, 'Rita'),
    outsider: await aPerson(server, 'Mallory'),
    deactivated: await aPerson(server, 'Dora'),
  };
});
afterAll(() => server.stop());
afterEach(async () => {
  for (const inbox of opened.splice(0)) inbox.close();
  await setDeactivated(false);
});

const setDeactivated = (isDeactivated: boolean) =>
  people.owner.call(endpoints.changePerson, {
    params: { userId: people.deactivated.account.userId },
    body: { isDeactivated },
  });

type Scene = { room: RoomView; inboxes: Record<SignedIn, Inbox> };

/**
 * A room, and a socket of everybody that was open before anyone's access ended: `removed` was removed and
 * `deactivated` was deactivated under theirs.
 */
async function aScene(): Promise<Scene> {
  const { administrator, member, removed } = people;
  people.deactivated = await signInAgain(server, people.deactivated);
  const room = await aRoom(administrator);
  for (const person of [member, removed, people.deactivated]) await addMember(administrator, room.id, person);
  const open = async (person: Person) => {
    const inbox = await connect(server, { cookie: person.cookie });
    opened.push(inbox);
    return inbox;
  };
  const inboxes = {
    owner: await open(people.owner),
    administrator: await open(administrator),
    member: await open(member),
    removed: await open(removed),
    outsider: await open(people.outsider),
    deactivated: await open(people.deactivated),
  };
  await administrator.call(endpoints.removeMember, {
    params: { roomId: room.id, userId: removed.account.userId },
  });
  const closed = new Promise((resolve) => inboxes.deactivated.socket.once('disconnect', resolve));
  await setDeactivated(true);
  const start = performance.now();
  await closed;
  expect(performance.now() - start).toBeLessThan(soonMs);
  await inboxes.removed.next('room:left', ({ roomId }) => roomId === room.id);
  return { room, inboxes };
}

/** What each request of a client is answered. `ok`: it is done, or there was nothing to do. */
const requests = {
  'room:open': { member: 'ok', administrator: 'ok', others: 'ROOM_NOT_FOUND' },
  'room:close': { member: 'ok', administrator: 'ok', others: 'ok' },
  'deliveries:watch': { member: 'NOT_ADMINISTRATOR', administrator: 'ok', others: 'ROOM_NOT_FOUND' },
  'deliveries:unwatch': { member: 'ok', administrator: 'ok', others: 'ok' },
  'typing:report': { member: 'ok', administrator: 'ok', others: 'ROOM_NOT_FOUND' },
  'activity:report': { member: 'ok', administrator: 'ok', others: 'ok' },
} satisfies Record<ClientEvent, Record<'member' | 'administrator' | 'others', 'ok' | ErrorCode>>;

describe.each(realtimeEvents.clientToServer)('%s', (name) => {
  const row = requests[name as ClientEvent];

  it.each(['anonymous', 'deactivated'] as const)('cannot be sent by: %s', async (actor) => {
    if (actor === 'deactivated') await setDeactivated(true);
    const headers = actor === 'anonymous' ? {} : { cookie: people.deactivated.cookie };
    await expect(connect(server, headers)).rejects.toMatchObject({ data: { code: 'NOT_SIGNED_IN' } });
  });

  it('is answered to everybody else as the table says', async () => {
    const { room, inboxes } = await aScene();
    for (const actor of ['outsider', 'removed', 'owner', 'member', 'administrator'] as const) {
      const expected = actor === 'member' || actor === 'administrator' ? row[actor] : row.others;
      const ask = (roomId: string): Promise<unknown> =>
        untyped(inboxes[actor]).emitWithAck(name, { roomId, isIdle: false });
      const answer = await ask(room.id);
      if (expected === 'ok') expect(answer, actor).toEqual({ ok: true, data: null });
      else expect(answer, actor).toMatchObject({ ok: false, code: expected });
      if (expected !== 'ROOM_NOT_FOUND') continue;
      // A room one may not know of and one that is not there are answered alike.
      expect(answer, actor).toEqual(await ask('00000000-0000-4000-8000-000000000000'));
    }
  });
});

async function aMessage(room: RoomView) {
  const params = { roomId: room.id };
  return (await people.administrator.call(endpoints.postMessage, { params, body: { content: 'secret' } })).id;
}

/** What makes each event of the server happen, and who is told of it. Whoever is not named must learn nothing. */
const events = {
  'message:created': {
    audience: ['member', 'administrator'],
    cause: ({ room }) =>
      people.administrator.call(endpoints.postMessage, {
        params: { roomId: room.id },
        body: { content: 'secret' },
      }),
  },
  'message:updated': {
    audience: ['member', 'administrator'],
    cause: async ({ room }) => {
      const params = { roomId: room.id, messageId: await aMessage(room) };
      await people.administrator.call(endpoints.editMessage, { params, body: { content: 'edited' } });
    },
  },
  'message:deleted': {
    audience: ['member', 'administrator'],
    cause: async ({ room }) => {
      const params = { roomId: room.id, messageId: await aMessage(room) };
      await people.administrator.call(endpoints.deleteMessage, { params });
    },
  },
  'message:reacted': {
    audience: ['member', 'administrator'],
    cause: async ({ room }) => {
      const params = { roomId: room.id, messageId: await aMessage(room), emoji: 'tada' };
      await people.member.call(endpoints.addReaction, { params });
    },
  },
  'roster:changed': {
    audience: ['member', 'administrator'],
    cause: ({ room }) => aWebhook(people.administrator, room.id),
  },
  'room:updated': {
    audience: ['member', 'administrator'],
    cause: ({ room }) =>
      people.administrator.call(endpoints.changeRoom, { params: { roomId: room.id }, body: { name: 'New' } }),
  },
  'room:joined': {
    audience: ['outsider'],
    cause: async ({ room }) => {
      await addMember(people.administrator, room.id, people.outsider);
      // In the next scene they are nobody's fellow member.
      const params = { roomId: room.id, userId: people.outsider.account.userId };
      await people.administrator.call(endpoints.removeMember, { params });
    },
  },
  'room:left': {
    audience: ['member'],
    cause: ({ room }) =>
      people.member.call(endpoints.removeMember, {
        params: { roomId: room.id, userId: people.member.account.userId },
      }),
  },
  'room:read': {
    audience: ['member'],
    cause: async ({ room }) => {
      const params = { roomId: room.id };
      await people.administrator.call(endpoints.postMessage, { params, body: { content: 'secret' } });
      await people.member.call(endpoints.moveReadMarker, { params, body: { lastReadSeq: 1 } });
    },
  },
  'settings:changed': {
    audience: ['member'],
    cause: ({ room }) =>
      people.member.call(endpoints.changeMySettings, {
        params: { roomId: room.id },
        body: { isFavourite: true },
      }),
  },
  'deliveries:recorded': {
    audience: ['administrator'],
    cause: async ({ room, inboxes }) => {
      for (const actor of ['administrator', 'member', 'removed', 'outsider', 'owner'] as const)
        await inboxes[actor].socket.emitWithAck('deliveries:watch', { roomId: room.id });
      const { pathname, search } = new URL((await aWebhook(people.administrator, room.id)).url);
      await fetch(server.url + pathname + search, { method: 'POST', body: '{"Content":"secret"}' });
    },
  },
  'typing:reported': {
    audience: ['administrator'],
    cause: async ({ room, inboxes }) => {
      for (const actor of ['administrator', 'member', 'removed', 'outsider', 'owner'] as const)
        await inboxes[actor].socket.emitWithAck('room:open', { roomId: room.id });
      await inboxes.member.socket.emitWithAck('typing:report', { roomId: room.id });
    },
  },
  'invitation:received': {
    audience: ['outsider'],
    cause: ({ room }) => invite(room),
  },
  'invitation:ended': {
    audience: ['outsider'],
    cause: async ({ room }) => {
      await invite(room);
      await people.outsider.call(endpoints.declineInvitation, { params: { roomId: room.id } });
    },
  },
  'admissions:changed': {
    audience: ['administrator'],
    cause: ({ room }) => people.outsider.call(endpoints.requestAccess, { params: { roomId: room.id } }),
  },
  'availability:changed': {
    audience: ['member', 'administrator'],
    cause: async (scene) => {
      await people.member.call(endpoints.changeAvailability, { body: statusNaming(scene) });
      // It is told a little later, to everybody in one go.
      const { administrator } = scene.inboxes;
      await until(administrator, () => about(scene, administrator, 'availability:changed').length > 0);
    },
  },
  'availability:chosen': {
    audience: ['member'],
    cause: (scene) => people.member.call(endpoints.changeAvailability, { body: statusNaming(scene) }),
  },
} satisfies Record<ServerEvent, Row>;

function invite({ id: roomId }: RoomView) {
  const { userId } = people.outsider.account;
  return people.administrator.call(endpoints.invite, { params: { roomId }, body: { userId } });
}

type Row = { audience: SignedIn[]; cause: (scene: Scene) => Promise<unknown> };

/** Carries the id of the scene's room, by which its events are told from others. */
function statusNaming({ room }: Scene) {
  return { status: { text: room.id } };
}

describe.each(Object.keys(events))('%s', (name) => {
  it('is told to those whom it concerns, and to nobody else', async () => {
    const scene = await aScene();
    const { audience, cause }: Row = events[name as ServerEvent];
    const before = Object.fromEntries(
      Object.entries(scene.inboxes).map(([actor, inbox]) => [actor, about(scene, inbox, name).length]),
    );
    await cause(scene);
    const isNew = (actor: SignedIn) => about(scene, scene.inboxes[actor], name).length > (before[actor] ?? 0);
    for (const actor of audience) await until(scene.inboxes[actor], () => isNew(actor));
    for (const actor of ['outsider', 'removed', 'member', 'administrator', 'owner'] as const) {
      await mark(scene.inboxes[actor], people[actor]);
      expect(isNew(actor), actor).toBe(audience.includes(actor));
    }
    expect(scene.inboxes.deactivated.socket.connected).toBe(false);
    expect(isNew('deactivated')).toBe(false);
  });
});

/** For what no client of ours sends. */
function untyped({ socket }: Inbox) {
  return socket as unknown as { emitWithAck: (name: string, payload: unknown) => Promise<unknown> };
}

/** The events of this name about the room of the scene. */
function about({ room }: Scene, inbox: Inbox, name: string) {
  return inbox.events.filter(
    (event) => event.name === name && JSON.stringify(event.payload).includes(room.id),
  );
}

/** Resolves with the event, received already or yet to come, after which `isTrue`. */
async function until(inbox: Inbox, isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise<void>((resolve) => inbox.socket.onAny(() => resolve()));
}

/** A message in a room of this person alone: whatever was told before it has come by then. */
async function mark(inbox: Inbox, person: Person): Promise<void> {
  const { id } = await aRoom(person, 'Marker');
  await person.call(endpoints.postMessage, { params: { roomId: id }, body: { content: 'marker' } });
  await inbox.next('message:created', (message) => message.roomId === id);
}

describe('the events of the contract', () => {
  it('have a row in this matrix each', () => {
    expect(Object.keys(requests).sort()).toEqual([...realtimeEvents.clientToServer].sort());
    expect([...Object.keys(events), ...withoutContent].sort()).toEqual(
      [...realtimeEvents.serverToClient].sort(),
    );
    expect(tellNothing).toBe(0);
  });

  it('are all that the server listens to: any other name is left unanswered, and nothing breaks', async () => {
    const { inboxes, room } = await aScene();
    const { socket } = inboxes.member;
    const untyped = socket as unknown as { emit: (name: string, ...values: unknown[]) => void };
    let isAnswered = false;
    for (const name of ['message:create', 'error', '__proto__', 'constructor', ''])
      untyped.emit(name, { roomId: room.id }, () => (isAnswered = true));
    expect(await socket.emitWithAck('room:open', { roomId: room.id })).toEqual({ ok: true, data: null });
    expect(isAnswered).toBe(false);
  });
});
