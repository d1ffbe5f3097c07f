import { isDeepStrictEqual } from 'node:util';
import {
  addMember,
  changeMember,
  changeRoom,
  changeWebhook,
  createRoom,
  createWebhook,
  deleteRoom,
  deleteWebhook,
  postMessage,
  regenerateWebhook,
  removeMember,
} from '@carillon/client';
import { limits, type InvitePolicy, type MemberRole, type MessageFormat } from '@carillon/contracts';
import fc, { type AsyncCommand } from 'fast-check';
import type { Actor, Model, ModelRoom, ModelWebhook } from './model.js';
import { outcomeOf, patiently, type Real } from './real.js';

export type Step = AsyncCommand<Model, Real>;

/** A URL that never was valid: a typing error in the token. */
const misspelt = (url: string) => `${url.slice(0, -1)}${url.endsWith('a') ? 'b' : 'a'}`;

export function expectSame(what: string, found: unknown, expected: unknown): void {
  if (isDeepStrictEqual(found, expected)) return;
  throw new Error(`${what}: found ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`);
}

/** Makes a step out of what it does; `check` tells whether the model allows it at all. */
function step(
  words: string,
  run: (model: Model, real: Real) => Promise<void>,
  check: (model: Readonly<Model>) => boolean = (model) => model.rooms.length > 0,
): Step {
  return { run, check, toString: () => words };
}

/** One of the things there are, whichever number was drawn. */
function pick<Item>(items: readonly Item[], draw: number): Item {
  const item = items[draw % items.length];
  if (item === undefined) throw new Error('There is nothing to choose from.');
  return item;
}

const makeRoom = (by: Actor, name: string) =>
  step(
    `${by} makes the room ${name}`,
    async (model, real) => {
      const { id } = await patiently(() => createRoom(real.http(by), { name }));
      model.rooms.push({
        id,
        name,
        invitePolicy: 'administrators',
        members: new Map([[by, 'administrator']]),
        webhooks: [],
        messages: [],
        isDeleted: false,
      });
    },
    () => true,
  );

const changeTheRoom = (by: Actor, draw: number, change: { name: string } | { invitePolicy: InvitePolicy }) =>
  step(`${by} changes room ${draw} to ${JSON.stringify(change)}`, async (model, real) => {
    const room = pick(model.rooms, draw);
    const { code } = await outcomeOf(() => changeRoom(real.http(by), room.id, change));
    expectSame('changing the room', code, model.refusal(by, room, 'administrator'));
    if (code === undefined) Object.assign(room, change);
  });

const deleteTheRoom = (by: Actor, draw: number) =>
  step(`${by} deletes room ${draw}`, async (model, real) => {
    const room = pick(model.rooms, draw);
    const { code } = await outcomeOf(() => deleteRoom(real.http(by), room.id));
    expectSame('deleting the room', code, model.refusal(by, room, 'administrator'));
    if (code === undefined) room.isDeleted = true;
  });

const add = (by: Actor, draw: number, whom: Actor) =>
  step(`${by} adds ${whom} to room ${draw}`, async (model, real) => {
    const room = pick(model.rooms, draw);
    const { email } = real.player(whom).person.account;
    const { code } = await outcomeOf(() => addMember(real.http(by), room.id, { email }));
    expectSame('adding a member', code, refusalOfAdding(model, room, by, whom));
    if (code === undefined) room.members.set(whom, 'member');
  });

function refusalOfAdding(model: Model, room: ModelRoom, by: Actor, whom: Actor): string | undefined {
  const needs = room.invitePolicy === 'everyone' ? 'member' : 'administrator';
  const refusal = model.refusal(by, room, needs);
  if (refusal === 'NOT_ADMINISTRATOR') return 'INVITING_RESTRICTED';
  return refusal ?? (room.members.has(whom) ? 'ALREADY_MEMBER' : undefined);
}

const remove = (by: Actor, draw: number, whom: Actor) =>
  step(`${by} takes ${whom} out of room ${draw}`, async (model, real) => {
    const room = pick(model.rooms, draw);
    const { userId } = real.player(whom).person.account;
    const { code } = await outcomeOf(() => removeMember(real.http(by), room.id, userId));
    const refusal = model.refusal(by, room, by === whom ? 'member' : 'administrator');
    expectSame('removing a member', code, refusal ?? refusalOfEnding(model, room, whom));
    if (code === undefined) room.members.delete(whom);
  });

const changeRole = (by: Actor, draw: number, whom: Actor, role: MemberRole) =>
  step(`${by} makes ${whom} ${role} of room ${draw}`, async (model, real) => {
    const room = pick(model.rooms, draw);
    const { userId } = real.player(whom).person.account;
    const { code } = await outcomeOf(() => changeMember(real.http(by), room.id, userId, { role }));
    const refusal = model.refusal(by, room, 'administrator');
    const isEnd = role === 'member' || !room.members.has(whom);
    expectSame('changing a role', code, refusal ?? (isEnd ? refusalOfEnding(model, room, whom) : undefined));
    if (code === undefined) room.members.set(whom, role);
  });

/** Nobody can be taken out who is not in, and no room is left without an administrator. */
function refusalOfEnding(model: Model, room: ModelRoom, whom: Actor): string | undefined {
  if (!room.members.has(whom)) return 'MEMBER_NOT_FOUND';
  return model.isLastAdministrator(whom, room) ? 'LAST_ADMINISTRATOR' : undefined;
}

const makeWebhook = (by: Actor, draw: number, name: string) =>
  step(`${by} makes the webhook ${name} in room ${draw}`, async (model, real) => {
    const room = pick(model.rooms, draw);
    const { code, view } = await outcomeOf(() => createWebhook(real.http(by), room.id, { name }));
    const isFull = room.webhooks.filter(({ isDeleted }) => !isDeleted).length >= limits.rooms.maxWebhooks;
    const refusal =
      model.refusal(by, room, 'administrator') ?? (isFull ? 'WEBHOOK_LIMIT_REACHED' : undefined);
    expectSame('making a webhook', code, refusal);
    if (view === undefined) return;
    const { id, format, url } = view;
    room.webhooks.push({ id, name, format, url, retired: [], isDeleted: false });
  });

/** A step on a webhook that exists or existed. */
const onWebhook = (
  words: string,
  draw: number,
  act: (model: Model, real: Real, room: ModelRoom, webhook: ModelWebhook) => Promise<void>,
) =>
  step(
    words,
    async (model, real) => {
      const all = model.rooms.flatMap((room) => room.webhooks.map((webhook) => ({ room, webhook })));
      const { room, webhook } = pick(all, draw);
      await act(model, real, room, webhook);
    },
    (model) => model.rooms.some(({ webhooks }) => webhooks.length > 0),
  );

function refusalOnWebhook(model: Model, by: Actor, room: ModelRoom, webhook: ModelWebhook) {
  return model.refusal(by, room, 'administrator') ?? (webhook.isDeleted ? 'WEBHOOK_NOT_FOUND' : undefined);
}

const changeTheWebhook = (by: Actor, draw: number, change: { name: string } | { format: MessageFormat }) =>
  onWebhook(
    `${by} changes webhook ${draw} to ${JSON.stringify(change)}`,
    draw,
    async (model, real, room, webhook) => {
      const { code } = await outcomeOf(() => changeWebhook(real.http(by), room.id, webhook.id, change));
      expectSame('changing a webhook', code, refusalOnWebhook(model, by, room, webhook));
      if (code === undefined) Object.assign(webhook, change);
    },
  );

const regenerate = (by: Actor, draw: number) =>
  onWebhook(`${by} regenerates webhook ${draw}`, draw, async (model, real, room, webhook) => {
    const { code, view } = await outcomeOf(() => regenerateWebhook(real.http(by), room.id, webhook.id));
    expectSame('regenerating a webhook', code, refusalOnWebhook(model, by, room, webhook));
    if (view === undefined) return;
    webhook.retired.push(webhook.url);
    webhook.url = view.url;
  });

const deleteTheWebhook = (by: Actor, draw: number) =>
  onWebhook(`${by} deletes webhook ${draw}`, draw, async (model, real, room, webhook) => {
    const { code } = await outcomeOf(() => deleteWebhook(real.http(by), room.id, webhook.id));
    expectSame('deleting a webhook', code, refusalOnWebhook(model, by, room, webhook));
    if (code === undefined) webhook.isDeleted = true;
  });

type Address = 'current' | 'retired' | 'misspelt';

const post = (draw: number, address: Address, content: string) =>
  onWebhook(`a post to the ${address} URL of webhook ${draw}`, draw, async (model, real, room, webhook) => {
    const retired = webhook.retired.at(-1);
    const url =
      address === 'misspelt'
        ? misspelt(webhook.url)
        : address === 'retired'
          ? (retired ?? webhook.url)
          : webhook.url;
    const { status, body } = await real.post(url, content);
    const isLive = url === webhook.url && !webhook.isDeleted && !room.isDeleted;
    expectSame('posting', status, address === 'misspelt' ? 403 : isLive ? 200 : 404);
    if (status !== 200) return;
    expectSame('the room of a post', body['RoomId'], room.id);
    model.store(room, { id: String(body['MessageId']), author: webhook, content });
  });

const write = (by: Actor, draw: number, content: string) =>
  step(`${by} writes into room ${draw}`, async (model, real) => {
    const room = pick(model.rooms, draw);
    const { code, view } = await outcomeOf(() => postMessage(real.http(by), room.id, { content }));
    expectSame('writing', code, model.refusal(by, room, 'member'));
    if (view === undefined) return;
    expectSame('the number of a message', view.seq, room.messages.length + 1);
    model.store(room, { id: view.id, author: { name: real.player(by).person.account.displayName }, content });
  });

/** What every trace begins with, so that there is something to act on. */
export const firstSteps: readonly Step[] = [makeRoom(0, 'First'), add(0, 0, 1), makeWebhook(0, 0, 'First')];

/** Every step there is, on anything there is, by anybody. */
export function steps(actors: number): fc.Arbitrary<Step>[] {
  // The first ones do the most: were all alike, most steps would be refused.
  const actor = fc.nat(actors * actors - 1).map((drawn) => actors - 1 - Math.floor(Math.sqrt(drawn)));
  const draw = fc.nat(11);
  const name = fc.constantFrom('Alpha', 'Beta', 'Gamma delta', 'Épsilon 🔔');
  const content = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .map((text) => `said ${text}`.trim());
  const roomChange = fc.oneof(
    name.map((value) => ({ name: value })),
    fc.constantFrom<InvitePolicy>('administrators', 'everyone').map((value) => ({ invitePolicy: value })),
  );
  const webhookChange = fc.oneof(
    name.map((value) => ({ name: value })),
    fc.constantFrom<MessageFormat>('markdown', 'plain').map((value) => ({ format: value })),
  );
  const role = fc.constantFrom<MemberRole>('administrator', 'member');
  // Mostly the URL that works, or little would be stored.
  const address = fc.constantFrom<Address>('current', 'current', 'current', 'retired', 'misspelt');
  return [
    fc.tuple(actor, name).map((drawn) => makeRoom(...drawn)),
    fc.tuple(actor, draw, actor).map((drawn) => add(...drawn)),
    fc.tuple(actor, draw, name).map((drawn) => makeWebhook(...drawn)),
    fc.tuple(draw, address, content).map((drawn) => post(...drawn)),
    fc.tuple(actor, draw, content).map((drawn) => write(...drawn)),
    fc.tuple(draw, address, content).map((drawn) => post(...drawn)),
    fc.tuple(actor, draw, content).map((drawn) => write(...drawn)),
    fc.tuple(actor, draw, roomChange).map((drawn) => changeTheRoom(...drawn)),
    fc.tuple(actor, draw, actor, role).map((drawn) => changeRole(...drawn)),
    fc.tuple(actor, draw, actor).map((drawn) => remove(...drawn)),
    fc.tuple(actor, draw, webhookChange).map((drawn) => changeTheWebhook(...drawn)),
    fc.tuple(actor, draw).map((drawn) => regenerate(...drawn)),
    fc.tuple(actor, draw).map((drawn) => deleteTheWebhook(...drawn)),
    fc.tuple(actor, draw).map((drawn) => deleteTheRoom(...drawn)),
  ];
}
