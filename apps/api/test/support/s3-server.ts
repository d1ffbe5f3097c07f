import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const s3Keys = { accessKeyId: 'AKIATEST', secretAccessKey: 'a secret key of this test' };

export type S3Server = {
  readonly url: string;
  /** What is stored, by `/<bucket>/<key>`. */
  readonly objects: Map<string, Buffer>;
  /** From now on every request is answered with this status; undefined: as it should be. */
  failWith(status: number | undefined): void;
  stop(): Promise<void>;
};

/**
 * The part of S3's protocol that attachments need, over real HTTP. It refuses what is not signed by Signature
 * Version 4 with the right keys, worked out here from the bytes that arrive and not by the library under test.
 */
export async function startS3Server(): Promise<S3Server> {
  const objects = new Map<string, Buffer>();
  let failure: number | undefined;
  const server = createServer((request, answer) => {
    void handle(request, answer, objects, failure);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    objects,
    failWith: (status) => {
      failure = status;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function handle(
  request: IncomingMessage,
  answer: ServerResponse,
  objects: Map<string, Buffer>,
  failure: number | undefined,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const path = new URL(request.url ?? '/', 'http://s3').pathname;
  if (failure !== undefined) {
    refuse(answer, failure, 'InternalError');
    return;
  }
  if (!isSigned(request, body)) {
    refuse(answer, 403, 'SignatureDoesNotMatch');
    return;
  }
  if (request.method === 'PUT') {
    objects.set(path, body);
    answer.writeHead(200, { etag: '"stored"' }).end();
  } else if (request.method === 'DELETE') {
    objects.delete(path);
    answer.writeHead(204).end();
  } else sendObject(request, answer, objects.get(path));
}

function sendObject(request: IncomingMessage, answer: ServerResponse, object: Buffer | undefined): void {
  if (object === undefined) {
    refuse(answer, 404, 'NoSuchKey');
    return;
  }
  const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
  if (start === undefined || end === undefined) answer.writeHead(200).end(object);
  else answer.writeHead(206).end(object.subarray(Number(start), Number(end) + 1));
}

function refuse(answer: ServerResponse, status: number, code: string): void {
  answer.writeHead(status, { 'content-type': 'application/xml' });
  answer.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest('hex');
const hmac = (key: Buffer | string, data: string) => createHmac('sha256', key).update(data).digest();

function isSigned(request: IncomingMessage, body: Buffer): boolean {
  const { headers, method = '' } = request;
  const pattern =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/;
  const [, accessKeyId, day = '', region = '', signedHeaders = '', signature] =
    pattern.exec(headers.authorization ?? '') ?? [];
  const declared = String(headers['x-amz-content-sha256']);
  if (declared !== 'UNSIGNED-PAYLOAD' && declared !== sha256(body)) return false;
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://s3');
  const query = [...searchParams].map((pair) => pair.map(encodeURIComponent).join('=')).sort();
  const lines = signedHeaders.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const canonical = [method, pathname, query.join('&'), lines.join(''), signedHeaders, declared].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', String(headers['x-amz-date']), scope, sha256(canonical)].join('\n');
  const key = [day, region, 's3', 'aws4_request'].reduce<Buffer | string>(
    hmac,
    `AWS4${s3Keys.secretAccessKey}`,
  );
  return accessKeyId === s3Keys.accessKeyId && hmac(key, toSign).toString('hex') === signature;
}
