import { DomainError } from '../../platform/errors/domain-error.js';
import { refuseLargeContent } from './size.js';

/** Keys under which other systems carry their text; naming the one found tells a sender what to change. */
const foreignKeys = [
  'content',
  'text',
  'message',
  'body',
  'msg',
  'markdown',
  'attachments',
  'blocks',
  'embeds',
  'alerts',
];

// `ignoreBOM: false` drops a byte order mark; `fatal` refuses what is not UTF-8.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/**
 * The `Content` of a post. The Content-Type header does not matter: the bytes must be a JSON object in UTF-8.
 * @throws DomainError BODY_NOT_JSON, BODY_NOT_OBJECT, CONTENT_MISSING, CONTENT_NOT_STRING, CONTENT_TOO_LARGE,
 *   CONTENT_BLANK
 */
export function readContent(body: Buffer): string {
  const content = contentOf(parseObject(body));
  refuseLargeContent(content);
  if (content.trim() === '') throw new DomainError('CONTENT_BLANK');
  return content;
}

function parseObject(body: Buffer): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(utf8.decode(body));
  } catch (cause) {
    throw new DomainError('BODY_NOT_JSON', { cause });
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new DomainError('BODY_NOT_OBJECT');
  return { ...parsed };
}

function contentOf(payload: Record<string, unknown>): string {
  if (!Object.hasOwn(payload, 'Content'))
    throw new DomainError('CONTENT_MISSING', { values: { hint: hintFor(payload) } });
  const content = payload['Content'];
  if (typeof content !== 'string')
    throw new DomainError('CONTENT_NOT_STRING', { values: { found: nameOfType(content) } });
  return content;
}

function hintFor(payload: Record<string, unknown>): string {
  const found = foreignKeys.find((key) => Object.hasOwn(payload, key));
  if (found === undefined) return '';
  return ` Found "${found}" instead: rename that key to "Content" with a capital C and a string as its value.`;
}

function nameOfType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
