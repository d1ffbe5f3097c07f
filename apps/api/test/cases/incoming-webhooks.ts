import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { ErrorCode } from '@carillon/contracts';
import { requestBytes, type RawRequest } from '../support/raw-http.js';

/** The URLs a case can send to: path and query, as in the URL that administrators copy. */
export type Targets = {
  /** A webhook in a room of three members. */
  live: string;
  /** A webhook of another room. */
  foreign: string;
  /** In rooms of 50 and of 51 members. */
  fifty: string;
  fiftyOne: string;
  /** Valid once: regenerated once, regenerated twice, regenerated and then deleted (both), room deleted. */
  retired: { first: string; second: string; deletedOld: string; deletedLast: string; roomDeleted: string };
};

export type Case = {
  title: string;
  /** What goes over the wire. A string is the body of an ordinary post. */
  send: string | Buffer | ((targets: Targets) => RawRequest | Buffer);
  status: number;
  /** Of a refusal. */
  code?: ErrorCode;
  sentence?: RegExp;
  /** What is stored and delivered; nothing if absent. */
  stored?: string;
  headers?: Readonly<Record<string, string>>;
  /** Whether the URL is one that rate headers are announced to; so unless said otherwise. */
  isAuthenticated?: boolean;
};

/** The body of the founding document's commands, verbatim. */
export const foundingBody =
  '{"Content":"Message Body emoji test: :) :+1: link test: http://sample.com email test: marymajor@example.com All member callout: @All All Present member callout: @Present"}';
const foundingContent =
  'Message Body emoji test: :) :+1: link test: http://sample.com email test: marymajor@example.com All member callout: @All All Present member callout: @Present';

const hello = '{"Content":"hello"}';
const withType = (type: string) => (targets: Targets) => ({
  target: targets.live,
  headers: { 'Content-Type': type },
  body: hello,
});
const to = (pick: (targets: Targets) => string, body = hello) => ({
  send: (targets: Targets) => ({ target: pick(targets), body }),
});
const content = (text: string) => JSON.stringify({ Content: text });

const accepted: Case[] = [
  {
    title: "accepts the founding document's curl command, verbatim",
    send: ({ live }) =>
      Buffer.from(
        `POST ${live} HTTP/1.1\r\nHost: localhost:3000\r\nUser-Agent: curl/8.5.0\r\nAccept: */*\r\n` +
          `Content-Type:application/json\r\nContent-Length: ${foundingBody.length}\r\n\r\n${foundingBody}`,
      ),
    status: 200,
    stored: foundingContent,
  },
  {
    title: "accepts the founding document's PowerShell command, with application/JSON",
    send: ({ live }) => ({
      target: live,
      headers: { 'User-Agent': 'WindowsPowerShell/5.1', 'Content-Type': 'application/JSON' },
      body: foundingBody,
    }),
    status: 200,
    stored: foundingContent,
  },
  ...[
    'application/json; charset=utf-8',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    '',
  ].map((type): Case => ({
    title: `accepts JSON that calls itself "${type}"`,
    send: withType(type),
    status: 200,
    stored: 'hello',
  })),
  { title: 'accepts a body without a content type', send: hello, status: 200, stored: 'hello' },
  {
    title: 'ignores other keys beside Content',
    send: '{"text":"no","Content":"yes","content":"no","MessageId":1,"nested":{"Content":"no"}}',
    status: 200,
    stored: 'yes',
  },
  {
    title: 'takes the last of two Content keys',
    send: '{"Content":"a","Content":"b"}',
    status: 200,
    stored: 'b',
  },
  { title: 'accepts a byte order mark', send: `\uFEFF${hello}`, status: 200, stored: 'hello' },
  {
    title: 'accepts line ends around the object',
    send: `\r\n${hello}\r\n\r\n`,
    status: 200,
    stored: 'hello',
  },
  { title: 'keeps line ends inside Content', send: '{"Content":"a\\r\\nb"}', status: 200, stored: 'a\r\nb' },
  { title: 'keeps spaces around a text', send: content('  padded \n'), status: 200, stored: '  padded \n' },
  {
    title: 'reads \\u escapes, surrogate pairs among them',
    send: '{"Content":"\\u00e9 \\ud83d\\ude00 \\u0022"}',
    status: 200,
    stored: 'é 😀 "',
  },
  { title: 'reads an escaped key', send: '{"\\u0043ontent":"hello"}', status: 200, stored: 'hello' },
  { title: 'stores NUL as U+FFFD', send: '{"Content":"a\\u0000b"}', status: 200, stored: 'a\uFFFDb' },
  {
    title: 'stores lone surrogates as U+FFFD',
    send: '{"Content":"a\\ud83d b\\ude00"}',
    status: 200,
    stored: 'a\uFFFD b\uFFFD',
  },
  {
    title: 'keeps noncharacters and right-to-left marks',
    send: content('\uFFFE\u200F'),
    status: 200,
    stored: '\uFFFE\u200F',
  },
];

const sizes: Case[] = [
  ...(
    [
      ['one', 'a', 4096, 0],
      ['two', 'é', 2048, 0],
      ['three', '€', 1365, 1],
      ['four', '😀', 1024, 0],
    ] as const
  ).flatMap(([words, character, count, padding]): Case[] => {
    const fits = character.repeat(count) + 'a'.repeat(padding);
    return [
      {
        title: `accepts 4096 bytes of ${words}-byte characters`,
        send: content(fits),
        status: 200,
        stored: fits,
      },
      {
        title: `refuses 4097 bytes of ${words}-byte characters with 413`,
        send: content(`${fits}a`),
        status: 413,
        code: 'CONTENT_TOO_LARGE',
        sentence: /4096 bytes long; this one has 4097/,
      },
    ];
  }),
  {
    title: 'counts decoded bytes: 4096 of them pass as 24576 bytes of escapes',
    send: `{"Content":"${'\\u0061'.repeat(4096)}"}`,
    status: 200,
    stored: 'a'.repeat(4096),
  },
  {
    title: 'accepts a raw body of exactly 65536 bytes',
    send: paddedTo(65_536),
    status: 200,
    stored: 'hello',
  },
  {
    title: 'refuses a raw body of 65537 bytes with 413',
    send: paddedTo(65_537),
    status: 413,
    code: 'BODY_TOO_LARGE',
    sentence: /65536 bytes/,
  },
  {
    title: 'refuses 65537 bytes that come in chunks with 413',
    send: ({ live }) => chunked(live, paddedTo(65_537)),
    status: 413,
    code: 'BODY_TOO_LARGE',
  },
  {
    title: 'refuses a Content-Length of 10 GB with 413, unread',
    send: ({ live }) =>
      requestBytes({ target: live, headers: { 'Content-Length': '10000000000' }, body: '{' }),
    status: 413,
    code: 'BODY_TOO_LARGE',
    headers: { connection: 'close' },
  },
];

const badBodies: Case[] = [
  ...(
    [
      ['an empty body', ''],
      ['text', 'hello'],
      ['half an object', '{"Content":"hello"'],
      ['single quotes', "{'Content':'hello'}"],
      ['form data', 'Content=hello'],
      ['two objects', '{"Content":"a"}{"Content":"b"}'],
      ['a raw line end inside the string', '{"Content":"a\nb"}'],
    ] as const
  ).map(([words, body]): Case => ({
    title: `refuses ${words} with 400: not JSON`,
    send: body,
    status: 400,
    code: 'BODY_NOT_JSON',
  })),
  {
    title: 'refuses invalid UTF-8 with 400',
    send: Buffer.concat([Buffer.from('{"Content":"'), Buffer.from([0xff]), Buffer.from('"}')]),
    status: 400,
    code: 'BODY_NOT_JSON',
  },
  {
    title: 'refuses UTF-16 with 400',
    send: Buffer.from(`\uFEFF${hello}`, 'utf16le'),
    status: 400,
    code: 'BODY_NOT_JSON',
  },
  ...['[{"Content":"hello"}]', 'null', '7', '"hello"', 'true'].map((body): Case => ({
    title: `refuses ${body} with 400: not an object`,
    send: body,
    status: 400,
    code: 'BODY_NOT_OBJECT',
  })),
  {
    title: 'refuses {} with 400: Content missing',
    send: '{}',
    status: 400,
    code: 'CONTENT_MISSING',
    sentence: /^The key "Content" is missing\.$/,
  },
  ...['text', 'content', 'message', 'attachments'].map((key): Case => ({
    title: `names the key "${key}" that it found instead of Content`,
    send: JSON.stringify({ [key]: 'hello' }),
    status: 400,
    code: 'CONTENT_MISSING',
    sentence: new RegExp(`Found "${key}" instead`),
  })),
  ...(
    [
      ['7', 'a number'],
      ['null', 'null'],
      ['true', 'a boolean'],
      ['["a"]', 'an array'],
      ['{"a":1}', 'an object'],
    ] as const
  ).map(([value, found]): Case => ({
    title: `refuses Content that is ${found} with 400`,
    send: `{"Content":${value}}`,
    status: 400,
    code: 'CONTENT_NOT_STRING',
    sentence: new RegExp(`not ${found}\\.`),
  })),
  ...['', ' ', '\t\r\n', '\u00a0\u3000'].map((text): Case => ({
    title: `refuses ${JSON.stringify(text)} with 400: blank`,
    send: content(text),
    status: 400,
    code: 'CONTENT_BLANK',
  })),
];

const encoded = (encoding: string, body: Buffer | string) => (targets: Targets) => ({
  target: targets.live,
  headers: { 'Content-Encoding': encoding },
  body,
});

const encodings: Case[] = [
  ...(
    [
      ['gzip', gzipSync(hello)],
      ['GZip', gzipSync(hello)],
      ['x-gzip', gzipSync(hello)],
      ['deflate', deflateSync(hello)],
      ['br', brotliCompressSync(hello)],
      ['identity', hello],
      ['', hello],
    ] as const
  ).map(([encoding, body]): Case => ({
    title: `accepts a body with Content-Encoding "${encoding}"`,
    send: encoded(encoding, body),
    status: 200,
    stored: 'hello',
  })),
  ...['compress', 'zstd', 'gzip, gzip', 'nonsense', 'toString'].map((encoding): Case => ({
    title: `refuses a body with Content-Encoding "${encoding}" with 415`,
    send: encoded(encoding, hello),
    status: 415,
    code: 'CONTENT_ENCODING_UNSUPPORTED',
  })),
  ...(
    [
      ['that is none', Buffer.from(hello)],
      ['that is cut off', gzipSync(hello).subarray(0, 20)],
      ['of no bytes', Buffer.alloc(0)],
    ] as const
  ).map(([words, body]): Case => ({
    title: `refuses gzip ${words} with 400`,
    send: encoded('gzip', body),
    status: 400,
    code: 'CONTENT_ENCODING_INVALID',
    sentence: /not the gzip that/,
  })),
  {
    title: 'accepts gzip that grows to exactly 65536 bytes',
    send: encoded('gzip', gzipSync(hello.padEnd(65_536))),
    status: 200,
    stored: 'hello',
  },
  {
    title: 'refuses gzip that grows to 65537 bytes with 413',
    send: encoded('gzip', gzipSync(hello.padEnd(65_537))),
    status: 413,
    code: 'BODY_TOO_LARGE',
  },
  {
    title: 'refuses 60 KiB of gzip that would grow to 60 MiB with 413',
    send: encoded('gzip', gzipSync(Buffer.alloc(60 * 1024 * 1024, ' '))),
    status: 413,
    code: 'BODY_TOO_LARGE',
  },
];

const wires: Case[] = [
  { title: 'accepts a chunked body', send: ({ live }) => chunked(live, hello), status: 200, stored: 'hello' },
  {
    title: 'accepts a chunked body with extensions and trailers',
    send: ({ live }) =>
      Buffer.from(
        `POST ${live} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n` +
          `5;name=value\r\n{"Con\r\ne\r\ntent":"hello"}\r\n0\r\nX-Sum: 1\r\n\r\n`,
      ),
    status: 200,
    stored: 'hello',
  },
  {
    title: 'accepts HTTP/1.0',
    send: ({ live }) => ({ target: live, version: '1.0', body: hello }),
    status: 200,
    stored: 'hello',
  },
  {
    title: 'accepts HTTP/1.0 with Expect: 100-continue, which means nothing there',
    send: ({ live }) => ({ target: live, version: '1.0', headers: { Expect: '100-continue' }, body: hello }),
    status: 200,
    stored: 'hello',
  },
  {
    title: 'ignores an expectation it does not know',
    send: ({ live }) => ({ target: live, headers: { Expect: 'a-miracle' }, body: hello }),
    status: 200,
    stored: 'hello',
  },
  {
    title: "accepts a post that offers to upgrade to HTTP/2, as Java's client does",
    send: ({ live }) => ({
      target: live,
      headers: {
        Connection: 'Upgrade, HTTP2-Settings',
        Upgrade: 'h2c',
        'HTTP2-Settings': 'AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA',
        'Content-Type': 'application/json',
      },
      body: hello,
    }),
    status: 200,
    stored: 'hello',
  },
  {
    title: 'accepts the absolute form of the request target',
    send: ({ live }) => ({ target: `http://chat.example.com${live}`, body: hello }),
    status: 200,
    stored: 'hello',
  },
];

const urls: Case[] = [
  {
    title: 'accepts a trailing slash',
    ...to(({ live }) => live.replace('?', '/?')),
    status: 200,
    stored: 'hello',
  },
  {
    title: 'accepts further parameters on both sides of the token',
    ...to(({ live }) => `${live.replace('?', '?a=1&')}&b=2&c`),
    status: 200,
    stored: 'hello',
  },
  {
    title: 'accepts a further parameter that holds a question mark',
    ...to(({ live }) => live.replace('?', '?from=a?b&')),
    status: 200,
    stored: 'hello',
  },
  { title: 'accepts an upper-case id', ...to(upperCaseId), status: 200, stored: 'hello' },
  { title: 'accepts a percent-encoded token', ...to(percentEncoded), status: 200, stored: 'hello' },
  {
    title: 'accepts the token as Authorization: Bearer where the URL has none',
    send: ({ live }) => ({
      target: live.replace(/\?.*/, '?a=1'),
      headers: { Authorization: `Bearer ${tokenOf(live)}` },
      body: hello,
    }),
    status: 200,
    stored: 'hello',
  },
  ...(
    [
      ["another webhook's token as Bearer", ({ foreign }) => `Bearer ${tokenOf(foreign)}`],
      ['its token as Basic', ({ live }) => `Basic ${tokenOf(live)}`],
      ['a wrong token as Bearer', () => 'Bearer nonsense'],
    ] as [string, (targets: Targets) => string][]
  ).map(([words, authorization]): Case => ({
    title: `refuses ${words} with 403`,
    send: (targets) => ({
      target: targets.live.replace(/\?.*/, ''),
      headers: { Authorization: authorization(targets) },
      body: hello,
    }),
    status: 403,
    code: 'WEBHOOK_URL_INVALID',
    isAuthenticated: false,
  })),
  {
    title: 'refuses a token as Bearer that was retired with 404',
    send: ({ retired }) => ({
      target: retired.first.replace(/\?.*/, ''),
      headers: { Authorization: `Bearer ${tokenOf(retired.first)}` },
      body: hello,
    }),
    status: 404,
    code: 'WEBHOOK_URL_RETIRED',
    isAuthenticated: false,
  },
  ...(
    [
      ['no id', () => '/incomingwebhooks'],
      ['an empty id', () => '/incomingwebhooks/'],
      ['a malformed id', ({ live }) => live.replace(/[0-9a-f-]{36}/, 'not-a-uuid')],
      ['an unknown id', ({ live }) => live.replace(/[0-9a-f-]{36}/, '00000000-0000-4000-8000-000000000000')],
      ['something behind the id', ({ live }) => live.replace('?', '/more?')],
      ['no query', ({ live }) => live.replace(/\?.*/, '')],
      ['an empty token', ({ live }) => live.replace(/token=.*/, 'token=')],
      ['a token of another name', ({ live }) => live.replace('token=', 'Token=')],
      ['a short token', ({ live }) => live.slice(0, -1)],
      ['a token with a typing error', typo],
      [
        "another webhook's token",
        ({ live, foreign }) => live.replace(/token=.*/, `token=${tokenOf(foreign)}`),
      ],
      ['a hostile token', ({ live }) => live.replace(/token=.*/, "token=';drop%20table%20webhooks;--%00%ff")],
    ] as [string, (targets: Targets) => string][]
  ).map(([words, pick]): Case => ({
    title: `refuses ${words} with 403`,
    ...to(pick),
    status: 403,
    code: 'WEBHOOK_URL_INVALID',
    isAuthenticated: false,
  })),
  ...(
    [
      ['a URL that was regenerated', 'first'],
      ['a URL that was regenerated after another had been', 'second'],
      ['the old URL of a deleted webhook', 'deletedOld'],
      ['the last URL of a deleted webhook', 'deletedLast'],
      ['the URL of a deleted room', 'roomDeleted'],
    ] as const
  ).map(([words, name]): Case => ({
    title: `refuses ${words} with 404`,
    ...to(({ retired }) => retired[name]),
    status: 404,
    code: 'WEBHOOK_URL_RETIRED',
    isAuthenticated: false,
  })),
];

const methods: Case[] = ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'].map((method) => ({
  title: `refuses ${method} with 405, and never posts`,
  send: ({ live }) => ({ method, target: live, ...(method === 'PUT' ? { body: hello } : {}) }),
  status: 405,
  code: 'METHOD_NOT_ALLOWED',
  headers: { allow: 'POST' },
  isAuthenticated: false,
}));

const noCors: Case[] = [
  {
    title: 'answers a post from a foreign page without any CORS header',
    send: ({ live }) => ({ target: live, headers: { Origin: 'https://evil.example' }, body: hello }),
    status: 200,
    stored: 'hello',
  },
  {
    title: 'answers a preflight with 405 and without any CORS header',
    send: ({ live }) => ({
      method: 'OPTIONS',
      target: live,
      headers: {
        Origin: 'https://evil.example',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'content-type',
        'Access-Control-Request-Private-Network': 'true',
      },
    }),
    status: 405,
    code: 'METHOD_NOT_ALLOWED',
    isAuthenticated: false,
  },
  {
    title: 'ignores cookies, and Authorization where the URL has a token, however wrong',
    send: ({ live }) => ({
      target: live,
      headers: { Cookie: 'carillon_session=nonsense; %%%', Authorization: 'Bearer nonsense' },
      body: hello,
    }),
    status: 200,
    stored: 'hello',
  },
];

const order: Case[] = [
  {
    title: 'says 405 to a GET with a bad token',
    send: ({ live }) => ({ method: 'GET', target: typo({ live }) }),
    status: 405,
    code: 'METHOD_NOT_ALLOWED',
    isAuthenticated: false,
  },
  {
    title: 'says 403 to a bad token with 10 GB, unread',
    send: ({ live }) => ({ target: typo({ live }), headers: { 'Content-Length': '10000000000' } }),
    status: 403,
    code: 'WEBHOOK_URL_INVALID',
    isAuthenticated: false,
  },
  {
    title: 'says 404 to a retired URL with 10 GB, unread',
    send: ({ retired }) => ({ target: retired.first, headers: { 'Content-Length': '10000000000' } }),
    status: 404,
    code: 'WEBHOOK_URL_RETIRED',
    isAuthenticated: false,
  },
  {
    title: 'says 413 to a body that is too large before it says that it is not JSON',
    send: 'x'.repeat(65_537),
    status: 413,
    code: 'BODY_TOO_LARGE',
  },
  {
    title: 'says 413 to 4097 blanks',
    send: content(' '.repeat(4097)),
    status: 413,
    code: 'CONTENT_TOO_LARGE',
  },
];

const broadcasts: Case[] = [
  ...['@All', '@present please', '<@all|Everyone> hi', '<@present|Here>'].flatMap((text): Case[] => [
    {
      title: `accepts ${text} in a room of 50 members`,
      send: ({ fifty }) => ({ target: fifty, body: content(text) }),
      status: 200,
      stored: text,
    },
    {
      title: `refuses ${text} in a room of 51 members with 400`,
      send: ({ fiftyOne }) => ({ target: fiftyOne, body: content(text) }),
      status: 400,
      code: 'BROADCAST_TOO_LARGE',
      sentence: /50 or fewer members; this room has 51/,
    },
  ]),
  ...['`@All` in code', '```\n<@all|x>\n```', '/code @Present', 'mail@all.example', '@allison'].map(
    (text): Case => ({
      title: `accepts ${JSON.stringify(text)} in a room of 51 members: it calls nobody`,
      send: ({ fiftyOne }) => ({ target: fiftyOne, body: content(text) }),
      status: 200,
      stored: text,
    }),
  ),
];

/** Every case, by what it is about. */
export const cases: Record<string, Case[]> = {
  'what is accepted': accepted,
  sizes,
  'bodies that are no message': badBodies,
  'ways over the wire': wires,
  'compressed bodies': encodings,
  URLs: urls,
  methods,
  'other sites': noCors,
  'order of the refusals': order,
  'broadcasts and members': broadcasts,
};

function paddedTo(bytes: number): string {
  const empty = '{"Content":"hello","padding":""}';
  return `{"Content":"hello","padding":"${'x'.repeat(bytes - empty.length)}"}`;
}

function chunked(target: string, body: string): Buffer {
  const middle = Math.floor(body.length / 2);
  const chunks = [body.slice(0, middle), body.slice(middle), ''];
  const encoded = chunks.map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join('');
  return requestBytes({ target, headers: { 'Transfer-Encoding': 'chunked' }, body: encoded });
}

function tokenOf(target: string): string {
  return /token=(.*)$/.exec(target)?.[1] ?? '';
}

function percentEncoded({ live }: Targets): string {
  const encoded = [...Buffer.from(tokenOf(live))].map((byte) => `%${byte.toString(16)}`).join('');
  return live.replace(/token=.*/, `token=${encoded}`);
}

function upperCaseId({ live }: Targets): string {
  return live.replace(/[0-9a-f-]{36}/, (id) => id.toUpperCase());
}

/** Two neighbouring characters of the random part changed, as a bad copy does. */
function typo({ live }: Pick<Targets, 'live'>): string {
  return live.replace(
    /(carillonwh.{5})(.)/,
    (_all, before: string, character: string) => `${before}${character === 'x' ? 'y' : 'x'}`,
  );
}
