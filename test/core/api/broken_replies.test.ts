import type { RequestListener } from 'node:http';
import { inspect } from 'node:util';
import { WireflowClient } from '../../../core/api/client.js';
import { fetchTransport } from '../../../core/api/fetch_transport.js';
import type { WireflowError } from '../../../core/model/errors.js';
import { undiciTransport } from '../../../core/api/undici_transport.js';
import { FAKE_KEY, FAKE_WEBHOOK } from '../../helpers/core.js';
import { pictureHost, type PictureHost } from '../../helpers/picture_host.js';

const TRANSPORTS = { undici: undiciTransport(), fetch: fetchTransport() };

let host: PictureHost;
beforeAll(async () => void (host = await pictureHost()));
afterAll(() => host.close());

/** A start whose reply begins like this, and then goes on like that. */
async function startWith(transport: keyof typeof TRANSPORTS, begin: string, goOn: RequestListener, headers: Record<string, string> = {}): Promise<WireflowError> {
  const time = new AbortController();
  host.answer = (request, reply) => {
    reply.writeHead(202, { 'content-type': 'application/json', ...headers });
    reply.write(begin, () => {
      goOn(request, reply);
      setTimeout(() => time.abort(), 150);
    });
  };
  const client = new WireflowClient({ transport: TRANSPORTS[transport], baseUrl: `${host.origin}/api/v1`, apiKey: FAKE_KEY, signal: time.signal });
  return client.trigger(FAKE_WEBHOOK, { prompt: 'x' }).then(() => Promise.reject(new Error('It has ended well')), (error: WireflowError) => error);
}

const WAYS: readonly (readonly [string, RequestListener])[] = [
  ['says no more', () => undefined],
  ['drips', (_request, reply) => {
    const drip = setInterval(() => reply.write(' '), 20);
    reply.on('close', () => clearInterval(drip));
  }],
  ['breaks off', (_request, reply) => void setTimeout(() => reply.destroy(), 50)],
]; // prettier-ignore

describe.each(Object.keys(TRANSPORTS) as (keyof typeof TRANSPORTS)[])('through %s, of a start whose reply', (transport) => {
  test.each(WAYS)('%s, the execution that it has named is told', async (_how, goOn) => {
    const error = await startWith(transport, '{"executionId":"exec_7","note":"', goOn);
    expect([error.kind, error.nextStep]).toEqual(['start_unknown', expect.stringContaining('Wireflow names the execution exec_7: look at that one')]);
  });

  test('says no more, one that only its headers name is told as well', async () => {
    expect((await startWith(transport, '{', () => undefined, { location: '/api/v1/workflows/executions/exec_8' })).nextStep).toContain('exec_8');
  });

  test('says no more in the middle of an id, no other one is told', async () => {
    expect((await startWith(transport, '{"executionId":"exec_7', () => undefined)).message).not.toContain('exec_7');
  });

  test('repeats a secret and says no more, nothing of it comes out', async () => {
    const error = await startWith(transport, `{"executionId":"${FAKE_WEBHOOK}","key":"${FAKE_KEY}","x":"`, () => undefined);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(new RegExp(`${FAKE_WEBHOOK}|${FAKE_KEY}`));
  });
});
