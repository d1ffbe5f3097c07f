import { describe, expect, it } from 'vitest';
import { newWebhookToken } from '../../webhooks/webhook-token.js';
import { readWebhookUrl, webhookNamedBy } from './url.js';

const id = '0199a8f4-6f5e-7c3a-9b1d-2f6f5c1d9e10';
const token = newWebhookToken();
const refused: unknown = expect.objectContaining({ code: 'WEBHOOK_URL_INVALID', status: 403 });

describe('reading a webhook URL', () => {
  it.each([
    ['as copied', `/incomingwebhooks/${id}?token=${token}`],
    ['with a trailing slash', `/incomingwebhooks/${id}/?token=${token}`],
    ['with an upper-case id', `/incomingwebhooks/${id.toUpperCase()}?token=${token}`],
    ['with other parameters around the token', `/incomingwebhooks/${id}?a=1&token=${token}&b=?`],
    ['with a percent-encoded token', `/incomingwebhooks/${id}?token=%63${token.slice(1)}`],
    ['with a percent-encoded parameter name', `/incomingwebhooks/${id}?%74oken=${token}`],
    ['with two tokens, of which the first counts', `/incomingwebhooks/${id}?token=${token}&token=other`],
  ])('reads one %s', (_words, url) => {
    expect(readWebhookUrl({ url, headers: {} })).toEqual({ id, token });
  });

  it.each([
    ['nothing', ''],
    ['no token', `/incomingwebhooks/${id}`],
    ['a token in the path', `/incomingwebhooks/${id}/${token}`],
    ['a malformed id', `/incomingwebhooks/${id.slice(1)}?token=${token}`],
    ['a token that is one character short', `/incomingwebhooks/${id}?token=${token.slice(1)}`],
    ['a token with a space behind it', `/incomingwebhooks/${id}?token=${token}%20`],
    ['broken percent-encoding', `/incomingwebhooks/${id}?token=%zz`],
  ])('refuses %s with 403', (_words, url) => {
    expect(() => readWebhookUrl({ url, headers: {} })).toThrow(refused);
  });

  it('refuses a token of which any one character is changed', () => {
    for (let at = 0; at < token.length; at += 1) {
      const other = token[at] === '0' ? '1' : '0';
      const typo = token.slice(0, at) + other + token.slice(at + 1);
      const url = `/incomingwebhooks/${id}?token=${typo}`;
      expect(() => readWebhookUrl({ url, headers: {} })).toThrow(refused);
    }
  });

  const withBearer =
    (authorization: string, query = '') =>
    () =>
      readWebhookUrl({ url: `/incomingwebhooks/${id}${query}`, headers: { authorization } });

  it.each([`Bearer ${token}`, `bearer ${token}`, `Bearer   ${token} `])(
    'takes the token as %j where the URL has none',
    (authorization) => {
      expect(withBearer(authorization)()).toEqual({ id, token });
    },
  );

  it.each([token, `Basic ${token}`, `Bearer ${token} ${token}`, `Bearer ${token.slice(1)}`, 'Bearer', ''])(
    'refuses the authorization %j with 403',
    (authorization) => {
      expect(withBearer(authorization)).toThrow(refused);
    },
  );

  it('goes by the token of the URL where there are two', () => {
    expect(withBearer('Bearer wrong', `?token=${token}`)()).toEqual({ id, token });
    expect(withBearer(`Bearer ${token}`, '?token=wrong')).toThrow(refused);
  });
});

describe('the webhook that a URL names', () => {
  it('is found without a token, and is none where there is no id', () => {
    expect(webhookNamedBy(`/incomingwebhooks/${id.toUpperCase()}/?token=wrong`)).toBe(id);
    for (const url of [undefined, '', '/incomingwebhooks/', '/incomingwebhooks/x', `/other/${id}`])
      expect(webhookNamedBy(url)).toBeUndefined();
  });
});
