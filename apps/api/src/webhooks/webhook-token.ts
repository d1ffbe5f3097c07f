import { randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { webhookTokenLength, webhookTokenPattern, webhookTokenPrefix } from '@carillon/contracts';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const checksumLength = 6;
const randomLength = webhookTokenLength - webhookTokenPrefix.length - checksumLength;
const wholeToken = new RegExp(`^${webhookTokenPattern.source}$`);

/** A new token: prefix, 32 random characters (190 bits), checksum. Letters and digits only. */
export function newWebhookToken(): string {
  const random = Array.from({ length: randomLength }, () => alphabet.charAt(randomInt(alphabet.length))).join(
    '',
  );
  return withChecksum(webhookTokenPrefix + random);
}

/** Whether a text can be a token at all. A typing error is found here, without asking the database. */
export function isWebhookToken(text: string): boolean {
  return wholeToken.test(text) && withChecksum(text.slice(0, -checksumLength)) === text;
}

/** CRC-32 as in zip and PNG: its 32 bits fit into six base-62 digits. */
function withChecksum(body: string): string {
  return body + inBase62(crc32(body)).padStart(checksumLength, '0');
}

function inBase62(number: number): string {
  const rest = Math.floor(number / alphabet.length);
  return (rest > 0 ? inBase62(rest) : '') + alphabet.charAt(number % alphabet.length);
}
