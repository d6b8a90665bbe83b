import { BlockList, isIP } from 'node:net';
import { isLoopback } from './base_url.js';

/** Two lists: one list would hold every IPv4 address against the IPv6 range that they are mapped into. */
const PRIVATE = { ipv4: new BlockList(), ipv6: new BlockList() };
/** What IANA's registries of special-purpose addresses keep for other uses than hosts on the internet (RFC 6890). */
const IPV4 = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12],
  ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.31.196.0', 24], ['192.52.193.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16],
  ['192.175.48.0', 24], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 3],
] as const;
/** Those that carry an IPv4 address within (mapped, compatible, NAT64, Teredo, 6to4) are refused as a whole. */
const IPV6 = [
  ['::', 96], ['::ffff:0:0', 96], ['::ffff:0:0:0', 96], ['64:ff9b::', 96], ['64:ff9b:1::', 48], ['100::', 64], ['2001::', 23],
  ['2001:db8::', 32], ['2002::', 16], ['2620:4f:8000::', 48], ['3fff::', 20], ['5f00::', 16], ['fc00::', 7], ['fe80::', 10],
  ['fec0::', 10], ['ff00::', 8],
] as const;
for (const [network, prefix] of IPV4) PRIVATE.ipv4.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of IPV6) PRIVATE.ipv6.addSubnet(network, prefix, 'ipv6');

/** Whether a link may be followed from here: https, and to no private network; this machine only while the API is here. */
export function isSafeLink(link: string, baseUrl: string): boolean {
  const url = URL.canParse(link) ? new URL(link) : null;
  if (url === null) return false;
  if (isLoopback(url) && isLoopback(new URL(baseUrl))) return true;
  return url.protocol === 'https:' && !isPrivate(url.hostname);
}

function isPrivate(hostname: string): boolean {
  const address = hostname.replace(/^\[|\]$|\.$/g, '');
  const family = isIP(address);
  if (family === 0) return address === 'localhost' || address.endsWith('.localhost') || address.endsWith('.internal');
  const version = family === 6 ? 'ipv6' : 'ipv4';
  return PRIVATE[version].check(address, version);
}
