import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readBody, refuseLargeContent } from './size.js';

function aRequest(headers: Record<string, string> = {}): IncomingMessage {
  return Object.assign(new IncomingMessage(new Socket()), { headers });
}

function read(request: IncomingMessage): Promise<Buffer> {
  return readBody(request, new ServerResponse(request));
}

function send(request: IncomingMessage, ...chunks: Buffer[]): void {
  for (const chunk of [...chunks, null]) request.push(chunk);
}

describe('the size of a post', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('accepts content of 4096 bytes and refuses 4097 with 413', () => {
    expect(() => {
      refuseLargeContent('é'.repeat(2048));
    }).not.toThrow();
    expect(() => {
      refuseLargeContent(`${'é'.repeat(2048)}a`);
    }).toThrow(expect.objectContaining({ code: 'CONTENT_TOO_LARGE', status: 413 }));
  });

  it('reads a body of 65536 bytes whole, in whatever pieces it comes', async () => {
    const request = aRequest();
    const body = read(request);
    send(request, Buffer.alloc(1, 'a'), Buffer.alloc(65_534, 'b'), Buffer.alloc(1, 'c'));
    expect((await body).toString()).toBe(`a${'b'.repeat(65_534)}c`);
  });

  it('refuses the 65537th byte with 413, before the end has come', async () => {
    const request = aRequest();
    const body = read(request);
    request.push(Buffer.alloc(65_536));
    request.push(Buffer.alloc(1));
    await expect(body).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' });
  });

  it('refuses a Content-Length of 65537 with 413 without reading', async () => {
    const request = aRequest({ 'content-length': '65537' });
    await expect(read(request)).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' });
    expect(request.readableFlowing).toBeNull();
  });

  it('refuses a body whose end has not come after 10 s with 408', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const body = read(aRequest());
    const outcome = expect(body).rejects.toMatchObject({ code: 'REQUEST_TIMEOUT', status: 408 });
    vi.advanceTimersByTime(9_999);
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(1);
    await outcome;
  });

  it('refuses a body that breaks off with 400', async () => {
    const request = aRequest();
    const body = read(request);
    request.emit('aborted');
    await expect(body).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});
