import type { IncomingMessage } from 'node:http';
import { BlockList, isIPv6 } from 'node:net';
import { Injectable } from '@nestjs/common';
import { Settings } from '../env.js';
import { DomainError } from '../errors/domain-error.js';
import { ClientAddress } from '../http/client-address.js';
import { Secrets } from '../secrets.js';

/** Loopback, private, link-local; IPv4 addresses also in the form they have within IPv6. */
const privateNetworks = new BlockList();
for (const [network, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const)
  privateNetworks.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  privateNetworks.addSubnet(network, bits, 'ipv6');

/** What proxies add to what they pass on. */
const marksOfProxies = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'];

/**
 * Who may read the measurements. They name no person and no room, but tell how much a server is used. With
 * `METRICS_TOKEN`: whoever sends it. Without: only callers of the private network, asking directly or through a
 * trusted proxy that says they are. So a proxy put before the server publishes nothing by surprise.
 */
@Injectable()
export class MetricsAccess {
  constructor(
    private readonly settings: Settings,
    private readonly secrets: Secrets,
    private readonly addresses: ClientAddress,
  ) {}

  /** @throws DomainError METRICS_REFUSED */
  enter(request: IncomingMessage): void {
    const { metricsToken } = this.settings;
    const isAllowed = metricsToken === undefined ? this.isPrivate(request) : this.has(metricsToken, request);
    if (!isAllowed) throw new DomainError('METRICS_REFUSED');
  }

  private has(token: string, { headers }: IncomingMessage): boolean {
    const given = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
    return given !== undefined && this.secrets.isEqual(this.secrets.hash(given), this.secrets.hash(token));
  }

  private isPrivate(request: IncomingMessage): boolean {
    const isPassedOn = marksOfProxies.some((name) => request.headers[name] !== undefined);
    const saysForWhom = request.headers['x-forwarded-for'] !== undefined;
    if (isPassedOn && !(saysForWhom && this.addresses.isFromProxy(request))) return false;
    const address = this.addresses.of(request).split('%', 1)[0] ?? '';
    return privateNetworks.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  }
}
