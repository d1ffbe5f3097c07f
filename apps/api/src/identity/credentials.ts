import { parse } from 'cookie';
import { Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import { Settings } from '../platform/env.js';
import { AccessTokensService } from './access-tokens.service.js';
import type { Identity } from './identity.js';
import { SessionsService } from './sessions.service.js';

/** Finds out who is asking, from the headers of an HTTP request or of a socket's handshake alike. */
@Injectable()
export class Credentials {
  constructor(
    private readonly sessions: SessionsService,
    private readonly accessTokens: AccessTokensService,
    private readonly settings: Settings,
  ) {}

  /** A browser takes a `__Host-` cookie only over HTTPS and for this very host. */
  get cookieName(): string {
    return this.settings.isSecure ? '__Host-carillon_session' : 'carillon_session';
  }

  /** An explicit access token wins over a cookie. Undefined: nobody we know. */
  async identify(headers: IncomingHttpHeaders): Promise<Identity | undefined> {
    const bearer = bearerOf(headers);
    if (bearer !== undefined) return this.accessTokens.resolve(bearer);
    const token = parse(headers.cookie ?? '')[this.cookieName];
    return token === undefined ? undefined : this.sessions.resolve(token);
  }
}

/** The token of `Authorization: Bearer`, if there is one. */
export function bearerOf(headers: IncomingHttpHeaders): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
}
