import { mutated, someBody, verdictOn } from './bodies.js';
import type { Random } from './random.js';

/** One request as its bytes, and what the contract lets it do. */
export type FuzzRequest = {
  bytes: Buffer;
  method: string;
  /** What may be stored of it: one text, or none; several where its length lies. */
  contents: string[];
  /** The only status that is right; null where several are. */
  status: number | null;
  /** Whether it ends where its headers say, so that an answer is due, and another request can follow. */
  isWhole: boolean;
  /** Whether its path is that of webhooks, whose answers are all of one form. */
  isOurs: boolean;
};

type Line = { method: string; target: string; version: string; isPlain: boolean; isOurs: boolean };
/** `bodies` are the bodies that a server can take it for. */
type Framing = { headers: string[]; body: Buffer; bodies: Buffer[]; isWhole: boolean };

/** A request to a webhook, in some way out of the ordinary. */
export function someRequest(random: Random, path: string, mark: string): FuzzRequest {
  const body = someBody(random, mark);
  const line = random.chance(0.75)
    ? { method: 'POST', target: harmless(random, path), version: '1.1', isPlain: true, isOurs: true }
    : someLine(random, path);
  const framing = random.chance(0.85) ? rightFraming(random, body, line.version) : wrongFraming(random, body);
  const isHeadersPlain = random.chance(0.85);
  const headers = ['Host: chat.example.com', ...framing.headers];
  headers.push(...(isHeadersPlain ? harmlessHeaders(random) : wildHeaders(random)));
  const head = `${line.method} ${line.target} HTTP/${line.version}\r\n${shuffled(random, headers).join('\r\n')}\r\n\r\n`;
  const verdicts = framing.bodies.map(verdictOn);
  const isPlain = line.isPlain && isHeadersPlain && framing.isWhole;
  const bytes = Buffer.concat([Buffer.from(head, 'latin1'), framing.body]);
  return {
    bytes,
    method: line.method,
    contents: verdicts.flatMap((verdict) => ('content' in verdict ? [verdict.content] : [])),
    status: isPlain ? (verdicts[0]?.status ?? null) : null,
    isWhole: isPlain,
    isOurs: line.isOurs,
  };
}

/** Spellings of the URL that mean the same. */
function harmless(random: Random, path: string): string {
  switch (random.int(0, 5)) {
    case 0:
      return path.replace('?', '/?');
    case 1:
      return `${path.replace('?', '?a=1&')}&b=%00`;
    case 2:
      return path.replace(/token=(.)/, (_all, first: string) => `token=%${first.charCodeAt(0).toString(16)}`);
    case 3:
      return `http://chat.example.com${path}`;
    default:
      return path;
  }
}

function someLine(random: Random, path: string): Line {
  const method = random.pick([
    'POST',
    'GET',
    'HEAD',
    'PUT',
    'OPTIONS',
    'DELETE',
    'PATCH',
    'TRACE',
    'post',
    'P OST',
    '',
    'POST\t',
  ]);
  const version = random.pick(['1.1', '1.1', '1.1', '1.0', '0.9', '1.2', '2.0', '9.9', 'x']);
  const target = random.pick([
    path,
    path.slice(0, -1),
    path.replace(/token=.*/, ''),
    path.replace(/[0-9a-f]{8}-/, '00000000-'),
    `${path.split('?')[0] ?? ''}?token=${'%ff'.repeat(random.int(0, 40))}`,
    `/incomingwebhooks/${'a/'.repeat(random.int(0, 200))}`,
    `/incomingwebhooks/${random
      .bytes(random.int(1, 30))
      .toString('latin1')
      .replace(/[\r\n ]/g, '_')}`,
    mutated(random, Buffer.from(path))
      .toString('latin1')
      .replace(/[\r\n ]/g, '_'),
    `${path}&long=${'x'.repeat(random.int(1, 20_000))}`,
    '*',
    '//',
  ]);
  return { method, target, version, isPlain: false, isOurs: /^\/incomingwebhooks([/?]|$)/.test(target) };
}

function rightFraming(random: Random, body: Buffer, version: string): Framing {
  const isChunked = random.chance(0.4) && version === '1.1';
  const headers = [isChunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${body.length}`];
  return { headers, body: isChunked ? chunked(random, body) : body, bodies: [body], isWhole: true };
}

function chunked(random: Random, body: Buffer): Buffer {
  const parts: Buffer[] = [];
  const size = random.pick([1, 7, 64, 1000, 100_000]);
  // Bytes one at a time only of what is short: the server need not be bored to be tested.
  const step = body.length > 2000 ? Math.max(size, 500) : size;
  for (let at = 0; at < body.length; at += step) {
    const chunk = body.subarray(at, at + step);
    const hex = chunk.length.toString(16);
    const length = random.pick([hex, hex.toUpperCase(), `00${hex}`, `${hex};name=value`]);
    parts.push(Buffer.from(`${length}\r\n`), chunk, Buffer.from('\r\n'));
  }
  parts.push(Buffer.from(random.chance(0.1) ? '0\r\nX-Trailer: 1\r\n\r\n' : '0\r\n\r\n'));
  return Buffer.concat(parts);
}

/** Chunks whose sizes or ends are wrong; what is in them stays as it is. */
function brokenChunks(random: Random, body: Buffer): Buffer {
  const size = body.length.toString(16);
  const [length, ending] = random.pick([
    ['zz', '\r\n0\r\n\r\n'],
    ['-1', '\r\n0\r\n\r\n'],
    ['', '\r\n0\r\n\r\n'],
    ['ffffffffffffffff', '\r\n0\r\n\r\n'],
    [(body.length + 1).toString(16), '\r\n0\r\n\r\n'],
    [size, '0\r\n\r\n'],
    [size, '\r\n'],
    [size, '\r\n0\r\n'],
    [size, '\n0\n\n'],
  ]);
  return Buffer.concat([Buffer.from(`${length}\r\n`), body, Buffer.from(ending)]);
}

/** Lengths that lie, chunks that are none, bodies that end too early. */
function wrongFraming(random: Random, body: Buffer): Framing {
  const wrong = (headers: string[], sent = body, ...others: Buffer[]): Framing => ({
    headers,
    body: sent,
    bodies: [body, ...others],
    isWhole: false,
  });
  const length = `Content-Length: ${body.length}`;
  const shorter = Math.max(0, body.length - random.int(1, 10));
  switch (random.int(0, 5)) {
    case 0:
      return wrong(['Transfer-Encoding: chunked'], brokenChunks(random, body));
    case 1:
      return wrong([length, 'Transfer-Encoding: chunked'], chunked(random, body));
    case 2:
      return wrong([length, 'Content-Length: 3']);
    case 3:
      return wrong([`Transfer-Encoding: ${random.pick(['gzip', 'identity', 'chunked, gzip', 'xchunked'])}`]);
    case 4:
      return wrong([`Content-Length: ${shorter}`], body, body.subarray(0, shorter));
    default:
      return wrong([`Content-Length: ${random.pick([String(body.length + 5), ...lies])}`]);
  }
}

const lies = ['10000000000', '-1', '+5', '0x10', '5, 5', '', '99999999999999999999999'];

function harmlessHeaders(random: Random): string[] {
  const all = [
    'Content-Type: application/json',
    'content-type: text/plain; charset=latin1',
    'Content-Type: application/x-www-form-urlencoded',
    'Content-Type:',
    'CONTENT-TYPE: \t;;;=',
    'Accept: */*',
    'User-Agent: fuzz/1.0 (\xe9)',
    'Cookie: carillon_session=nonsense; %%%',
    'Origin: https://evil.example',
    'X-Forwarded-For: 1.2.3.4, unknown',
    'Accept-Encoding: gzip',
    'Connection: keep-alive',
  ];
  return all.filter(() => random.chance(0.15));
}

function wildHeaders(random: Random): string[] {
  const all = [
    'Expect: 100-continue',
    'Expect: a-miracle',
    'Connection: close',
    'Connection: Upgrade',
    'Upgrade: h2c',
    'Content-Encoding: gzip',
    'Authorization: Bearer nonsense',
    'Authorization: Basic OjEyMw==',
    `X-Long: ${'x'.repeat(random.int(1, 20_000))}`,
    `X-Odd: ${random.bytes(20).toString('latin1')}`,
    ' folded: line',
    'no colon at all',
    ': no name',
    'Host: another.example.com',
    `webhook-id: ${random.bytes(8).toString('hex')}`,
    `Idempotency-Key: ${random.bytes(random.int(12, 100)).toString('base64')}`,
  ];
  return all.filter(() => random.chance(0.2));
}

function shuffled(random: Random, lines: string[]): string[] {
  return lines
    .map((line) => ({ line, order: random.next() }))
    .sort((left, right) => left.order - right.order)
    .map(({ line }) => line);
}
