import ipaddr from 'ipaddr.js';
import { isSafeLink } from '../../../core/api/safe_link.js';

const BASE = 'https://www.wireflow.ai/api/v1';
const linkTo = (address: ipaddr.IPv4 | ipaddr.IPv6) => (address.kind() === 'ipv6' ? `https://[${address.toString()}]/a.png` : `https://${address.toString()}/a.png`);
type Ranges = Record<string, [ipaddr.IPv4 | ipaddr.IPv6, number] | [ipaddr.IPv4 | ipaddr.IPv6, number][]>;
const rangesOf = (kind: unknown) => Object.entries((kind as { prototype: { SpecialRanges: Ranges } }).prototype.SpecialRanges);

/** A library that is kept up to date knows the ranges too; it is too large to ship with them. */
const special = [...rangesOf(ipaddr.IPv4), ...rangesOf(ipaddr.IPv6)].flatMap(([range, networks]) =>
  (Array.isArray(networks[0]) ? (networks as [ipaddr.IPv4, number][]) : [networks as [ipaddr.IPv4, number]]).map(([network]) => [range, linkTo(network)] as const),
);

test('there are many kinds of addresses that are no host on the internet', () => {
  expect(special.length).toBeGreaterThan(25);
});

test.each(special)('a link into %s is not followed: %s', (_range, link) => {
  expect(isSafeLink(link, BASE)).toBe(false);
});

test.each(['https://1.1.1.1/a.png', 'https://[2606:4700::1111]/a.png', 'https://172.15.0.1/a.png', 'https://172.32.0.1/a.png', 'https://cdn.example.com/a.png'])('%s is', (link) => {
  expect(isSafeLink(link, BASE)).toBe(true);
});
