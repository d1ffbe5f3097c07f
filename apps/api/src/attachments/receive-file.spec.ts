import { createWriteStream } from 'node:fs';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { limits } from '@carillon/contracts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { receiveFile } from './receive-file.js';

/** A request whose bytes a test hands over piece by piece. */
function aRequest(): IncomingMessage {
  const request = new IncomingMessage(new Socket());
  request.headers = { 'content-type': 'multipart/form-data; boundary=x' };
  return request;
}

const begin = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n';

afterEach(() => {
  vi.useRealTimers();
});

describe('receiving a file', () => {
  it('refuses with 507 STORAGE_FULL what a full disk does not take', async () => {
    const request = aRequest();
    request.push(begin);
    request.push(Buffer.alloc(100_000, 1));
    const received = receiveFile(request, () => createWriteStream('/dev/full'));
    await expect(received).rejects.toMatchObject({ code: 'STORAGE_FULL', status: 507 });
  });

  it('refuses with 503 STORAGE_UNAVAILABLE what a broken disk does not take', async () => {
    const request = aRequest();
    request.push(begin);
    request.push('bytes');
    const received = receiveFile(request, () => createWriteStream('/nowhere/at/all'));
    await expect(received).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE', status: 503 });
  });

  it('gives up with 408 once nothing has come for 20 s', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const request = aRequest();
    request.push(begin);
    const received = receiveFile(request, () => createWriteStream('/dev/null'));
    const outcome = expect(received).rejects.toMatchObject({ code: 'REQUEST_TIMEOUT', status: 408 });
    vi.advanceTimersByTime(limits.attachments.maxUploadPauseMs);
    await outcome;
  });
});
