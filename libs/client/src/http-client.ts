import { ConnectionError, readRefusal } from './api-error.js';

/** One request to the API. */
export type ApiCall = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  /** Values that are undefined are left out. */
  query?: Readonly<Record<string, string | number | undefined>>;
  body?: unknown;
  signal?: AbortSignal | undefined;
};

/** What every function of this library takes first: the way to one server, as one person. */
export type HttpClient = {
  /**
   * Sends one request, once: a write is never repeated here, since only the caller knows whether that is safe.
   * Throws `ApiError` for a refusal and `ConnectionError` where no answer came.
   */
  send<Answer>(call: ApiCall): Promise<Answer>;
};

export type HttpClientOptions = {
  /** Origin of the server. Default: the page's own. */
  baseUrl?: string;
  /** Headers of every request, such as `authorization` or `cookie` in a script. */
  headers?: Readonly<Record<string, string>>;
};

/** A client of the HTTP API. In a page the session cookie travels by itself. */
export function createHttpClient({ baseUrl = '', headers = {} }: HttpClientOptions = {}): HttpClient {
  return {
    async send<Answer>(call: ApiCall): Promise<Answer> {
      const response = await reach(baseUrl + call.path + queryString(call.query), requestOf(call, headers));
      if (!response.ok) throw await readRefusal(response);
      // The contract types what our own server answers; checking it again would put a schema library in the page.
      return (response.status === 204 ? undefined : await readBody(response)) as Answer;
    },
  };
}

function requestOf(call: ApiCall, headers: Readonly<Record<string, string>>): RequestInit {
  const hasBody = call.body !== undefined;
  return {
    method: call.method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...(hasBody && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(hasBody && { body: JSON.stringify(call.body) }),
    ...(call.signal && { signal: call.signal }),
  };
}

async function reach(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request);
  } catch (cause) {
    if (isAbort(cause)) throw cause;
    throw new ConnectionError({ cause });
  }
}

async function readBody(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    if (isAbort(cause)) throw cause;
    throw new ConnectionError({ cause });
  }
}

function isAbort(cause: unknown): cause is DOMException {
  return cause instanceof DOMException && cause.name === 'AbortError';
}

function queryString(query: ApiCall['query'] = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
}
