import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError, ConnectionError } from './api-error.js';
import { createHttpClient } from './http-client.js';

const network = vi.fn<typeof fetch>();
const http = createHttpClient({ baseUrl: 'http://server.test', headers: { authorization: 'Bearer abc' } });

beforeEach(() => {
  network.mockReset();
  vi.stubGlobal('fetch', network);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function answer(status: number, body: string, headers: Record<string, string> = {}): void {
  network.mockResolvedValue(new Response(status === 204 ? null : body, { status, headers }));
}

describe('a request', () => {
  it('goes to the base URL with the query that is set, the headers and the body', async () => {
    answer(200, '{"items":[]}');
    await http.send({
      method: 'POST',
      path: '/api/v1/rooms',
      query: { limit: 5, cursor: undefined },
      body: { a: 1 },
    });
    const [url, request] = network.mock.calls[0] ?? [];
    expect(url).toBe('http://server.test/api/v1/rooms?limit=5');
    expect(request).toMatchObject({
      method: 'POST',
      body: '{"a":1}',
      headers: { authorization: 'Bearer abc', 'content-type': 'application/json' },
    });
  });

  it('has no content type where it has no body', async () => {
    answer(204, '');
    expect(await http.send({ method: 'DELETE', path: '/api/v1/session' })).toBeUndefined();
    expect(network.mock.calls[0]?.[1]?.headers).not.toHaveProperty('content-type');
  });
});

describe('a refusal', () => {
  async function refusalOf(method: 'GET' | 'POST' = 'POST'): Promise<ApiError> {
    const failure: unknown = await http.send({ method, path: '/x' }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiError);
    return failure as ApiError; // Checked in the line above.
  }

  it('carries code, sentence, fields and the time to wait', async () => {
    const fields = [{ path: 'body.name', message: 'must not be empty' }];
    const body = { code: 'VALIDATION_FAILED', detail: 'Not valid.', status: 400, fields };
    answer(400, JSON.stringify(body), { 'retry-after': '2' });
    expect(await refusalOf()).toMatchObject({
      status: 400,
      code: 'VALIDATION_FAILED',
      detail: 'Not valid.',
      message: 'Not valid.',
      fields,
      retryAfterMs: 2000,
    });
  });

  it.each([
    [503, 'SERVICE_UNAVAILABLE'],
    [502, 'SERVICE_UNAVAILABLE'],
    [500, 'INTERNAL'],
  ])('with status %i and a page of HTML becomes %s', async (status, code) => {
    answer(status, '<html>Bad gateway</html>');
    expect(await refusalOf()).toMatchObject({ status, code, fields: [], retryAfterMs: null });
  });

  it('is never tried again by itself', async () => {
    answer(503, '{}');
    await refusalOf('POST');
    expect(network).toHaveBeenCalledTimes(1);
  });
});

describe('a request without an answer', () => {
  it('becomes a ConnectionError that keeps its cause', async () => {
    const cause = new TypeError('Failed to fetch');
    network.mockRejectedValue(cause);
    await expect(http.send({ method: 'GET', path: '/x' })).rejects.toMatchObject({
      name: 'ConnectionError',
      cause,
    });
    await expect(http.send({ method: 'GET', path: '/x' })).rejects.toBeInstanceOf(ConnectionError);
  });

  it('that was given up by its caller stays an abort', async () => {
    network.mockRejectedValue(new DOMException('Gone', 'AbortError'));
    await expect(http.send({ method: 'GET', path: '/x' })).rejects.toMatchObject({ name: 'AbortError' });
  });
});
