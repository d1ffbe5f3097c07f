import { limits } from '@carillon/contracts';
import type { Random } from './random.js';

const { maxBodyBytes, maxContentBytes } = limits.incomingWebhook;

/** What the contract makes of a body that arrives whole: the status, and what is stored. */
export type Verdict = { status: 200; content: string } | { status: 400 | 413 };

/** The contract, read a second time, apart from the server's reading of it. */
export function verdictOn(body: Buffer): Verdict {
  if (body.length > maxBodyBytes) return { status: 413 };
  const content = contentOf(body);
  if (content === undefined) return { status: 400 };
  if (Buffer.byteLength(content) > maxContentBytes) return { status: 413 };
  if (content.trim() === '') return { status: 400 };
  return { status: 200, content: content.replaceAll('\0', '\uFFFD').toWellFormed() };
}

function contentOf(body: Buffer): string | undefined {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined;
    const content = Object.entries(parsed).find(([key]) => key === 'Content')?.[1] as unknown;
    return typeof content === 'string' ? content : undefined;
  } catch {
    // No JSON, or no UTF-8: the verdict says so.
    return undefined;
  }
}

const scraps = [
  'hello ',
  '**bold** ',
  '@All ',
  '@nobody ',
  '```\ncode\n```',
  ':tada:',
  'https://example.com/a?b=c ',
  '<script>alert(1)</script>',
  '| a | b |\n|---|---|\n',
  '/md ',
  '\u0000',
  '\ud83d',
  '\ude00',
  '\u{1f680}',
  '\uFEFF',
  '\u202E',
  '\r\n',
  '\t',
  '東京',
  'é',
  '"',
  '\\',
  "';drop table messages;--",
  '%00%ff',
  '${jndi:ldap://a}',
] as const;

function someText(random: Random): string {
  const count = random.int(0, 12);
  return Array.from({ length: count }, () => random.pick(scraps)).join('');
}

/** Escapes more than it must, now and then. */
function asJson(random: Random, value: unknown): string {
  const json = JSON.stringify(value);
  if (!random.chance(0.2)) return json;
  return json.replace(/[a-z]/g, (letter, at: number) =>
    at > 2 && json[at - 1] !== '\\' && random.chance(0.1)
      ? `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
      : letter,
  );
}

/** A body that the contract accepts, more often than not; `mark` tells whose it is. */
export function someBody(random: Random, mark: string): Buffer {
  const plain = Buffer.from(asJson(random, { Content: mark + someText(random) }));
  switch (random.int(0, 15)) {
    case 0:
      return mutated(random, plain);
    case 1:
      return mutated(random, mutated(random, plain));
    case 2:
      return random.bytes(random.int(0, 300));
    case 3:
      return Buffer.from(
        JSON.stringify({ Content: (mark + 'é'.repeat(2048)).slice(0, random.int(2035, 2060)) }),
      );
    case 4:
      return Buffer.from(`${plain.toString()}${' '.repeat(random.int(65_000, 66_000))}`);
    case 5:
      return Buffer.from(
        random.pick(['{}', 'null', '[]', '7', '""', 'true', '', '{"Content":7}', '{"Content":null}']),
      );
    case 6:
      return Buffer.from(
        random.pick(['{"text":"a"}', '{"content":"a"}', '{"Content":{"a":1}}', 'Content=a']),
      );
    case 7:
      return Buffer.from('['.repeat(random.int(1, 60_000)));
    case 8:
      return Buffer.from(`{"__proto__":{"Content":"x"},"constructor":1,"Content":${JSON.stringify(mark)}}`);
    case 9:
      return Buffer.from(`\uFEFF\r\n ${JSON.stringify({ a: [1], Content: mark, z: { Content: 'no' } })}\n`);
    case 10:
      return Buffer.from(`{"Content":"first","Content":${JSON.stringify(mark)}}`);
    default:
      return plain;
  }
}

/** One change somewhere: a bit, a byte more or less, a piece twice, an end too early. */
export function mutated(random: Random, bytes: Buffer): Buffer {
  const at = random.int(0, Math.max(0, bytes.length - 1));
  const [head, tail] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (random.int(0, 5)) {
    case 0:
      return Buffer.concat([head, Buffer.from([(tail[0] ?? 0) ^ (1 << random.int(0, 7))]), tail.subarray(1)]);
    case 1:
      return Buffer.concat([head, tail.subarray(random.int(1, 4))]);
    case 2:
      return Buffer.concat([head, random.bytes(random.int(1, 4)), tail]);
    case 3:
      return Buffer.concat([head, tail.subarray(0, random.int(1, 20)), tail]);
    case 4:
      return Buffer.concat([
        head,
        Buffer.from([random.pick([0x00, 0x0a, 0x22, 0x5c, 0x7b, 0x80, 0xff])]),
        tail,
      ]);
    default:
      return head;
  }
}
