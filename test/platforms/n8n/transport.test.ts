import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { n8nTransport } from '../../../platforms/n8n/nodes/Wireflow/engine/transport.js';
import { endsWithin } from '../../helpers/ends_within.js';
import { fakeHost } from './fake_host.js';

const request = { endpoint: 'poll', method: 'GET', url: 'https://www.wireflow.ai/api/v1/workflows', headers: {}, timeoutMs: 4_321 } as const;

test('n8n is told how long a request may take, where a redirect ends, and that every status is an answer', async () => {
  const { host } = fakeHost({ parameters: {} });
  const told: IHttpRequestOptions[] = [];
  host.helpers.httpRequest = async (options: IHttpRequestOptions) => {
    told.push(options);
    return { statusCode: 302, headers: { location: '/elsewhere' }, body: [] };
  };
  expect(await n8nTransport(host, () => 'wireflowApi')(request)).toMatchObject({ status: 302, text: '' });
  expect(told).toMatchObject([{ timeout: 4_321, disableFollowRedirect: true, ignoreHttpStatusErrors: true, returnFullResponse: true }]);
});

const LIMIT_MS = 400;
describe.each([['without a credential', {}], ['with one, for which n8n puts its stop button in the place of our signal', { authorization: 'Bearer wf_fake' }]])('a request %s', (_what, headers) => {
  test.each([['drips', 20], ['begins and says no more', null]])('has the time that it was given, and no more, for a reply that %s', async (_how, everyMs) => {
    let [arrived, left] = [(): void => undefined, (): void => undefined];
    const closing = new Promise<void>((resolve) => void (left = resolve));
    const arrival = new Promise<void>((resolve) => void (arrived = resolve));
    const server = createServer((_request, reply) => {
      reply.writeHead(200, { 'content-type': 'application/json' }).write('{"a":1');
      const drip = everyMs === null ? undefined : setInterval(() => reply.write(' '), everyMs);
      reply.on('close', () => {
        clearInterval(drip);
        left();
      });
      arrived();
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const asking = n8nTransport(fakeHost({ parameters: {} }).host, () => 'wireflowApi')({ ...request, url, headers, timeoutMs: LIMIT_MS });
    asking.catch(() => undefined);
    await arrival;
    expect(await Promise.all([endsWithin(0.5 * LIMIT_MS, asking), endsWithin(1.7 * LIMIT_MS, asking)])).toEqual([false, true]);
    await expect(asking).rejects.toMatchObject({ timedOut: true, mayHaveArrived: true });
    // Nothing of it is read on.
    await closing;
    server.closeAllConnections();
    server.close();
  }); // prettier-ignore
});

test('a reply that becomes longer than any that is read is given up', async () => {
  const { host } = fakeHost({ parameters: {} });
  host.helpers.httpRequest = async () => ({ statusCode: 200, headers: {}, body: Array.from({ length: 11 }, () => Buffer.alloc(1024 * 1024)) });
  await expect(n8nTransport(host, () => 'wireflowApi')(request)).rejects.toMatchObject({ isTooLarge: true });
});

test('what has come of a reply that breaks off is kept: it may name what was started', async () => {
  const { host } = fakeHost({ parameters: {} });
  async function* pieces() {
    yield Buffer.from('{"executionId":"exec_7",');
    throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
  }
  host.helpers.httpRequest = async () => ({ statusCode: 202, headers: {}, body: pieces() });
  await expect(n8nTransport(host, () => 'wireflowApi')(request)).rejects.toMatchObject({ mayHaveArrived: true, begun: { status: 202, text: '{"executionId":"exec_7",' } });
});
