import net from 'node:net';
import fc from 'fast-check';
import { BlockList, isIP } from '../../../platforms/n8n/bundle/addresses.js';

const NETWORKS = [['10.0.0.0', 8], ['127.0.0.0', 8], ['192.0.0.0', 24], ['224.0.0.0', 3], ['::', 127], ['fc00::', 7], ['::ffff:0:0', 96], ['2002::', 16]] as const;
const EDGES = ['', 'localhost', '1.2.3', '1.2.3.4.5', '256.1.1.1', '01.2.3.4', '0x7f.0.0.1', '2130706433', ' 10.0.0.1', '10.0.0.1.', '::', '::1', '::ffff:10.0.0.1', 'fe80::1%eth0', '1::2::3', 'fc00::1', '::g', '1:2:3:4:5:6:7:8:9', '64:ff9b::a00:1'];

test('tells addresses from names as node:net does', () => {
  for (const address of EDGES.filter((edge) => !edge.includes('%'))) expect([address, isIP(address)]).toEqual([address, net.isIP(address)]);
  fc.assert(fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.domain(), fc.string()), (address) => expect(isIP(address)).toBe(net.isIP(address))), { numRuns: 300 });
});

test('knows the networks that node:net knows', () => {
  const ours = new BlockList();
  for (const [network, prefix] of NETWORKS) ours.addSubnet(network, prefix);
  const near = fc.constantFrom('10.255.255.255', '11.0.0.0', '126.255.255.255', '127.0.0.1', '192.0.0.255', '192.0.1.0', '223.255.255.255', '224.0.0.0', '::', '::1', '::2', 'fbff::', 'fdff::1', 'fe00::', '2002::1', '2003::');
  fc.assert(
    fc.property(fc.oneof(near, fc.ipV4(), fc.ipV6()), (address) => {
      const family = net.isIP(address) === 6 ? 'ipv6' : 'ipv4';
      // node:net takes an IPv4 address for its mapped IPv6 one; the core asks each family by itself.
      const wanted = NETWORKS.filter(([network]) => network.includes(':') === (family === 'ipv6')).some(([network, prefix]) => {
        const list = new net.BlockList();
        list.addSubnet(network, prefix, family);
        return list.check(address, family);
      });
      // Written with an IPv4 tail, an address may be refused that node:net lets pass, never the other way round.
      if (wanted || !/:.*\./.test(address)) expect([address, ours.check(address)]).toEqual([address, wanted]);
    }),
    { numRuns: 300 },
  );
});
