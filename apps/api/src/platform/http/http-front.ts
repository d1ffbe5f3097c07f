import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import {
  errorSentence,
  errors,
  limits,
  routePatterns,
  socketPath,
  type ErrorCode,
} from '@carillon/contracts';
import { outage, writeProblem } from '../errors/problem.filter.js';
import { Doorway } from './doorway.js';
import { requestIdHeader, type RequestIds } from './request-ids.js';
import { TurnBudget } from './turn-budget.js';

type Handler = (request: IncomingMessage, answer: ServerResponse) => void;

/** Longest wait for the headers of a request, and for the whole of it. Unit: milliseconds. */
const headersTimeoutMs = 10_000;
const requestTimeoutMs = 60_000;
/** Longer than the idle time of common proxies, so that they close first and never send into a closing connection. */
const keepAliveTimeoutMs = 65_000;

/** As many as keep the database busy; and what waits is answered within 2 s, one way or the other. */
const doorway = { maxInside: 48, maxWaitMs: 1_500, maxCountedMs: 1_000 };
const probes = /^\/(health|metrics)(\/|\?|$)/;

/** Uploads are told to go on by their handler, once it is clear that they are wanted. */
const uploadPath = new RegExp(`^${routePatterns.attachments.replace(/:[a-zA-Z]+/g, '[^/?]+')}(\\?|$)`);

const answersToBadRequests: Partial<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
};

/**
 * The HTTP server in front of the framework. Every request gets its id here. Routes whose every byte is ours to
 * decide, such as incoming webhooks, are mounted here and never pass through it; everything else goes on to the framework.
 */
export class HttpFront {
  private isLeaving = false;
  private readonly mounted: { prefix: string; handle: Handler }[] = [];
  private readonly underWay = new AnswersUnderWay();
  /** Connections on which a body may take longer than others; whoever allowed it sees to its end. */
  private readonly patient = new WeakSet<Socket>();
  private watch: Handler | undefined;
  /** For everything that is not mounted: posts come first. */
  readonly budget = new TurnBudget();
  private readonly doorway = new Doorway(doorway);

  constructor(private readonly ids: RequestIds) {}

  /** Who waits at the door now, and who was turned away since the start. */
  get crowd(): { waiting: number; turnedAway: number } {
    return this.doorway.counts;
  }

  /** From now on each connection ends with the next answer on it, so that its sender makes a new one elsewhere. */
  endConnections(): void {
    this.isLeaving = true;
  }

  /** Requests whose path is `prefix`, or begins with `prefix/`, go to `handle`. */
  mount(prefix: string, handle: Handler): void {
    this.mounted.push({ prefix, handle });
  }

  /** Shows each request to `watch` before the framework gets it. What is mounted watches over itself. */
  watchFramework(watch: Handler): void {
    this.watch = watch;
  }

  /** From here on the body of this request may take its time. Its sender is told to go on, if it waits for that. */
  allowSlowBody({ socket, headers }: IncomingMessage, answer: ServerResponse): void {
    this.patient.add(socket);
    answer.once('close', () => this.patient.delete(socket));
    if (headers.expect?.toLowerCase() === '100-continue') answer.writeContinue();
  }

  createServer(framework: Handler): Server {
    const options = {
      maxHeaderSize: limits.requests.maxHeaderBytes,
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      keepAliveTimeout: keepAliveTimeoutMs,
      // Node would answer a missing Host itself, in a form that is none of ours; nothing here needs one.
      requireHostHeader: false,
    };
    const route: Handler = (request, answer) => {
      request.url = originForm(request.url);
      this.underWay.add(request.socket, answer);
      answer.setHeader('X-Content-Type-Options', 'nosniff');
      if (this.isLeaving) answer.shouldKeepAlive = false;
      answer.setHeader(requestIdHeader, this.ids.of(request));
      const handle = this.find(request.url);
      if (handle !== undefined) {
        handle(request, answer);
        return;
      }
      this.watch?.(request, answer);
      const serve = () => {
        this.budget.run(() => {
          framework(request, answer);
        });
      };
      // Probes ask whether the server lives; a crowd at the door is no reason to end it.
      if (probes.test(request.url)) serve();
      else
        this.doorway.enter(answer, serve, () => {
          writeProblem(answer, outage());
        });
    };
    const server = createServer(options, route);
    // Their size bounds them. A bound of their number would drop those beyond it unseen, an Origin among them.
    server.maxHeadersCount = 0;
    // A sender may close its side once it has said everything, and still waits for the answer.
    Object.assign(server, { httpAllowHalfOpen: true });
    server.on('checkContinue', (request: IncomingMessage, answer: ServerResponse) => {
      const url = originForm(request.url);
      if (this.find(url) === undefined && !uploadPath.test(url)) answer.writeContinue();
      route(request, answer);
    });
    // An expectation nobody knows is ignored rather than refused, as the protocol allows.
    server.on('checkExpectation', route);
    server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
      if (!originForm(request.url).startsWith(`${socketPath}/`))
        withoutUpgrade(server, request, socket, head);
    });
    server.on('connect', (_request: IncomingMessage, socket: Socket) => {
      // We are no proxy, and without this the connection would end without a word. Node no longer looks after it.
      socket.on('error', () => socket.destroy());
      answerRaw(socket, 'BAD_REQUEST');
    });
    server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
      // Node says so once for a request, and leaves it to us to end the connection.
      if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && this.patient.has(socket)) return;
      this.underWay.behind(socket, () => {
        answerBadRequest(error, socket);
      });
    });
    return server;
  }

  private find(url: string): Handler | undefined {
    return this.mounted.find(({ prefix }) => url.startsWith(prefix) && endsPathPart(url, prefix.length))
      ?.handle;
  }
}

/** Whether a part of the path ends before this place. */
function endsPathPart(url: string, place: number): boolean {
  return url.length === place || url[place] === '/' || url[place] === '?';
}

/** What was asked before on the same connection, and is not answered yet. */
class AnswersUnderWay {
  private readonly bySocket = new WeakMap<Socket, Set<ServerResponse>>();

  add(socket: Socket, answer: ServerResponse): void {
    const answers = this.bySocket.get(socket) ?? new Set();
    this.bySocket.set(socket, answers.add(answer));
    answer.once('close', () => answers.delete(answer));
  }

  /**
   * Answers nonsense behind what came in front of it, or a sender would take the refusal for the answer to that. The
   * request that the nonsense is a part of has not come whole, and is not waited for.
   */
  behind(socket: Socket, answerNonsense: () => void): void {
    const next = [...(this.bySocket.get(socket) ?? [])].find(({ req }) => req.complete);
    if (next === undefined) answerNonsense();
    else
      next.once('close', () => {
        this.behind(socket, answerNonsense);
      });
  }
}

/** Clients that think of us as a proxy send the whole address; only path and query matter here. */
function originForm(url = '/'): string {
  if (url.startsWith('/')) return url;
  const path = url.replace(/^https?:\/\/[^/?#]*/i, '');
  return path.startsWith('/') ? path : `/${path}`;
}

/**
 * Some clients offer to upgrade any request, to HTTP/2 for example, and are content when nobody takes it up. Node
 * has stopped parsing such a connection, so the request is put back on it without the offer.
 */
function withoutUpgrade(server: Server, request: IncomingMessage, socket: Socket, head: Buffer): void {
  const { method = '', url = '', httpVersion, rawHeaders } = request;
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2);
    const kept = name.toLowerCase() === 'connection' ? value.replace(/\bupgrade\b,?\s*/i, '') : value;
    if (!/^(upgrade|http2-settings)$/i.test(name)) lines.push(`${name}: ${kept}`);
  }
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
  server.emit('connection', socket);
}

/** Bytes that are no HTTP request still get an answer where the connection can carry one. */
function answerBadRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const code = answersToBadRequests[error.code ?? ''] ?? 'BAD_REQUEST';
  answerRaw(socket, code);
}

/** An answer outside of the HTTP server, after which the connection ends. */
function answerRaw(socket: Socket, code: ErrorCode): void {
  const { status } = errors[code];
  const body = JSON.stringify({ Message: errorSentence(code), Code: code });
  socket.end(
    `HTTP/1.1 ${String(status)} ${code}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `X-Content-Type-Options: nosniff\r\n` +
      `Content-Length: ${String(Buffer.byteLength(body))}\r\nConnection: close\r\n\r\n${body}`,
  );
}
