import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { ClientAddress } from './client-address.js';

/** Tells a sender by what name its request stands in our logs. */
export const requestIdHeader = 'X-Request-Id';

/** What proxies and tracing tools make: UUIDs, ULIDs, hexadecimal digits. Anything else is replaced. */
const wellFormed = /^[A-Za-z0-9._-]{1,64}$/;

const key = Symbol('the id of the request');

type Named = IncomingMessage & { [key]?: string };

/** A new id for something asked of this process. */
export function newRequestId(): string {
  return randomUUID();
}

/**
 * Names requests, so that every line that belongs to one can be found. A name that comes along is kept where a
 * trusted proxy gave it; anyone else could make a line look like another request's.
 */
@Injectable()
export class RequestIds {
  constructor(private readonly addresses: ClientAddress) {}

  /** The id of a request, the same each time. */
  of(request: Named): string {
    const known = request[key];
    if (known !== undefined) return known;
    const id = this.idFromProxy(request) ?? newRequestId();
    request[key] = id;
    return id;
  }

  private idFromProxy(request: IncomingMessage): string | undefined {
    const given = request.headers['x-request-id'];
    if (typeof given !== 'string' || !wellFormed.test(given)) return undefined;
    return this.addresses.isFromProxy(request) ? given : undefined;
  }
}
