import { Session } from 'node:inspector';
import { endpoints } from '@carillon/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aScene, aWebhook, type Scene } from '../../../test/factories/rooms.js';
import { LogLines } from '../../../test/support/log-lines.js';
import { sendRaw } from '../../../test/support/raw-http.js';
import { startTestServer, type TestServer } from '../../../test/support/test-server.js';
import { TraceReceiver, type ReceivedSpan } from '../../../test/support/trace-receiver.js';

/** The packages of OpenTelemetry's SDK that this process has loaded, in whichever way. */
function loadedPackages(): string[] {
  const session = new Session();
  const found = new Set<string>();
  session.connect();
  session.on('Debugger.scriptParsed', ({ params }) => {
    const name = /node_modules\/(@opentelemetry\/(?:sdk|exporter|otlp)[^/]*)/.exec(params.url)?.[1];
    if (name !== undefined) found.add(name);
  });
  session.post('Debugger.enable');
  session.disconnect();
  return [...found].sort();
}

const factOf = (span: ReceivedSpan | undefined, key: string) =>
  Object.values(span?.attributes.find((each) => each.key === key)?.value ?? {})[0];
const childrenOf = (receiver: TraceReceiver, parent: ReceivedSpan | undefined) =>
  receiver.spans.filter((span) => span.parentSpanId === parent?.spanId).map((span) => span.name);

async function aTarget(scene: Scene): Promise<string> {
  const { pathname, search } = new URL((await aWebhook(scene.administrator, scene.room.id)).url);
  return pathname + search;
}

describe('without OTEL_EXPORTER_OTLP_ENDPOINT', () => {
  it('a server that has answered a post and an API request has loaded nothing of OpenTelemetry', async () => {
    const server = await startTestServer();
    try {
      const scene = await aScene(server);
      const target = await aTarget(scene);
      expect(await sendRaw(server.port, { target, body: '{"Content":"hello"}' })).toMatchObject({
        status: 200,
      });
    } finally {
      await server.stop();
    }
    expect(loadedPackages()).toEqual([]);
  });
});

describe('with OTEL_EXPORTER_OTLP_ENDPOINT', () => {
  const given = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };
  let receiver: TraceReceiver;
  let log: LogLines;
  let scene: Scene;
  let target: string;
  let accepted: { reqId: string };
  beforeAll(async () => {
    receiver = await TraceReceiver.start();
    log = new LogLines();
    const server = await startTestServer({
      environment: {
        OTEL_EXPORTER_OTLP_ENDPOINT: `${receiver.url}/`,
        OTEL_SERVICE_NAME: 'carillon-under-test',
        TRUSTED_PROXIES: 'loopback',
        WEBHOOK_POSTS_PER_SECOND: '0',
        LOG_LEVEL: 'debug',
      },
      logTo: log,
    });
    scene = await aScene(server);
    target = await aTarget(scene);
    await exercise(server);
    // What is gathered is sent before the end.
    await server.stop();
  });
  afterAll(() => receiver.stop());

  async function exercise(server: TestServer): Promise<void> {
    const traceparent = `00-${given.traceId}-${given.spanId}-01`;
    const body = '{"Content":"a text nobody traces"}';
    const answer = await sendRaw(server.port, { target, headers: { traceparent }, body });
    accepted = { reqId: answer.headers.get('x-request-id') ?? '' };
    await sendRaw(server.port, { target, body: '{}' });
    await Promise.all(Array.from({ length: 30 }, () => sendRaw(server.port, { target, body })));
    await scene.member.call(endpoints.postMessage, {
      params: { roomId: scene.room.id },
      body: { content: 'a text nobody traces' },
    });
  }

  const rootOf = (traceId: string) =>
    receiver.named('post').find((span) => span.traceId === traceId && span.parentSpanId === given.spanId);

  it('a post is a span in the trace that the proxy began, and its gates and the commit are spans below', () => {
    const root = rootOf(given.traceId);
    expect(root).toBeDefined();
    expect(childrenOf(receiver, root)).toEqual(['look-up', 'body', 'text', 'rate', 'store']);
    const store = receiver.spans.find((span) => span.parentSpanId === root?.spanId && span.name === 'store');
    expect(childrenOf(receiver, store)).toEqual(['commit']);
    expect(factOf(root, 'http.response.status_code')).toBe(200);
  });

  it('a refused post ends at the gate that refused it, with the code', () => {
    const refused = receiver.named('post').find((span) => factOf(span, 'carillon.code') !== undefined);
    expect(factOf(refused, 'carillon.code')).toBe('CONTENT_MISSING');
    expect(refused?.status.code ?? 0).toBe(0);
    expect(childrenOf(receiver, refused)).toEqual(['look-up', 'body', 'text']);
  });

  it('a commit of several posts is linked to each of them', () => {
    const commits = receiver.named('commit');
    const sizes = commits.map((span) => Number(factOf(span, 'carillon.batch_size')));
    expect(Math.max(...sizes)).toBeGreaterThan(1);
    const places = commits.flatMap((span) => [span.parentSpanId, ...span.links.map((link) => link.spanId)]);
    const stores = receiver.named('store').map((span) => span.spanId);
    expect(stores.filter((id) => !places.includes(id))).toEqual([]);
  });

  it('an API request is a span by the pattern of its route, with what it stored below', () => {
    const [request] = receiver.named('POST /api/v1/rooms/:roomId/messages');
    expect(factOf(request, 'http.route')).toBe('/api/v1/rooms/:roomId/messages');
    expect(factOf(request, 'http.response.status_code')).toBe(201);
    expect(childrenOf(receiver, request)).toEqual(['commit']);
  });

  it('the line of a request names its trace', () => {
    const line = log.lines.find((each) => each['reqId'] === accepted.reqId);
    expect(line).toMatchObject({ traceId: given.traceId });
  });

  it('says which service it is, and never a token, a text, an address or a name', () => {
    expect([...receiver.services]).toEqual(['carillon-under-test']);
    const token = new URLSearchParams(target.split('?')[1]).get('token') ?? '?';
    const { email, displayName } = scene.member.account;
    for (const secret of [token, 'nobody traces', '127.0.0.1', email, displayName, scene.room.id])
      expect(receiver.bodies.join('')).not.toContain(secret);
  });

  it('loads the packages it needs, which shows that the other test would see them', () => {
    expect(loadedPackages()).toContain('@opentelemetry/exporter-trace-otlp-http');
  });
});

describe('a collector that is away', () => {
  it('does not keep a post or the end of the server waiting, and is told of', async () => {
    const gone = await TraceReceiver.start();
    const { url } = gone;
    await gone.stop();
    const log = new LogLines();
    const server = await startTestServer({
      environment: { OTEL_EXPORTER_OTLP_ENDPOINT: url, LOG_LEVEL: 'warn' },
      logTo: log,
    });
    const target = await aTarget(await aScene(server));
    expect(await sendRaw(server.port, { target, body: '{"Content":"hello"}' })).toMatchObject({
      status: 200,
    });
    await server.stop();
    expect(await log.next((line) => line['context'] === 'Tracing')).toMatchObject({
      msg: 'Traces could not be sent.',
    });
  });
});
