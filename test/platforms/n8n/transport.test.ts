import type { IHttpRequestOptions } from 'n8n-workflow';
import { n8nTransport } from '../../../platforms/n8n/nodes/Wireflow/engine/transport.js';
import { fakeHost } from './fake_host.js';

const request = { endpoint: 'poll', method: 'GET', url: 'https://www.wireflow.ai/api/v1/workflows', headers: {}, timeoutMs: 4_321 } as const;

test('n8n is told how long a request may take, where a redirect ends, and that every status is an answer', async () => {
  const { host } = fakeHost({ parameters: {} });
  const told: IHttpRequestOptions[] = [];
  host.helpers.httpRequest = async (options: IHttpRequestOptions) => {
    told.push(options);
    return { statusCode: 302, headers: { location: '/elsewhere' }, body: '' };
  };
  expect(await n8nTransport(host, () => 'wireflowApi')(request)).toMatchObject({ status: 302, text: '' });
  expect(told).toMatchObject([{ timeout: 4_321, disableFollowRedirect: true, ignoreHttpStatusErrors: true, returnFullResponse: true }]);
});
