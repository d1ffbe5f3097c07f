import { randomUUID } from 'node:crypto';
import { endpoints, limits, type Endpoint, type EndpointName, type RoomId } from '@carillon/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { aPerson, type Person } from '../test/factories/people.js';
import { aRoom } from '../test/factories/rooms.js';
import { RawHttp } from '../test/support/raw-http.js';
import { connect, type Inbox } from '../test/support/socket.js';
import { startTestServer, type TestServer } from '../test/support/test-server.js';

type JsonSchema = {
  type?: string;
  format?: string;
  const?: unknown;
  enum?: unknown[];
  maxLength?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
};

/** One field that a request can hold: where it is, and its schema. */
type Field = { name: EndpointName; part: 'params' | 'query' | 'body'; path: string[]; schema: JsonSchema };

const names = Object.keys(endpoints) as EndpointName[];

function fieldsOf(name: EndpointName, part: Field['part']): Field[] {
  const schema = (endpoints[name] as Endpoint)[part];
  if (schema instanceof z.ZodUndefined) return [];
  const root = z.toJSONSchema(schema, { io: 'input' }) as JsonSchema;
  const walk = (given: JsonSchema, path: string[]): Field[] => {
    const at = given.$ref === undefined ? given : (root.$defs?.[given.$ref.replace('#/$defs/', '')] ?? {});
    return [
      { name, part, path, schema: at },
      ...(at.anyOf ?? []).flatMap((option) => walk(option, path)),
      ...Object.entries(at.properties ?? {}).flatMap(([key, value]) => walk(value, [...path, key])),
      ...(at.items === undefined ? [] : walk(at.items, [...path, '0'])),
    ];
  };
  return walk(root, []);
}

const fields = names.flatMap((name) =>
  (['params', 'query', 'body'] as const).flatMap((part) => fieldsOf(name, part)),
);
const label = ({ name, part, path }: Field) => [name, part, ...path].join('.');
const all = fields.map((field) => [label(field), field] as const);
/** Formats whose pattern allows one length only, or a length that is bounded. */
const boundedFormats = ['uuid', 'guid', 'date-time'];

describe('every field that a request can hold', () => {
  const strings = all.filter(([, { schema }]) => schema.type === 'string');
  const numbers = all.filter(([, { schema }]) => schema.type === 'number' || schema.type === 'integer');
  const lists = all.filter(([, { schema }]) => schema.type === 'array');
  const objects = all.filter(([, { schema }]) => schema.type === 'object');

  it('is found: there are fields of each kind', () => {
    expect(strings.length).toBeGreaterThan(30);
    expect(numbers.length).toBeGreaterThan(5);
    expect(objects.length).toBeGreaterThan(20);
  });

  it.each(strings)('has a longest text, or is one of a few: %s', (_label, { schema }) => {
    const isBounded =
      schema.maxLength !== undefined ||
      schema.enum !== undefined ||
      schema.const !== undefined ||
      boundedFormats.includes(schema.format ?? '');
    expect(isBounded).toBe(true);
  });

  it.each(numbers)('has a smallest and a largest number: %s', (_label, { schema }) => {
    expect(schema.minimum).toBeTypeOf('number');
    expect(schema.maximum).toBeTypeOf('number');
  });

  it('has a longest list', () => {
    for (const [name, { schema }] of lists) expect(schema.maxItems, name).toBeTypeOf('number');
  });

  it('is named: no object takes keys of any name', () => {
    for (const [name, { schema }] of objects)
      expect(schema.additionalProperties ?? false, name).not.toBeTypeOf('object');
  });
});

let server: TestServer;
let owner: Person;
let roomId: RoomId;
const opened: Inbox[] = [];
beforeAll(async () => {
  server = await startTestServer();
  owner = await aPerson(server, 'Olivia');
  roomId = (await aRoom(owner)).id;
});
afterAll(() => server.stop());
afterEach(() => {
  for (const inbox of opened.splice(0)) inbox.close();
});

const bounded = all.filter(([, { schema, part }]) => schema.maxLength !== undefined && part !== 'params');

describe('a text in a request', () => {
  /** Only this field; whatever else is missing is reported beside it. */
  const send = ({ name, part, path }: Field, value: unknown) => {
    const endpoint: Endpoint = endpoints[name];
    const ids = Object.fromEntries(
      [...endpoint.path.matchAll(/:(\w+)/g)].map(([, id = '']) => [
        id,
        id === 'roomId' ? roomId : randomUUID(),
      ]),
    );
    const object = path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
    return owner.try(endpoint, {
      params: ids,
      ...(part === 'query' ? { query: object } : { body: object }),
    } as never);
  };
  const complaintsAbout = (field: Field, body: unknown) => {
    const problems = (body as { fields?: { path: string; message: string }[] }).fields ?? [];
    return problems.filter(
      ({ path, message }) => path === [field.part, ...field.path].join('.') && message.includes('at most'),
    );
  };

  it.each(bounded)('passes at its bound, and not one above it, nor far above: %s', async (_label, field) => {
    const most = field.schema.maxLength ?? 0;
    // What has no room in a request at all is refused by the size of the request.
    const isWholeBody = most >= limits.requests.maxBodyBytes;
    const allowed = isWholeBody ? undefined : await send(field, 'x'.repeat(most));
    if (allowed !== undefined) expect(complaintsAbout(field, allowed.body)).toEqual([]);
    for (const length of [most + 1, most + 5_000]) {
      const { status, body } = await send(field, 'x'.repeat(length));
      expect([400, 413, 431]).toContain(status);
      if (status === 400) expect(complaintsAbout(field, body)).toHaveLength(1);
    }
  });

  it.each(all.filter(([, { part, path }]) => part === 'body' && path.length === 1))(
    'is refused where it is of another kind: %s',
    async (name, field) => {
      const takesNull = all.some(([other, { schema }]) => other === name && schema.type === 'null');
      for (const value of [null, 7, true, [], {}, [['x']], { $ne: '' }]) {
        // An object without anything that must be in it may be empty, and what it does not know is left out.
        const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
        const isRight =
          (isObject && field.schema.type === 'object' && (field.schema.required ?? []).length === 0) ||
          field.schema.type === (value === true ? 'boolean' : value === 7 ? 'integer' : '') ||
          (value === 7 && field.schema.type === 'number');
        if (isRight || (value === null && takesNull)) continue;
        const { status, body } = await send(field, value);
        expect([status, (body as { code: string }).code], JSON.stringify(value)).toEqual([
          400,
          'VALIDATION_FAILED',
        ]);
      }
    },
  );
});

describe('the headers of a request', () => {
  const status = async (bytes: number) => {
    const connection = await RawHttp.open(server.port);
    const start = 'GET /health/live HTTP/1.1\r\nHost: x\r\nX-Long: ';
    connection.send(`${start}${'x'.repeat(bytes - start.length - 4)}\r\n\r\n`);
    const answer = await connection.answer();
    connection.close();
    return answer.status;
  };

  it('may be just under 16 KiB; above and far above: 431', async () => {
    expect(await status(limits.requests.maxHeaderBytes - 100)).toBe(200);
    expect(await status(limits.requests.maxHeaderBytes + 100)).toBe(431);
    expect(await status(limits.requests.maxHeaderBytes * 3)).toBe(431);
  });

  it('may be many, and none of them is lost: an Origin behind 2,500 others is read', async () => {
    const connection = await RawHttp.open(server.port);
    const many = Array.from({ length: 2_500 }, () => 'a:b').join('\r\n');
    connection.send(
      `DELETE /api/v1/session HTTP/1.1\r\nHost: x\r\n${many}\r\nOrigin: https://evil.example\r\n\r\n`,
    );
    expect((await connection.answer()).status).toBe(403);
    connection.close();
  });
});

describe('over a socket', () => {
  const open = async () => {
    const inbox = await connect(server, { cookie: owner.cookie });
    opened.push(inbox);
    return inbox;
  };
  const untyped = ({ socket }: Inbox) =>
    socket as unknown as {
      emit: (...values: unknown[]) => void;
      emitWithAck: (...values: unknown[]) => Promise<{ ok: boolean; code?: string }>;
    };
  const isWell = async () => {
    const inbox = await open();
    expect(await inbox.socket.emitWithAck('room:open', { roomId })).toEqual({ ok: true, data: null });
  };

  it.each([
    [null],
    [undefined],
    [7],
    ['x'],
    [[]],
    [{}],
    [{ roomId: null }],
    [{ roomId: 7 }],
    [{ roomId: { length: 36 } }],
    [{ roomId: ['0190a0a0-0000-7000-8000-000000000001'] }],
    [{ roomId: "' or 1=1 --" }],
    [{ roomId: 'x'.repeat(3_000) }],
    [{ __proto__: { roomId: 'x' } }],
    [Buffer.from('roomId')],
  ])('a request that is no request is refused, and nothing breaks: %j', async (payload) => {
    const inbox = await open();
    for (const name of [
      'room:open',
      'room:close',
      'deliveries:watch',
      'deliveries:unwatch',
      'activity:report',
    ])
      expect(await untyped(inbox).emitWithAck(name, payload)).toMatchObject({
        ok: false,
        code: 'VALIDATION_FAILED',
      });
    // Without an acknowledgement, without a payload, and with too many.
    untyped(inbox).emit('room:open');
    untyped(inbox).emit('room:open', payload);
    untyped(inbox).emit('room:open', payload, payload, payload);
    expect(await inbox.socket.emitWithAck('room:open', { roomId })).toEqual({ ok: true, data: null });
  });

  it('a packet of 16 KiB passes, one above it ends the connection, and others go on', async () => {
    const inbox = await open();
    const padded = (bytes: number) => ({ roomId, padding: 'x'.repeat(bytes) });
    expect(
      await untyped(inbox).emitWithAck('room:open', padded(limits.sockets.maxPacketBytes - 200)),
    ).toMatchObject({
      ok: true,
    });
    for (const size of [limits.sockets.maxPacketBytes + 1, limits.sockets.maxPacketBytes * 50]) {
      const other = await open();
      const ended = new Promise((resolve) => other.socket.once('disconnect', resolve));
      untyped(other).emit('room:open', padded(size));
      await ended;
    }
    expect(inbox.socket.connected).toBe(true);
  });

  it('nesting as deep as a packet can hold is refused like anything else', async () => {
    const inbox = await open();
    let deep: unknown = 'x';
    for (let depth = 0; depth < 2_000; depth += 1) deep = [deep];
    expect(await untyped(inbox).emitWithAck('room:open', deep)).toMatchObject({ code: 'VALIDATION_FAILED' });
  });

  it('100 requests in ten seconds are answered, the 101st is refused, the 1001st ends the connection', async () => {
    const inbox = await open();
    const ended = new Promise((resolve) => inbox.socket.once('disconnect', resolve));
    const answers = await Promise.all(
      Array.from({ length: 101 }, () => untyped(inbox).emitWithAck('room:close', { roomId })),
    );
    expect(answers.slice(0, 100).every(({ ok }) => ok)).toBe(true);
    expect(answers[100]).toMatchObject({ ok: false, code: 'TOO_MANY_REQUESTS' });
    for (let count = 0; count < 900; count += 1) untyped(inbox).emit('room:close', { roomId });
    await ended;
    await isWell();
  });

  it('50 rooms can be open at once, the 51st is refused, and one that is closed makes room', async () => {
    const inbox = await open();
    const rooms = await Promise.all(
      Array.from({ length: limits.sockets.maxOpenRooms + 1 }, () => aRoom(owner, 'Many')),
    );
    const [last] = rooms.splice(-1);
    for (const room of rooms)
      expect(await inbox.socket.emitWithAck('room:open', { roomId: room.id })).toMatchObject({ ok: true });
    const more = { roomId: last?.id ?? roomId };
    expect(await inbox.socket.emitWithAck('room:open', more)).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    await inbox.socket.emitWithAck('room:close', { roomId: rooms[0]?.id ?? roomId });
    expect(await inbox.socket.emitWithAck('room:open', more)).toMatchObject({ ok: true });
  });

  it.each([
    ['no packet at all', 'nonsense'],
    ['a type that is none', '9{}'],
    ['an event without a name', '42[]'],
    ['an event whose name is no text', '42[{"a":1}]'],
    ['a reserved event', '42["disconnect"]'],
    ['an event of Node', '42["newListener",1]'],
    ['broken JSON', '42["room:open",'],
    ['attachments that never come', '451-["room:open",{"_placeholder":true,"num":0}]'],
    ['a thousand attachments', '451000-["room:open"]'],
    ['an acknowledgement nobody waits for', '4399[1]'],
    ['another namespace', '40/admin,{}'],
  ])('bytes that no client sends break nothing: %s', async (_words, frame) => {
    const inbox = await open();
    const { engine } = inbox.socket.io;
    (engine as unknown as { transport: { ws: { send: (text: string) => void } } }).transport.ws.send(frame);
    await isWell();
  });
});
