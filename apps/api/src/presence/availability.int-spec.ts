import { endpoints, type AvailabilityView, type UserId } from '@carillon/contracts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aPerson, type Person } from '../../test/factories/people.js';
import { addMember, aRoom, aScene, fillRoom, type Scene } from '../../test/factories/rooms.js';
import { HeldClock } from '../../test/support/held-clock.js';
import { connect, type Inbox } from '../../test/support/socket.js';
import { startTestServer, type TestServer } from '../../test/support/test-server.js';

const clock = new HeldClock();
const minute = 60_000;
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
const change = (person: Person, body: object) => person.call(endpoints.changeAvailability, { body });
const inMs = (ms: number) => new Date(clock.now().getTime() + ms).toISOString();
/** Resolves once this person is told that the other is to be reached like this. */
const told = (inbox: Inbox, { account }: Person, expected: Partial<AvailabilityView>) =>
  inbox.next('availability:changed', ({ people }) =>
    people.some(
      ({ userId, availability }) =>
        userId === account.userId &&
        Object.entries(expected).every(
          ([key, value]) =>
            JSON.stringify(availability[key as keyof AvailabilityView]) === JSON.stringify(value),
        ),
    ),
  );
const rosterEntry = async (reader: Person, userId: UserId) => {
  const params = { roomId: scene.room.id };
  const { items } = await reader.call(endpoints.listMembers, { params });
  return items.find((member) => member.userId === userId);
};

describe('availability', () => {
  it('follows the devices: offline, available, idle when none was touched, and back', async () => {
    const { administrator, member } = scene;
    const alices = await open(administrator);
    expect(await rosterEntry(administrator, member.account.userId)).toMatchObject({
      availability: { state: 'offline', status: null },
    });
    const [laptop, phone] = [await open(member), await open(member)];
    await told(alices, member, { state: 'available' });
    await laptop.socket.emitWithAck('activity:report', { isIdle: true });
    await phone.socket.emitWithAck('activity:report', { isIdle: true });
    await told(alices, member, { state: 'idle' });
    expect(await rosterEntry(administrator, member.account.userId)).toMatchObject({
      availability: { state: 'idle' },
    });
    alices.events.splice(0);
    phone.close();
    await laptop.socket.emitWithAck('activity:report', { isIdle: false });
    await told(alices, member, { state: 'available' });
    laptop.close();
    await told(alices, member, { state: 'offline' });
  });

  it('that is chosen is told to who shares a room, and to all devices of who chose it', async () => {
    const { administrator, member, outsider } = scene;
    const [alices, mallorys] = [await open(administrator), await open(outsider)];
    const [laptop, phone] = [await open(member), await open(member)];
    const status = { text: 'In a call', emoji: '📞', until: null };
    const mine = await change(member, { choice: 'busy', status });
    expect(mine).toEqual({ choice: 'busy', until: null, status });
    await told(alices, member, { state: 'busy', status: { text: 'In a call', emoji: '📞' } });
    for (const inbox of [laptop, phone])
      await inbox.next('availability:chosen', (chosen) => chosen.choice === 'busy');
    expect(await member.call(endpoints.readAvailability)).toEqual(mine);
    await change(member, { choice: 'automatic' });
    expect(await member.call(endpoints.readAvailability)).toMatchObject({ choice: 'automatic', status });
    expect(JSON.stringify(mallorys.events)).not.toContain(member.account.userId);
  });

  it('that is chosen until a time ends then, and is told', async () => {
    const { administrator, member } = scene;
    const alices = await open(administrator);
    await open(member);
    const status = { text: 'Lunch', until: inMs(30 * minute) };
    await change(member, { choice: 'do-not-disturb', until: inMs(60 * minute), status });
    await told(alices, member, { state: 'do-not-disturb', status: { text: 'Lunch', emoji: null } });
    clock.advance(30 * minute);
    await told(alices, member, { state: 'do-not-disturb', status: null });
    clock.advance(30 * minute);
    await told(alices, member, { state: 'available', status: null });
    expect(await member.call(endpoints.readAvailability)).toEqual({
      choice: 'automatic',
      until: null,
      status: null,
    });
  });

  it('of who hides is offline, and they are present nowhere until they cease to', async () => {
    const { administrator, member, room } = scene;
    const alices = await open(administrator);
    const bobs = await open(member);
    const userId = member.account.userId;
    const isPresent = (expected: boolean) =>
      alices.next(
        'roster:changed',
        ({ change: { kind, ...rest } }) =>
          kind === 'presence-changed' && 'isPresent' in rest && rest.isPresent === expected,
      );
    await bobs.socket.emitWithAck('room:open', { roomId: room.id });
    await isPresent(true);
    await change(member, { choice: 'hidden' });
    await isPresent(false);
    await told(alices, member, { state: 'offline' });
    expect(await rosterEntry(administrator, userId)).toMatchObject({
      isPresent: false,
      availability: { state: 'offline' },
    });
    // Nor does @Present alert them, which would name them to everybody.
    const message = await administrator.call(endpoints.postMessage, {
      params: { roomId: room.id },
      body: { content: '@Present' },
    });
    expect(message.mentions.present).toEqual([]);
    // A device that comes now is not seen either.
    alices.events.splice(0);
    const phone = await open(member);
    await phone.socket.emitWithAck('room:open', { roomId: room.id });
    await change(member, { choice: 'automatic' });
    await isPresent(true);
    expect(alices.received('roster:changed')).toHaveLength(1);
  });

  it('is told once to who shares several rooms, and within 6 seconds in a room of 501', async () => {
    const { administrator, member, room } = scene;
    for (let count = 0; count < 5; count += 1)
      await addMember(administrator, (await aRoom(administrator)).id, member);
    const alices = await open(administrator);
    await open(member);
    await told(alices, member, { state: 'available' });
    await change(member, { choice: 'busy' });
    await told(alices, member, { state: 'busy' });
    const news = alices
      .received('availability:changed')
      .flatMap(({ people }) => people)
      .filter(({ userId }) => userId === member.account.userId);
    expect(news.map(({ availability }) => availability.state)).toEqual(['available', 'busy']);
    await fillRoom(server, room.id, 501);
    const watcher = await aPerson(server, 'Walter');
    await addMember(administrator, room.id, watcher);
    const walters = await open(watcher);
    await change(member, { choice: 'do-not-disturb' });
    await told(walters, member, { state: 'do-not-disturb' });
  }, 20_000);

  it.each([
    [{ status: { text: 'x'.repeat(101) } }],
    [{ status: { text: 'two\nlines' } }],
    [{ status: { emoji: 'ab' } }],
    [{ status: { emoji: '7' } }],
    [{ status: {} }],
    [{ choice: 'offline' }],
    [{ choice: 'busy', until: 'tomorrow' }],
  ])('that makes no sense is refused: %j', async (body) => {
    expect(await scene.member.refusal(endpoints.changeAvailability, { body: body as never })).toMatchObject({
      status: 400,
      code: 'VALIDATION_FAILED',
    });
  });

  it.each(['👩‍👩‍👧‍👦', '7️⃣', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '☕', '👍🏽'])('can be said with %s', async (emoji) => {
    expect(await change(scene.member, { status: { emoji } })).toMatchObject({
      status: { text: null, emoji },
    });
  });
});
