import { webhookTokenLength, webhookTokenPattern } from '@carillon/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWebhookToken, newWebhookToken } from './webhook-token.js';

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'.split(/(?!^)/u);
const anyToken = fc.noShrink(fc.constant(null).map(() => newWebhookToken()));

describe('a webhook token', () => {
  it('is 48 letters and digits in the form published for secret scanners', () => {
    const token = newWebhookToken();
    expect(token).toMatch(/^carillonwh[0-9A-Za-z]{38}$/);
    expect(token).toHaveLength(webhookTokenLength);
    const log = `POST /incomingwebhooks/x?token=${token}&source=ci HTTP/1.1`;
    expect(webhookTokenPattern.exec(log)?.[0]).toBe(token);
  });

  it('is new each time: 1,000 tokens are 1,000 different ones, and use all 62 characters', () => {
    const tokens = Array.from({ length: 1000 }, newWebhookToken);
    expect(new Set(tokens).size).toBe(1000);
    expect(new Set(tokens.map((token) => token.slice(10, 42)).join('')).size).toBe(62);
  });

  it('is accepted as it was made', () => {
    fc.assert(fc.property(anyToken, (token) => isWebhookToken(token)));
  });

  it('is refused after any change of 1 character', () => {
    const place = fc.nat(webhookTokenLength - 1);
    const letter = fc.constantFrom(...letters, '-', '_', '%', ' ', '\n', 'é');
    fc.assert(
      fc.property(anyToken, place, letter, (token, index, other) => {
        fc.pre(token[index] !== other);
        return !isWebhookToken(token.slice(0, index) + other + token.slice(index + 1));
      }),
      { numRuns: 2000 },
    );
  });

  it('is refused after every possible change of 1 character of one token', () => {
    const token = newWebhookToken();
    const changed = Array.from(token).flatMap((original, index) =>
      letters
        .filter((other) => other !== original)
        .map((other) => token.slice(0, index) + other + token.slice(index + 1)),
    );
    expect(changed).toHaveLength(webhookTokenLength * 61);
    expect(changed.filter(isWebhookToken)).toEqual([]);
  });

  it('is refused with 2 neighbours swapped, a character too few or too many, or anything around it', () => {
    fc.assert(
      fc.property(anyToken, fc.integer({ min: 10, max: webhookTokenLength - 2 }), (token, index) => {
        fc.pre(token[index] !== token[index + 1]);
        const swapped =
          token.slice(0, index) + token.charAt(index + 1) + token.charAt(index) + token.slice(index + 2);
        const others = [swapped, token.slice(1), token.slice(0, -1), `${token}0`, ` ${token}`, `${token}\n`];
        return others.every((other) => !isWebhookToken(other));
      }),
    );
  });

  it('is never any other text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !isWebhookToken(text)));
  });
});
