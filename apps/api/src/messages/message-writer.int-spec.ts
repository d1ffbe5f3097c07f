import { mkdtemp, rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endpoints, type UserId } from '@carillon/contracts';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { aDraft } from '../../test/factories/drafts.js';
import { aRoom, aScene, aWebhook, type Scene } from '../../test/factories/rooms.js';
import { signalDatabase } from '../../test/support/database-processes.js';
import { startRestartableServer, type RestartableServer } from '../../test/support/restartable-server.js';
import { PostingConnections } from '../platform/database/posting-connections.js';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../platform/embedded-postgres/embedded-postgres.js';
import { EventBus } from '../platform/events/event-bus.js';
import { Metrics } from '../platform/observability/metrics.js';
import { noTracing } from '../platform/observability/tracing.js';
import { MessageWriter } from './message-writer.js';
import { MessagePosted } from './messages.events.js';
import { WriterMetrics } from './writer-metrics.js';

const unavailable = { code: 'SERVICE_UNAVAILABLE', status: 503 };

describe('storing messages in groups', () => {
  let folder: string;
  let postgres: EmbeddedPostgres;
  let server: RestartableServer;
  let connections: PostingConnections;
  let scene: Scene;
  let writer: MessageWriter;
  let announced: string[];
  let events: EventBus;
  let userId: UserId;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'carillon-writer-'));
    postgres = await startEmbeddedPostgres({ folder, onProgress: () => undefined });
    server = await startRestartableServer({ databaseServer: postgres.url });
    connections = new PostingConnections(server.databaseUrl);
  });
  afterAll(async () => {
    await connections.onApplicationShutdown();
    await server.stop();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    scene = await aScene(server);
    userId = scene.member.account.userId;
    events = new EventBus();
    announced = [];
    events.on(MessagePosted, ({ message }) => announced.push(message.content));
    writer = new MessageWriter(connections, events, new WriterMetrics(new Metrics()), noTracing);
  });

  const write = (content: string, values = {}) =>
    writer.write(aDraft(scene.room.id, userId, { content, ...values }));
  const stored = () =>
    server.rows<{ seq: number; content: string }>(
      'select seq, content from messages where room_id = $1 order by seq',
      [scene.room.id],
    );
  const contents = async () => (await stored()).map((row) => row.content);

  it('stores 500 drafts of one moment with seq 1 to 500, announced in that order', async () => {
    const texts = Array.from({ length: 500 }, (_, index) => String(index));
    await Promise.all(texts.map((text) => write(text)));
    expect(await stored()).toEqual(texts.map((content, index) => ({ seq: index + 1, content })));
    expect(announced).toEqual(texts);
  });

  it('stores the neighbours of a draft that the database refuses, without a gap', async () => {
    const outcomes = await Promise.allSettled([
      write('1'),
      write('2'),
      // NUL is what a rule before this one replaces.
      write('bad \u0000'),
      write('3'),
      write('4', { format: null }),
      write('5'),
    ]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(await stored()).toEqual(
      ['1', '2', '3', '5'].map((content, index) => ({ seq: index + 1, content })),
    );
    expect(announced).toEqual(['1', '2', '3', '5']);
  });

  it('refuses the draft of a member who was removed while it waited for the room', async () => {
    const release = await server.hold('select 1 from rooms where id = $1 for update', [scene.room.id]);
    const removal = scene.administrator.call(endpoints.removeMember, {
      params: { roomId: scene.room.id, userId },
    });
    await untilWaiting(1);
    const outcome = write('too late');
    await untilWaiting(2);
    await release();
    await removal;
    expect(await outcome).toEqual({ kind: 'refused' });
    expect([await contents(), announced]).toEqual([[], []]);
  });

  describe('posts of webhooks', () => {
    const aPostingWebhook = async (roomId = scene.room.id) => {
      const { id } = await aWebhook(scene.administrator, roomId);
      const [row] = await server.rows<{ token_hash: Buffer }>(
        'select token_hash from webhooks where id = $1',
        [id],
      );
      return { id, roomId, tokenHash: row?.token_hash ?? Buffer.alloc(0) };
    };
    const post = (
      { id, roomId, tokenHash }: Awaited<ReturnType<typeof aPostingWebhook>>,
      { intervalMs = 0, ...values }: { content?: string; intervalMs?: number; arrivedAtMs?: number } = {},
    ) =>
      writer.write({
        ...aDraft(roomId, userId, values),
        author: {
          kind: 'webhook',
          view: { kind: 'webhook', webhookId: id, name: 'Build' },
          tokenHash,
          schedule: { intervalMs, toleranceMs: 100 },
          idempotencyKey: null,
        },
      });

    it('are refused once the URL was regenerated, and once the webhook was deleted', async () => {
      const webhook = await aPostingWebhook();
      expect(await post(webhook)).toMatchObject({ kind: 'stored' });
      const params = { roomId: scene.room.id, webhookId: webhook.id };
      await scene.administrator.call(endpoints.regenerateWebhook, { params });
      expect(await post(webhook)).toEqual({ kind: 'refused' });
      await scene.administrator.call(endpoints.deleteWebhook, { params });
      expect(await post(webhook)).toEqual({ kind: 'refused' });
      expect(await contents()).toHaveLength(1);
    });

    it('of three webhooks in two rooms get the numbers of their rooms', async () => {
      const other = await aRoom(scene.administrator, 'Other');
      const [one, two, three] = [
        await aPostingWebhook(),
        await aPostingWebhook(),
        await aPostingWebhook(other.id),
      ];
      const order = [one, three, two, one, three, one];
      await Promise.all(order.map((webhook, index) => post(webhook, { content: String(index) })));
      expect(await stored()).toEqual(['0', '2', '3', '5'].map((content, at) => ({ seq: at + 1, content })));
      expect(
        await server.rows('select seq, content, webhook_id from messages where room_id = $1 order by seq', [
          other.id,
        ]),
      ).toEqual([
        { seq: 1, content: '1', webhook_id: three.id },
        { seq: 2, content: '4', webhook_id: three.id },
      ]);
      expect(announced).toHaveLength(6);
    });

    it('that must not be stored leave the others of their group stored, without a gap', async () => {
      const webhook = await aPostingWebhook();
      const retired = { ...(await aPostingWebhook()), tokenHash: Buffer.alloc(32) };
      const displaced = { ...(await aPostingWebhook()), roomId: (await aRoom(scene.administrator)).id };
      // The first one is on its way alone, and the others wait together for their room.
      const outcomes = await Promise.all(
        [webhook, webhook, retired, displaced, webhook].map((from, index) =>
          post(from, { content: String(index) }),
        ),
      );
      expect(outcomes.map(({ kind }) => kind)).toEqual(['stored', 'stored', 'refused', 'refused', 'stored']);
      expect(await stored()).toEqual(['0', '1', '4'].map((content, at) => ({ seq: at + 1, content })));
    });

    it('are limited to one a second, 900 ms being enough, by when they came and not by when they are stored', async () => {
      const webhook = await aPostingWebhook();
      const at = performance.now();
      const outcomes = await Promise.all(
        [-3000, -2101, -2099, -1000].map((ms) => post(webhook, { intervalMs: 1000, arrivedAtMs: at + ms })),
      );
      expect(outcomes.map(({ kind }) => kind)).toEqual(['stored', 'limited', 'stored', 'stored']);
    });
  });

  it('forgets the messages of a room with the room', async () => {
    await write('1');
    await scene.administrator.call(endpoints.deleteRoom, { params: { roomId: scene.room.id } });
    expect(await stored()).toEqual([]);
  });

  it('fails drafts within 2 s that wait for their room too long, and never stores them', async () => {
    const release = await server.hold('select 1 from rooms where id = $1 for update', [scene.room.id]);
    const startedAt = performance.now();
    const outcomes = await Promise.allSettled(['1', '2', '3'].map((text) => write(text)));
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    await release();
    for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: unavailable });
    await write('after');
    expect([await contents(), announced]).toEqual([['after'], ['after']]);
  });

  describe('whose connection breaks after they were sent', () => {
    /** Sends a message that waits for its room, and ends the connection on which it was sent from our side. */
    async function writeAndBreak(content: string) {
      const release = await server.hold('select 1 from rooms where id = $1 for update', [scene.room.id]);
      const spy = vi.spyOn(Client.prototype, 'query');
      const outcome = write(content).then(
        (written) => written.kind,
        (error: unknown) => error,
      );
      await untilWaiting(1);
      const isWriting = (call: unknown[]) => JSON.stringify(call[0]).includes('store_');
      const clients = spy.mock.contexts.filter((_client, index) => isWriting(spy.mock.calls[index] ?? []));
      spy.mockRestore();
      const breakOff = () => {
        for (const client of clients) streamOf(client).destroy();
      };
      return { outcome, release, breakOff };
    }
    const streamOf = (client: unknown) => (client as { connection: { stream: Socket } }).connection.stream;

    it('are answered as stored where the database stored them all the same, and are announced', async () => {
      const { outcome, release, breakOff } = await writeAndBreak('stored all the same');
      breakOff();
      await untilWaiting(2);
      await release();
      expect(await outcome).toBe('stored');
      await write('after');
      expect(await contents()).toEqual(['stored all the same', 'after']);
      expect(announced).toEqual(['stored all the same', 'after']);
    });

    it('are answered 503 where nothing was stored', async () => {
      const { outcome, release } = await writeAndBreak('ended by the database');
      await server.rows(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`,
      );
      await release();
      expect(await outcome).toMatchObject(unavailable);
      await write('after');
      expect([await contents(), announced]).toEqual([['after'], ['after']]);
    });

    it('are announced once the database says that they are stored, where that is too late for the answer', async () => {
      const { outcome, release, breakOff } = await writeAndBreak('found late');
      const away = vi
        .spyOn(connections, 'query')
        .mockRejectedValue(Object.assign(new Error('away'), { code: 'ECONNREFUSED' }));
      breakOff();
      await release();
      expect(await outcome).toMatchObject(unavailable);
      expect(announced).toEqual([]);
      const shown = new Promise<void>((resolve) => {
        events.on(MessagePosted, () => {
          resolve();
        });
      });
      away.mockRestore();
      await shown;
      expect([await contents(), announced]).toEqual([['found late'], ['found late']]);
    });
  });

  it('never stores what it failed while the database hung, also when that goes on', async () => {
    await Promise.all(['warm', 'connections'].map((text) => write(text)));
    signalDatabase(folder, 'SIGSTOP');
    const startedAt = performance.now();
    const outcomes = await Promise.allSettled(['1', '2', '3'].map((text) => write(text)));
    const tookMs = performance.now() - startedAt;
    signalDatabase(folder, 'SIGCONT');
    for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: unavailable });
    expect(tookMs).toBeLessThan(2_000);
    await write('after');
    expect(await contents()).toEqual(['warm', 'connections', 'after']);
  });

  it('finishes what is under way before the shutdown goes on', async () => {
    const outcomes = Promise.all(['1', '2', '3'].map((text) => write(text)));
    await writer.beforeApplicationShutdown();
    expect(announced).toEqual(['1', '2', '3']);
    await outcomes;
  });

  /** Until so many statements wait for a lock that someone else holds. */
  async function untilWaiting(count: number): Promise<void> {
    const waiting = await server.rows(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (waiting.length < count) await untilWaiting(count);
  }
});
