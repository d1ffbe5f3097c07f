import type { IncomingMessage, RequestListener } from 'node:http';
import { limits } from '@carillon/contracts';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DestinationStream } from 'pino';
import { AppModule } from './app.module.js';
import { openCluster, type Cluster } from './platform/cluster/cluster.js';
import type { Clock } from './platform/clock.js';
import type { Settings } from './platform/env.js';
import { asRefusal, sendProblem } from './platform/errors/problem.filter.js';
import { ClientAddress } from './platform/http/client-address.js';
import { HttpFront } from './platform/http/http-front.js';
import { acceptJsonOnly } from './platform/http/json-body.js';
import { RequestIds } from './platform/http/request-ids.js';
import { acceptUploads } from './platform/http/upload-body.js';
import { sendSecurityHeaders } from './platform/http/security-headers.js';
import { serveApiDocs } from './platform/http/api-docs.js';
import { serveWebClient } from './platform/http/web-client.js';
import { Lifecycle } from './platform/lifecycle.js';
import { createLog, FrameworkLogger } from './platform/observability/logging.js';
import { rememberRoutes } from './platform/observability/request-watch.js';
import { startTracing } from './platform/observability/tracing.js';
import { StartupError } from './platform/startup-error.js';
import { SocketAdapter } from './realtime/socket-adapter.js';

export type ServerOptions = {
  settings: Settings;
  databaseUrl: string;
  secretKey: Buffer;
  clock?: Clock;
  /** Where the log goes instead of the standard output. */
  logTo?: DestinationStream;
};

/** A server that answers. */
export type RunningServer = {
  /** Every route of the HTTP framework, as `GET /api/v1/rooms`, so that a spec can hold them against the contract. */
  readonly routes: readonly string[];
  /** The port it listens on, also where the settings asked for any. */
  readonly port: number;
  /** Before `close`, where others serve too: says "not ready" and ends connections, but does what comes all the same. */
  leave(): void;
  /** Finishes what is under way, refuses what is new, and ends. */
  close(): Promise<void>;
};

/** Puts the parts together and listens. @throws StartupError if the port cannot be had */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { settings } = options;
  const cluster = await openCluster(settings.redisUrl);
  const { app, adapter, routes, front, tracing } = await createApp({ ...options, cluster });
  try {
    await preparePlatform(adapter.getInstance(), settings);
    const sockets = new SocketAdapter(app, settings, cluster);
    app.useWebSocketAdapter(sockets);
    await app.init();
    await sockets.untilReady();
    await app.listen(settings.port, settings.host);
  } catch (error) {
    await app.close();
    await cluster.close();
    throw explainListenError(error, settings);
  }
  const address = app.getHttpServer().address();
  return {
    routes,
    port: address !== null && typeof address === 'object' ? address.port : settings.port,
    leave: () => {
      app.get(Lifecycle).leave();
      front.endConnections();
    },
    close: async () => {
      app.get(Lifecycle).drain();
      await app.close();
      await cluster.close();
      await tracing.stop();
    },
  };
}

async function createApp(options: ServerOptions & { cluster: Cluster }) {
  const { settings, logTo } = options;
  const log = createLog(settings.logLevel, logTo);
  const addresses = new ClientAddress(settings);
  const ids = new RequestIds(addresses);
  const front = new HttpFront(ids);
  const tracing = await startTracing(
    settings,
    (request) => addresses.isFromProxy(request),
    (message) => {
      log.warn({ context: 'Tracing', detail: message }, 'Traces could not be sent.');
    },
  );
  const adapter = new FastifyAdapter({
    bodyLimit: limits.requests.maxBodyBytes,
    trustProxy: settings.trustedProxies.length > 0 ? settings.trustedProxies : false,
    forceCloseConnections: 'idle',
    genReqId: (request: IncomingMessage) => ids.of(request),
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      // Before any hook could say what browsers may do with it.
      void reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
      sendProblem(reply, asRefusal(error, request));
    },
    serverFactory: (framework: RequestListener) => front.createServer(framework),
    // The front answers what is no request, in its turn.
    clientErrorHandler: () => undefined,
  });
  const routes = recordRoutes(adapter.getInstance());
  rememberRoutes(adapter.getInstance());
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with({ ...options, front, log, tracing }),
    adapter,
    { bodyParser: false, logger: new FrameworkLogger(log), abortOnError: false },
  );
  return { app, adapter, routes, front, tracing };
}

function recordRoutes(fastify: FastifyInstance): readonly string[] {
  const routes: string[] = [];
  fastify.addHook('onRoute', ({ method, url }) => {
    for (const name of [method].flat()) routes.push(`${name} ${url}`);
  });
  return routes;
}

async function preparePlatform(fastify: FastifyInstance, settings: Settings): Promise<void> {
  acceptJsonOnly(fastify);
  acceptUploads(fastify);
  await sendSecurityHeaders(fastify, settings.isSecure);
  await serveApiDocs(fastify, settings.publicUrl);
  await serveWebClient(fastify);
}

function explainListenError(error: unknown, settings: Settings): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const place = `${settings.host}:${String(settings.port)}`;
  if (code === 'EADDRINUSE')
    return new StartupError(
      `Port ${String(settings.port)} is taken by another program. Stop that program, or set PORT to a free one.`,
      { cause: error },
    );
  if (code === 'EACCES')
    return new StartupError(`This user may not listen on ${place}. Set PORT to 1024 or above.`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new StartupError(`HOST is ${settings.host}, which is no address of this machine.`);
  return error;
}
