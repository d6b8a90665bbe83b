import net from 'node:net';

const { refusedHosts } = net.Socket.prototype.connect as unknown as { refusedHosts: string[] };

afterEach(() => {
  const hosts = refusedHosts.splice(0);
  if (hosts.length > 0) throw new Error(`This test tried to reach the internet: ${hosts.join(', ')}`);
});
