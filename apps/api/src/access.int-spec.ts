import { createECDH } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  endpoints,
  type Access,
  type Endpoint,
  type EndpointName,
  type ErrorCode,
  type RoomView,
  type WebhookView,
} from '@carillon/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPerson, aScript, password, signInAgain, type Person } from '../test/factories/people.js';
import { aForm, anUpload, aPng } from '../test/factories/files.js';
import { addMember, aRoom, aWebhook } from '../test/factories/rooms.js';
import { Caller } from '../test/support/caller.js';
import { startTestServer, type TestServer } from '../test/support/test-server.js';

/** Everyone who may knock. The owner of the server has no part in the room: owning the server opens no room. */
const actors = [
  'anonymous',
  'outsider',
  'removed',
  'member',
  'administrator',
  'owner',
  'deactivated',
] as const;
type Actor = (typeof actors)[number];
type SignedIn = Exclude<Actor, 'anonymous'>;

/** What one cell of the matrix acts on: a room of its own, with a webhook, and the one who knocks. */
type Cell = { room: RoomView; webhook: WebhookView; actor: Actor; caller: Caller; number: number };
type RequestOf = (cell: Cell) => Parts | Promise<Parts>;
type Parts = { params?: Record<string, string>; query?: Record<string, string | number>; body?: unknown };

const unknownId = '00000000-0000-4000-8000-000000000000';
const allNames = Object.keys(endpoints) as EndpointName[];

let server: TestServer;
let people: Record<SignedIn, Person>;
let cells = 0;

beforeAll(async () => {
  server = await startTestServer({ environment: { WEBHOOK_POSTS_PER_SECOND: '0' } });
  const owner = await aPerson(server, 'Olivia');
  people = {
    owner,
    administrator: await aPerson(server, 'Alice'),
    member: await aPerson(server, 'Bob'),
    removed: await aPerson(server, 'Rita'),
    outsider: await aPerson(server, 'Mallory'),
    deactivated: await aPerson(server, 'Dora'),
  };
  await deactivateOnly(people.deactivated);
});
afterAll(() => server.stop());

/** Deactivates an account and puts its session back, so that the account is what refuses, not the lack of a session. */
async function deactivateOnly({ account: { userId } }: Person): Promise<void> {
  await server.rows('create temporary table kept as select * from sessions where user_id = $1', [userId]);
  await people.owner.call(endpoints.changePerson, { params: { userId }, body: { isDeactivated: true } });
  await server.rows('insert into sessions select * from kept');
}

/** A request that succeeds for whoever may make it. One row for each endpoint of the contract. */
const requests = {
  signUp: ({ number }) => ({
    body: { email: `new${number}@example.com`, displayName: 'New', password },
  }),
  readSignUpPolicy: () => ({}),
  createInvite: () => ({}),
  signIn: () => ({ body: { email: people.outsider.account.email, password } }),
  readSession: () => ({}),
  signOut: () => ({}),
  listPeople: () => ({}),
  changePerson: () => ({
    params: { userId: people.outsider.account.userId },
    body: { isDeactivated: false },
  }),
  findPeople: () => ({}),
  listSessions: () => ({}),
  endSession: async ({ actor }) => ({ params: { sessionId: await anotherSessionOf(actor) } }),
  endOtherSessions: () => ({}),
  changePassword: () => ({ body: { currentPassword: password, newPassword: password } }),
  changeProfile: () => ({ body: { displayName: 'Renamed' } }),
  readAvailability: () => ({}),
  changeAvailability: () => ({ body: { choice: 'busy' } }),
  listAccessTokens: () => ({}),
  createAccessToken: () => ({ body: { name: 'Backup' } }),
  deleteAccessToken: async ({ caller, actor }) => {
    if (actor === 'anonymous' || actor === 'deactivated') return { params: { accessTokenId: unknownId } };
    const { id } = await caller.call(endpoints.createAccessToken, { body: { name: 'Old' } });
    return { params: { accessTokenId: id } };
  },
  listRooms: () => ({}),
  createRoom: () => ({ body: { name: 'Kitchen' } }),
  openConversation: () => ({
    body: { userIds: [people.member.account.userId, people.removed.account.userId] },
  }),
  readRoom: inRoom,
  changeRoom: (cell) => ({ ...inRoom(cell), body: { name: 'Renamed' } }),
  deleteRoom: inRoom,
  changeMySettings: (cell) => ({ ...inRoom(cell), body: { isFavourite: true } }),
  listMembers: inRoom,
  addMember: (cell) => ({ ...inRoom(cell), body: { userId: people.outsider.account.userId } }),
  changeMember: (cell) => ({ ...onMember(cell), body: { role: 'administrator' } }),
  removeMember: onMember,
  invite: (cell) => ({ ...inRoom(cell), body: { userId: people.outsider.account.userId } }),
  listSentInvitations: inRoom,
  withdrawInvitation: async (cell) => ({ params: { ...inRoom(cell).params, userId: await anInvited(cell) } }),
  listInvitations: () => ({}),
  acceptInvitation: async (cell) => ({ params: { roomId: await aRoomInvitingTo(cell) } }),
  declineInvitation: async (cell) => ({ params: { roomId: await aRoomInvitingTo(cell) } }),
  requestAccess: () => ({ params: { roomId: unknownId } }),
  listAccessRequests: () => ({}),
  approveAccess: async (cell) => ({ params: { ...inRoom(cell).params, userId: await anAsking(cell) } }),
  declineAccess: async (cell) => ({ params: { ...inRoom(cell).params, userId: await anAsking(cell) } }),
  listMessages: inRoom,
  postMessage: (cell) => ({ ...inRoom(cell), body: { content: 'Hello' } }),
  listMessageChanges: (cell) => ({ ...inRoom(cell), query: { after: 0 } }),
  editMessage: async (cell) => ({ ...(await onMessage(cell)), body: { content: 'Edited' } }),
  deleteMessage: onMessage,
  addReaction: onReaction,
  removeReaction: onReaction,
  listPins: inRoom,
  pinMessage: onMessage,
  unpinMessage: onMessage,
  uploadAttachment: (cell) => ({ ...inRoom(cell), body: aForm('notes.txt', 'Some notes.') }),
  readAttachment: (cell) => aSentFile(cell, { name: 'notes.txt' }),
  readThumbnail: (cell) => aSentFile(cell, { name: 'grey.png', bytes: aPng(4, 4) }),
  discardAttachment: async ({ room, actor, caller }) => {
    const isIn = actor === 'member' || actor === 'administrator';
    const attachmentId = isIn ? (await anUpload(caller, room.id)).id : unknownId;
    return { params: { roomId: room.id, attachmentId } };
  },
  moveReadMarker: (cell) => ({ ...inRoom(cell), body: { lastReadSeq: 0 } }),
  readPush: () => ({}),
  subscribePush: ({ number }) => ({ body: aSubscription(number) }),
  forgetPush: () => ({}),
  searchMessages: () => ({ query: { q: 'hello' } }),
  listRosterWebhooks: inRoom,
  listWebhooks: inRoom,
  createWebhook: (cell) => ({ ...inRoom(cell), body: { name: 'Deploy' } }),
  changeWebhook: (cell) => ({ ...onWebhook(cell), body: { name: 'Renamed' } }),
  regenerateWebhook: onWebhook,
  deleteWebhook: onWebhook,
  sendTestMessage: onWebhook,
  listWebhookActivity: inRoom,
  listDeliveries: onWebhook,
  postAgain: async (cell) => ({
    params: { ...onWebhook(cell).params, deliveryId: await aDelivery(cell) },
  }),
} satisfies Record<EndpointName, RequestOf>;
const requestOf = (name: EndpointName): RequestOf => requests[name];

/** Of a browser that is nowhere; nothing is pushed in this spec. */
function aSubscription(number: number) {
  const browser = createECDH('prime256v1');
  const keys = { p256dh: browser.generateKeys('base64url'), auth: Buffer.alloc(16).toString('base64url') };
  return { endpoint: `https://push.example.com/${number}`, keys, device: 'desktop' };
}

/** Requests that end the other sessions of whoever makes them: the one they are made with must be the one that stays. */
const endsOtherSessions = ['endOtherSessions', 'changePassword'];

async function anotherSessionOf(actor: Actor): Promise<string> {
  if (actor === 'anonymous' || actor === 'deactivated') return unknownId;
  const session = await (await signInAgain(server, people[actor])).call(endpoints.readSession);
  return session.sessionId ?? unknownId;
}

/** What an administrator may post again. */
async function aDelivery({ room, webhook }: Cell): Promise<string> {
  const { pathname, search } = new URL(webhook.url);
  await fetch(server.url + pathname + search, { method: 'POST', body: '{"Content":"Hello"}' });
  const params = { roomId: room.id, webhookId: webhook.id };
  const { items } = await people.administrator.call(endpoints.listDeliveries, { params });
  return items[0]?.id ?? unknownId;
}

/** What an administrator has sent to the room. */
async function aSentFile({ room }: Cell, file: { name: string; bytes?: Uint8Array }) {
  const { id } = await anUpload(people.administrator, room.id, file);
  const params = { roomId: room.id };
  await people.administrator.call(endpoints.postMessage, {
    params,
    body: { content: '', attachmentIds: [id] },
  });
  return { params: { ...params, attachmentId: id } };
}

async function anInvited({ room }: Cell): Promise<string> {
  const { userId } = people.removed.account;
  await people.administrator.call(endpoints.invite, { params: { roomId: room.id }, body: { userId } });
  return userId;
}

/** A room that whoever knocks is invited to; nothing of it is theirs before. */
async function aRoomInvitingTo({ actor }: Cell): Promise<string> {
  if (actor === 'anonymous' || actor === 'deactivated') return unknownId;
  const host = await aPerson(server, 'Holly');
  const room = await aRoom(host);
  const { userId } = people[actor].account;
  await host.call(endpoints.invite, { params: { roomId: room.id }, body: { userId } });
  return room.id;
}

async function anAsking({ room }: Cell): Promise<string> {
  const asking = await aPerson(server, 'Astrid');
  await asking.call(endpoints.requestAccess, { params: { roomId: room.id } });
  return asking.account.userId;
}

function inRoom({ room }: Cell) {
  return { params: { roomId: room.id } };
}

function onMember({ room }: Cell) {
  return { params: { roomId: room.id, userId: people.member.account.userId } };
}

/** A message of whoever knocks, if they can write one. */
async function onMessage({ room, actor, caller }: Cell) {
  const params = { roomId: room.id };
  if (actor !== 'member' && actor !== 'administrator') return { params: { ...params, messageId: unknownId } };
  const { id } = await caller.call(endpoints.postMessage, { params, body: { content: 'Hello' } });
  return { params: { ...params, messageId: id } };
}

async function onReaction(cell: Cell) {
  return { params: { ...(await onMessage(cell)).params, emoji: 'tada' } };
}

function onWebhook({ room, webhook }: Cell) {
  return { params: { roomId: room.id, webhookId: webhook.id } };
}

/** A room for this cell alone, and a session too where the request ends it. */
async function aCell(name: EndpointName, actor: Actor, caller?: Caller): Promise<Cell> {
  cells += 1;
  const isInRoom = ['member', 'administrator'].includes(endpoints[name].access);
  const scene = isInRoom ? await aRoomOfAll() : noScene;
  return { ...scene, actor, caller: caller ?? (await callerFor(name, actor)), number: cells };
}

/** Nothing in these cells reads it: their endpoints are not about a room. */
const noScene = {} as { room: RoomView; webhook: WebhookView };

async function aRoomOfAll() {
  const { administrator, member, removed } = people;
  const room = await aRoom(administrator);
  const params = { roomId: room.id };
  await addMember(administrator, room.id, member);
  await addMember(administrator, room.id, removed);
  const leaver = { ...params, userId: removed.account.userId };
  await administrator.call(endpoints.removeMember, { params: leaver });
  await server.rows(
    "insert into memberships (room_id, user_id, role, joined_at) values ($1, $2, 'administrator', now())",
    [room.id, people.deactivated.account.userId],
  );
  await administrator.call(endpoints.changeRoom, { params, body: { invitePolicy: 'everyone' } });
  return { room, webhook: await aWebhook(administrator, room.id) };
}

async function callerFor(name: EndpointName, actor: Actor): Promise<Caller> {
  if (actor === 'anonymous') return new Caller(server.url);
  return name === 'signOut' && actor !== 'deactivated' ? signInAgain(server, people[actor]) : people[actor];
}

/** What the table promises this actor: success, or a refusal by this code. */
function expected(access: Access, actor: Actor): 'success' | ErrorCode {
  if (access === 'anyone') return 'success';
  if (actor === 'anonymous' || actor === 'deactivated') return 'NOT_SIGNED_IN';
  if (access === 'signed-in') return 'success';
  if (access === 'owner') return actor === 'owner' ? 'success' : 'NOT_OWNER';
  if (actor === 'administrator') return 'success';
  if (actor !== 'member') return 'ROOM_NOT_FOUND';
  return access === 'member' ? 'success' : 'NOT_ADMINISTRATOR';
}

const statuses = { NOT_SIGNED_IN: 401, NOT_OWNER: 403, NOT_ADMINISTRATOR: 403, ROOM_NOT_FOUND: 404 };

describe.each(allNames)('access to %s', (name) => {
  const endpoint: Endpoint = endpoints[name];

  it.each(actors)(`is what the contract says (${endpoint.access}) for: %s`, async (actor) => {
    const cell = await aCell(name, actor);
    const parts: Parts = await requestOf(name)(cell);
    const answer = await cell.caller.try(endpoint, parts);
    const code = expected(endpoint.access, actor);
    if (code === 'success') {
      expect(answer).toMatchObject({ status: endpoint.status });
      return;
    }
    const status = statuses[code as keyof typeof statuses];
    expect(answer).toMatchObject({ status, body: { code, status } });
    if (code !== 'ROOM_NOT_FOUND') return;
    const nowhere = { ...parts, params: { ...parts.params, roomId: unknownId } };
    const unknown = await cell.caller.try(endpoint, nowhere);
    expect(answer.body).toEqual(unknown.body);
  });
});

/** Who succeeds at an endpoint, whatever it asks for. */
function mostAllowed(endpoint: Endpoint): SignedIn {
  return endpoint.access === 'owner' ? 'owner' : 'administrator';
}

const unsafe = allNames.filter((name) => endpoints[name].method !== 'GET');

describe('requests that a page of another site makes with the cookie of a reader', () => {
  it.each(unsafe)('are refused with 403 at %s, and those of an own page are not', async (name) => {
    const endpoint: Endpoint = endpoints[name];
    const person = people[mostAllowed(endpoint)];
    const { cookie } = endsOtherSessions.includes(name) ? person : await signInAgain(server, person);
    const cell = await aCell(name, mostAllowed(endpoint), person);
    const parts: Parts = await requestOf(name)(cell);
    const from = (origin: string) => new Caller(server.url, { cookie, origin }).try(endpoint, parts);
    for (const foreign of ['https://evil.example', 'null', `http://localhost.evil.example:${server.port}`])
      expect(await from(foreign)).toMatchObject({ status: 403, body: { code: 'ORIGIN_REFUSED' } });
    expect(await from(server.url)).toMatchObject({ status: endpoint.status });
  });
});

describe('an access token', () => {
  const needsCookie = allNames.filter((name) =>
    (endpoints[name] as Endpoint).errors.includes('COOKIE_SESSION_NEEDED'),
  );
  const others = allNames.filter(
    (name) => endpoints[name].access !== 'anyone' && !needsCookie.includes(name),
  );

  let scripts: Record<'owner' | 'administrator', Caller>;
  beforeAll(async () => {
    scripts = {
      owner: await aScript(server, people.owner, { origin: 'https://tool.example' }),
      administrator: await aScript(server, people.administrator, { origin: 'https://tool.example' }),
    };
  });

  it.each(others)('works at %s as a cookie does, from whatever page', async (name) => {
    const endpoint: Endpoint = endpoints[name];
    const script = scripts[endpoint.access === 'owner' ? 'owner' : 'administrator'];
    const cell = await aCell(name, mostAllowed(endpoint), script);
    const answer = await cell.caller.try(endpoint, await requestOf(name)(cell));
    expect(answer).toMatchObject({ status: endpoint.status });
  });

  it('cannot make itself permanent, lock its person out, or take an account away', () => {
    expect(needsCookie.sort()).toEqual([
      'changePassword',
      'changePerson',
      'createAccessToken',
      'deleteAccessToken',
      'endOtherSessions',
      'endSession',
      'forgetPush',
      'subscribePush',
    ]);
  });

  it.each(needsCookie)('is refused at %s: 403 COOKIE_SESSION_NEEDED', async (name) => {
    const cell = await aCell(name, 'owner', scripts.owner);
    const parts =
      name === 'deleteAccessToken' ? { params: { accessTokenId: unknownId } } : await requestOf(name)(cell);
    const refused = { status: 403, body: { code: 'COOKIE_SESSION_NEEDED' } };
    expect(await scripts.owner.try(endpoints[name], parts as never)).toMatchObject(refused);
  });

  it('that is not right gets 401, also beside a cookie that is', async () => {
    const { cookie } = people.outsider;
    const caller = new Caller(server.url, { cookie, authorization: 'Bearer carillon_pat_wrong' });
    expect(await caller.refusal(endpoints.readSession)).toMatchObject({ status: 401, code: 'NOT_SIGNED_IN' });
  });
});

describe('the routes of the server', () => {
  /** What runs beside the API, each with a reason to be open to anyone. */
  const beside = ['/health/live', '/health/ready', '/metrics', '/api/openapi.json'];
  const docsPage = /^\/api\/docs(\/|$)/;

  it('has a row in this matrix for each endpoint of the contract', () => {
    expect(Object.keys(requests).sort()).toEqual([...allNames].sort());
  });

  it('are those of the contract, the probes, the API docs and the web client, and no others', () => {
    const known = new Set([
      ...Object.values<Endpoint>(endpoints).map(({ method, path }) => `${method} ${path}`),
      ...beside.map((path) => `GET ${path}`),
      ...webClientRoutes(),
    ]);
    const strangers = server.routes
      .map((route) => route.replace(/^HEAD /, 'GET '))
      .filter((route) => !known.has(route) && !docsPage.test(route.replace(/^GET /, '')));
    expect(strangers).toEqual([]);
  });

  it('include every endpoint of the contract', () => {
    for (const { method, path } of Object.values<Endpoint>(endpoints))
      expect(server.routes).toContain(`${method} ${path}`);
  });
});

/** One route for each file of the built client, and its page for every other address; none where it is not built. */
function webClientRoutes(): string[] {
  const folder = fileURLToPath(new URL('../../web/dist', import.meta.url));
  try {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return ['GET /*', ...files.map((file) => `GET /${file}`)];
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
