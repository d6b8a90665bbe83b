import ipaddr from 'ipaddr.js';

/** What the core uses of `node:net`, where that can't be had. */

/** 4 or 6 for an address of that kind, otherwise 0. */
export function isIP(address: string): 0 | 4 | 6 {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return 4;
  return address.includes(':') && ipaddr.IPv6.isValid(address) ? 6 : 0;
}

export class BlockList {
  readonly #subnets: [ipaddr.IPv4 | ipaddr.IPv6, number][] = [];

  addSubnet(network: string, prefix: number): void {
    this.#subnets.push([ipaddr.parse(network), prefix]);
  }

  check(address: string): boolean {
    const parsed = ipaddr.parse(address);
    return this.#subnets.some(([network, prefix]) => network.kind() === parsed.kind() && (parsed as ipaddr.IPv4).match(network as ipaddr.IPv4, prefix));
  }
}
