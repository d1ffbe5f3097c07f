import { lookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { promisify } from 'node:util';

/** Everything that is not on the public internet: pushing there would let anyone send requests into the network. */
const hidden = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  hidden.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['100::', 64],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  hidden.addSubnet(network, prefix, 'ipv6');

export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return isPublicAddress(mapped);
  // Other spellings of mapped addresses lie in this range.
  if (family === 6 && /^::ffff:/i.test(address)) return false;
  return !hidden.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** What is wrong with an address to push to; null if nothing is. */
export function addressProblem(endpoint: string, trustedOrigins: readonly string[]): string | null {
  const { origin, protocol, hostname, port, username, password } = new URL(endpoint);
  if (trustedOrigins.includes(origin)) return null;
  if (protocol !== 'https:') return 'its address must begin with https://';
  if (username !== '' || password !== '' || port !== '') return 'its address names a port or a password';
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isPublicAddress(host)) return 'its address is not public';
  if (!host.includes('.') && isIP(host) === 0) return 'its address is not public';
  return null;
}

const lookUpAll = promisify<string, { all: true }, LookupAddress[]>(lookup);

/** Looks a name up as usual, and finds nothing where an address is not public: names can be pointed anywhere. */
export const lookUpPublic: LookupFunction = (hostname, options, callback) => {
  lookUpAll(hostname, { all: true }).then(
    (found) => {
      const [first] = found.filter(({ address }) => isPublicAddress(address));
      if (first === undefined) callback(new Error(`${hostname} has no public address.`), '', 0);
      else if (options.all === true) callback(null, [first]);
      else callback(null, first.address, first.family);
    },
    (error: unknown) => {
      callback(error instanceof Error ? error : new Error(String(error)), '', 0);
    },
  );
};
