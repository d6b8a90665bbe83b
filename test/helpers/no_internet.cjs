// Loaded before anything else (by Jest, and with --require by child processes of tests): every socket that would
// leave this machine is refused at the lowest level, whichever HTTP library opens it, and remembered, so that code
// which swallows the error still fails its test (fail_on_internet.ts).
const net = require('node:net');

const LOOPBACK = /^(localhost|127(\.\d+){3}|::1|::ffff:127(\.\d+){3})$/i;
const { connect } = net.Socket.prototype;

function toHereOnly(lookup, refusedHosts) {
  return (host, options, callback) =>
    lookup(host, options, (error, found, family) => {
      const addresses = error ? [] : Array.isArray(found) ? found.map(({ address }) => address) : [found];
      if (addresses.every((address) => LOOPBACK.test(address))) return callback(error, found, family);
      refusedHosts.push(host);
      return callback(Object.assign(new Error(`A test tried to reach ${host}`), { code: 'ECONNREFUSED' }), found, family);
    });
}

// A Jest worker runs many test files with one copy of Node's own modules: patch it once.
if (!connect.refusedHosts) {
  const guarded = function (...args) {
    const options = Array.isArray(args[0]) ? args[0][0] : args[0];
    const isPipe = typeof options === 'string' || (options && options.path);
    const host = (options && options.host) || (typeof args[1] === 'string' ? args[1] : 'localhost');
    if (isPipe || LOOPBACK.test(host)) return connect.apply(this, args);
    // A reserved name that the code looks up in its own way: a test says where it leads, and no further than here.
    if (options.lookup && host.endsWith('.example')) {
      options.lookup = toHereOnly(options.lookup, guarded.refusedHosts);
      return connect.apply(this, args);
    }
    guarded.refusedHosts.push(host);
    const error = Object.assign(new Error(`A test tried to reach ${host}`), { code: 'ECONNREFUSED' });
    process.nextTick(() => this.destroy(error));
    return this;
  };
  guarded.refusedHosts = [];
  net.Socket.prototype.connect = guarded;
}
