import type { IncomingMessage, ServerResponse } from 'node:http';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { ClientAddress } from '../http/client-address.js';
import { HttpFront } from '../http/http-front.js';
import { RequestIds } from '../http/request-ids.js';
import { AccessLog } from './access-log.js';
import { HttpMetrics } from './http-metrics.js';
import { TRACING, type OpenSpan, type Tracing } from './tracing.js';

/** What nginx calls it too: the client left before it was answered. */
const clientLeft = 499;
/** Where a request leads that no route takes. */
const noRoute = 'none';
/** Routes that are asked for all the time by machines, or many times by a page. */
const quietRoutes = /^\/(health|metrics|assets)(\/|$)/;

type Watched = IncomingMessage & { [route]?: string; [span]?: OpenSpan };

const route = Symbol('the pattern of the route');
const span = Symbol('the span of the request');

/** Follows each request that the framework serves from its first to its last byte. */
@Injectable()
export class RequestWatch implements OnModuleInit {
  constructor(
    private readonly front: HttpFront,
    private readonly ids: RequestIds,
    private readonly addresses: ClientAddress,
    private readonly metrics: HttpMetrics,
    private readonly log: AccessLog,
    @Inject(TRACING) private readonly tracing: Tracing,
  ) {}

  onModuleInit(): void {
    this.front.watchFramework((request, answer) => {
      this.begin(request, answer);
    });
  }

  private begin(request: Watched, answer: ServerResponse): void {
    const startedAt = performance.now();
    // After the end of its connection nobody can tell any more where a request came from.
    const address = this.addresses.of(request);
    request[span] = this.tracing.begin('request', request);
    answer.once('close', () => {
      this.end(request, answer, address, performance.now() - startedAt);
    });
  }

  private end(request: Watched, answer: ServerResponse, address: string, ms: number): void {
    const { method = '', [route]: pattern = noRoute, [span]: traced } = request;
    const status = answer.writableFinished ? answer.statusCode : clientLeft;
    const reqId = this.ids.of(request);
    this.metrics.count(method, pattern, status, ms);
    const facts = {
      'http.request.method': method,
      'http.route': pattern,
      'http.response.status_code': status,
      'carillon.request_id': reqId,
    };
    traced?.end({ name: `${method} ${pattern}`, isFault: status >= 500, facts });
    const isQuiet = status < 400 && quietRoutes.test(pattern);
    if (isQuiet && !this.log.isDetailed) return;
    const access = { reqId, method, route: pattern, status, ms, address, traceId: traced?.traceId };
    if (isQuiet) this.log.writeDetail(access);
    else this.log.write(access);
  }
}

/** Tells, once the framework has found the route of a request, what it is; handlers then run in the request's span. */
export function rememberRoutes(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    const watched: Watched = request.raw;
    watched[route] = patternOf(request.routeOptions.url);
    if (watched[span] === undefined) done();
    else watched[span].run(done);
  });
}

/** Each file of the web client is a route of its own, named after its content. */
function patternOf(url: string | undefined): string {
  if (url === undefined) return noRoute;
  return url.startsWith('/assets/') ? '/assets/*' : url;
}
