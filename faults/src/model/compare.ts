import {
  collectPages,
  listMembers,
  listMessages,
  listRooms,
  listRosterWebhooks,
  listWebhooks,
  readRoom,
} from '@carillon/client';
import { limits, type MessageAuthor } from '@carillon/contracts';
import { becomesTrue } from '../waiting.js';
import { expectSame } from './commands.js';
import type { Actor, Model, ModelRoom } from './model.js';
import { outcomeOf, patiently, type Real } from './real.js';

/** Events are sent before their cause is answered; this is for their way. Unit: milliseconds. */
const arrivalMs = 10_000;

/** Everything that anybody can read, against the model. */
export async function compareAll(model: Model, real: Real): Promise<void> {
  for (const actor of real.players.keys()) {
    await compareRooms(model, real, actor);
    for (const room of model.rooms) await compareRoom(model, real, actor, room);
    await compareTold(model, real, actor);
  }
}

async function compareRooms(model: Model, real: Real, actor: Actor): Promise<void> {
  const http = real.http(actor);
  const all = await patiently(() =>
    collectPages((request) => listRooms(http, request), limits.pages.maxSize),
  );
  const ids = new Set<string>(model.rooms.map(({ id }) => id));
  const mine = model.rooms.filter((room) => model.refusal(actor, room, 'member') === undefined);
  expectSame(
    `the rooms of ${actor}`,
    all
      .map(({ id }) => id)
      .filter((id) => ids.has(id))
      .toSorted(),
    mine.map(({ id }) => id).toSorted(),
  );
}

async function compareRoom(model: Model, real: Real, actor: Actor, room: ModelRoom): Promise<void> {
  const http = real.http(actor);
  const { code, view } = await outcomeOf(() => readRoom(http, room.id));
  expectSame(`the way of ${actor} into a room`, code, model.refusal(actor, room, 'member'));
  if (view === undefined) return;
  const role = room.members.get(actor);
  expectSame(
    'a room',
    [view.name, view.invitePolicy, view.memberCount, view.lastSeq, view.me.role],
    [room.name, room.invitePolicy, room.members.size, room.messages.length, role],
  );
  await compareMembers(real, actor, room);
  await compareMessages(real, actor, room);
  await compareWebhooks(real, actor, room);
}

async function compareMembers(real: Real, actor: Actor, room: ModelRoom): Promise<void> {
  const { items } = await patiently(() => listMembers(real.http(actor), room.id));
  const nameOf = (member: Actor) => real.player(member).person.account.userId;
  expectSame(
    'the members of a room',
    items.map(({ userId, role }) => `${userId} ${role}`).toSorted(),
    [...room.members].map(([member, role]) => `${nameOf(member)} ${role}`).toSorted(),
  );
}

async function compareMessages(real: Real, actor: Actor, room: ModelRoom): Promise<void> {
  const { items } = await patiently(() =>
    listMessages(real.http(actor), room.id, { limit: limits.pages.maxSize }),
  );
  expectSame(
    'the messages of a room',
    items.toReversed().map(({ id, seq, author, content }) => [id, seq, nameOfAuthor(author), content]),
    room.messages.map(({ id, author, content }, index) => [id, index + 1, author.name, content]),
  );
}

function nameOfAuthor(author: MessageAuthor): string {
  return author.kind === 'member' ? author.displayName : author.name;
}

async function compareWebhooks(real: Real, actor: Actor, room: ModelRoom): Promise<void> {
  const expected = room.webhooks.filter(({ isDeleted }) => !isDeleted);
  const roster = await patiently(() => listRosterWebhooks(real.http(actor), room.id));
  expectSame(
    'the webhooks of a roster',
    roster.items.map(({ id, name }) => `${id} ${name}`).toSorted(),
    expected.map(({ id, name }) => `${id} ${name}`).toSorted(),
  );
  const { code, view } = await outcomeOf(() => listWebhooks(real.http(actor), room.id));
  const isAdministrator = room.members.get(actor) === 'administrator';
  expectSame('the list of webhooks', code, isAdministrator ? undefined : 'NOT_ADMINISTRATOR');
  if (view === undefined) return;
  expectSame(
    'the webhooks of a room',
    view.items.map(({ id, name, format, url }) => [id, name, format, url].join(' ')).toSorted(),
    expected.map(({ id, name, format, url }) => [id, name, format, url].join(' ')).toSorted(),
  );
}

/** The open page of each member was told of every message while they were one, in order, and of no other. */
async function compareTold(model: Model, real: Real, actor: Actor): Promise<void> {
  const { told } = real.player(actor);
  const expected = model.told.get(actor);
  for (const { id } of model.rooms) {
    const ids = expected?.get(id) ?? [];
    await becomesTrue(() => (told.get(id)?.length ?? 0) >= ids.length, arrivalMs);
    expectSame(`what the page of ${actor} was told`, told.get(id) ?? [], ids);
  }
}
