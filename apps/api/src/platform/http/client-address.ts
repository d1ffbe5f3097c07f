import type { IncomingMessage } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';
import { Injectable } from '@nestjs/common';
import { Settings } from '../env.js';

/**
 * Where a request really comes from: the other end of the connection or, behind proxies that the settings trust, the
 * address they pass on. The same rule as the HTTP framework's, for requests that do not pass through it.
 */
@Injectable()
export class ClientAddress {
  private readonly isTrusted: (address: string, hop: number) => boolean;

  constructor({ trustedProxies }: Settings) {
    this.isTrusted = trustedProxies.length === 0 ? () => false : proxyAddr.compile(trustedProxies);
  }

  of(request: IncomingMessage): string {
    return proxyAddr(request, this.isTrusted);
  }

  /** Whether a proxy that the settings trust sent it, so that what the proxy says of it is believed. */
  isFromProxy({ socket }: IncomingMessage): boolean {
    return socket.remoteAddress !== undefined && this.isTrusted(socket.remoteAddress, 0);
  }
}
