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
  return `${filled.slice(0, GROUPS_OF_A_NETWORK).map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`;
}

/** Some servers in front write the caller's port too, and each of its calls has another one. */
function withoutPort(address: string): string {
  const [, bracketed] = /^\[([^\]]*)\](?::\d+)?$/.exec(address) ?? [];
  const [, ipv4] = /^(\d{1,3}(?:\.\d{1,3}){3}):\d+$/.exec(address) ?? [];
  return bracketed ?? ipv4 ?? address;
}
