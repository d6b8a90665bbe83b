import { NetworkError } from '../../../core/api/network_error.js';

const coded = (code: string, more = {}) => Object.assign(new Error('secret words'), { code, ...more });

describe('whether the service may have acted on a request that got no answer', () => {
  test.each<[string, unknown, boolean]>([
    ['a refused connection', coded('ECONNREFUSED'), false], ['an unknown host', coded('ENOTFOUND'), false], ['no name server', coded('EAI_AGAIN'), false],
    ['no route', coded('EHOSTUNREACH'), false], ['a connection that took too long', coded('UND_ERR_CONNECT_TIMEOUT'), false], ['a wrong certificate', coded('CERT_HAS_EXPIRED'), false],
    ['the cause of a fetch', Object.assign(new TypeError('fetch failed'), { cause: coded('ECONNREFUSED') }), false],
    ['every address refused', Object.assign(new AggregateError([coded('ECONNREFUSED'), coded('ENETUNREACH')])), false],
    ['node-fetch\'s errno', { name: 'FetchError', type: 'system', errno: 'ENOTFOUND' }, false],
    ['a dropped connection', coded('ECONNRESET'), true], ['a closed socket', coded('UND_ERR_SOCKET'), true], ['ETIMEDOUT', coded('ETIMEDOUT'), true],
    ['too large a reply', { type: 'max-size' }, true], ['a number for a code', { code: 23 }, true],
    ['nothing', undefined, true], ['a text', 'ECONNREFUSED', true], ['a list', ['ECONNREFUSED'], true], ['names of a prototype', coded('constructor'), true],
  ])('%s: %s', (_name, cause, mayHaveArrived) => expect(NetworkError.from(cause).mayHaveArrived).toBe(mayHaveArrived)); // prettier-ignore
});

describe('whether it was a matter of time', () => {
  test.each<[string, unknown, boolean]>([
    ['node-fetch', { type: 'request-timeout' }, true], ['node-fetch, in the body', { type: 'body-timeout' }, true], ['a signal', new DOMException('x', 'TimeoutError'), true],
    ['an abort', new DOMException('x', 'AbortError'), true], ['undici', coded('UND_ERR_HEADERS_TIMEOUT'), true], ['a reset', coded('ECONNRESET'), false],
  ])('%s: %s', (_name, cause, timedOut) => expect(NetworkError.from(cause).timedOut).toBe(timedOut)); // prettier-ignore
});

test('it tells a log what happened, without the address that was called', () => {
  const error = NetworkError.from(Object.assign(new Error('request to https://x/whk_fake/trigger failed'), { code: 'ECONNRESET', name: 'FetchError' }));
  expect(error.message).toBe('The connection failed (ECONNRESET, FetchError)');
  expect(error.cause).toBeUndefined();
  expect(NetworkError.from(null).message).toBe('The connection failed');
});

test('causes that go round in circles end', () => {
  const cause: Record<string, unknown> = { name: 'A' };
  cause['cause'] = cause;
  expect(NetworkError.from(cause).message).toBe('The connection failed (A)');
});
