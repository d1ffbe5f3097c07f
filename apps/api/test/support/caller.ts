import type { Endpoint, Problem } from '@carillon/contracts';
import type { z } from 'zod';

/** What a call came back with. `body` is the view of the contract, or the problem where it was refused. */
export type Answer<View> = { status: number; headers: Headers; body: View };

type PartsOf<E extends Endpoint> = {
  params?: z.input<E['params']>;
  query?: Record<string, string | number>;
  body?: z.input<E['body']>;
};

/** Calls endpoints of the contract with one person's credentials, or nobody's. */
export class Caller {
  constructor(
    readonly url: string,
    private readonly headers: Record<string, string> = {},
  ) {}

  /** A call that must succeed: anything but the endpoint's own status fails the test, with the answer in it. */
  async call<E extends Endpoint>(endpoint: E, parts: PartsOf<E> = {}): Promise<z.output<E['answer']>> {
    const answer = await this.try(endpoint, parts);
    if (answer.status !== endpoint.status)
      throw new Error(`${endpoint.method} ${endpoint.path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as z.output<E['answer']>;
  }

  /** A call that is to be refused. */
  async refusal<E extends Endpoint>(endpoint: E, parts: PartsOf<E> = {}): Promise<Problem> {
    const answer = await this.try(endpoint, parts);
    if (answer.status < 400)
      throw new Error(`${endpoint.method} ${endpoint.path} was not refused: ${answer.status}`);
    return answer.body as Problem;
  }

  async try<E extends Endpoint>(endpoint: E, parts: PartsOf<E> = {}): Promise<Answer<unknown>> {
    const params: Record<string, unknown> = { ...(parts.params ?? {}) };
    const path = endpoint.path.replace(/:([a-zA-Z]+)/g, (_place, name: string) => String(params[name]));
    const query = new URLSearchParams();
    for (const [key, value] of Object.entries(parts.query ?? {})) query.set(key, String(value));
    return this.send(endpoint.method, `${path}?${query.toString()}`, parts.body);
  }

  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<unknown>> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...this.headers,
        ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : parse(text),
    };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
