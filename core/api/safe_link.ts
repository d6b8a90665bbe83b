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
/** All that is not 2000::/3, and in that what is kept for other uses or carries an IPv4 address within (Teredo, 6to4). */
const IPV6 = [
  ['::', 3], ['4000::', 2], ['8000::', 1], ['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['2620:4f:8000::', 48], ['3fff::', 20],
] as const;
for (const [network, prefix] of IPV4) PRIVATE.ipv4.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of IPV6) PRIVATE.ipv6.addSubnet(network, prefix, 'ipv6');
/** Names that mean something in this network only. */
const LOCAL_NAME = /(^|\.)(localhost|internal|local|lan|home\.arpa|intranet|corp)$|^[^.]*$/;

/**
 * Whether a link may be followed from here: https, and to no private network; this machine only while the API is here. A
 * name may still lead to a private address: whoever connects looks it up with `checkedLookup`.
 */
export function isSafeLink(link: string, baseUrl: string): boolean {
  const url = URL.canParse(link) ? new URL(link) : null;
  if (url === null) return false;
  if (isLoopback(url) && isLoopback(new URL(baseUrl))) return true;
  return url.protocol === 'https:' && !isPrivate(url.hostname);
}

/**
 * Why a link to a person's own image is not followed, as the end of a sentence that begins with the image.
 *
 * @param isFirst whether it is the link that the person has given, and not one that it leads on to
 */
export function whyUnsafe(link: string, isFirst: boolean): string {
  if (/^http:/i.test(link)) return `needs a link that starts with https://${isFirst ? '' : ', and does not lead on to one that does not'}`;
  return isFirst ? 'can not be opened from here' : 'can not be opened: its link leads on to an address that is not safe to follow';
}

/** @param address an IPv4 or IPv6 address; anything else counts as private */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return true;
  const version = family === 6 ? 'ipv6' : 'ipv4';
  return PRIVATE[version].check(address, version);
}

function isPrivate(hostname: string): boolean {
  const address = hostname.replace(/^\[|\]$|\.$/g, '').toLowerCase();
  return isIP(address) === 0 ? LOCAL_NAME.test(address) : isPrivateAddress(address);
}
