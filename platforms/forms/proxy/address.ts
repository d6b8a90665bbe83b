const IPV4_IN_IPV6 = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i;
const GROUPS_OF_A_NETWORK = 4;

/**
 * The address that is counted: an IPv6 customer has a whole /64 of addresses, so that network counts as one.
 * Callers whose address nobody knows count as one caller.
 */
export function countedAddress(address: string | null): string {
  const plain = withoutPort((address ?? '').trim()).split('%')[0] ?? '';
  const ipv4 = IPV4_IN_IPV6.exec(plain)?.[1] ?? plain;
  if (!ipv4.includes(':')) return ipv4.slice(0, 64) || 'unknown';
  const [head = '', tail] = ipv4.toLowerCase().split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail === undefined ? [] : tail.split(':').filter(Boolean);
  const filled = tail === undefined ? left : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  const mapped = ipv4In(filled);
  if (mapped !== null) return mapped;
  return `${filled.slice(0, GROUPS_OF_A_NETWORK).map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`;
}

/** Some servers write an IPv4 address inside IPv6 in its hexadecimal form; as a network of IPv6 all of them would count as one. */
function ipv4In(groups: readonly string[]): string | null {
  const [high, low] = groups.slice(6).map((group) => parseInt(group, 16));
  const isMapped = groups.length === 8 && groups.slice(0, 5).every((group) => /^0+$/.test(group)) && groups[5] === 'ffff';
  if (!isMapped || high === undefined || low === undefined || !(high <= 0xffff && low <= 0xffff)) return null;
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');
}

/** Some servers in front write the caller's port too, and each of its calls has another one. */
function withoutPort(address: string): string {
  const [, bracketed] = /^\[([^\]]*)\](?::\d+)?$/.exec(address) ?? [];
  const [, ipv4] = /^(\d{1,3}(?:\.\d{1,3}){3}):\d+$/.exec(address) ?? [];
  return bracketed ?? ipv4 ?? address;
}
