import type { ErrorCode } from '@carillon/contracts';
import { errors, errorSentence } from '@carillon/contracts';
import { vi } from 'vitest';

/** A request as it arrived. */
export type Received = { method: string; path: string; query: Record<string, string>; body: unknown };

type Answer = { status: number; body?: unknown };
type Handler = (request: Received) => Answer;

/** The network's edge: answers what a test says, remembers what was asked, refuses everything else. */
export class FakeServer {
  readonly received: Received[] = [];
  private readonly handlers = new Map<string, Handler>();

  /** Takes the place of the network until `vi.unstubAllGlobals`. */
  constructor() {
    vi.stubGlobal('fetch', (url: string, request: RequestInit) => Promise.resolve(this.answer(url, request)));
  }

  /** Answers `"GET /api/v1/rooms"` with a body, or by a function of the request. */
  on(call: string, answer: Handler | object, status = 200): this {
    // A function is a handler; everything else is a body.
    this.handlers.set(
      call,
      typeof answer === 'function' ? (answer as Handler) : () => ({ status, body: answer }),
    );
    return this;
  }

  /** Refuses a call with one of our codes. */
  refuse(call: string, code: ErrorCode): this {
    const { status } = errors[code];
    return this.on(
      call,
      { type: 'about:blank', title: '', status, code, detail: errorSentence(code) },
      status,
    );
  }

  /** What was asked with a method other than GET. */
  writes(): Omit<Received, 'query'>[] {
    return this.received
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path, body }) => ({ method, path, body }));
  }

  private answer(url: string, request: RequestInit): Response {
    const method = request.method ?? 'GET';
    const [path = url, search] = url.split('?');
    const query = Object.fromEntries(new URLSearchParams(search));
    // The client sends text or nothing.
    const body: unknown = request.body ? JSON.parse(request.body as string) : undefined;
    const received = { method, path, query, body };
    this.received.push(received);
    const handler = this.handlers.get(`${method} ${path}`);
    if (!handler) throw new Error(`The test does not say what ${method} ${path} answers.`);
    const { status, body: answer } = handler(received);
    return new Response(answer === undefined ? null : JSON.stringify(answer), { status });
  }
}
