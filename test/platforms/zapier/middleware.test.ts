import type { BeforeRequestMiddleware, Bundle, ZObject } from 'zapier-platform-core';
import { ENDPOINTS, type EndpointName } from '../../../core/api/endpoints.js';
import { keepKeyHome } from '../../../platforms/zapier/middleware.js';
import { BASE_URL, FAKE_KEY } from '../../helpers/core.js';

type HttpRequestWithInput = Parameters<BeforeRequestMiddleware>[0];
const NAMES = Object.keys(ENDPOINTS) as EndpointName[];
const key = { Authorization: `Bearer ${FAKE_KEY}`, accept: 'application/json' };

async function headersAfter(url: string, endpoint?: string, headers: Record<string, string> | undefined = key) {
  const request = { url, method: 'GET', ...(headers && { headers }), ...(endpoint === undefined ? {} : { middlewareData: { endpoint } }) };
  return (await keepKeyHome(request as unknown as HttpRequestWithInput, {} as ZObject, {} as Bundle)).headers;
}

afterEach(() => void delete process.env['WIREFLOW_BASE_URL']);

test.each(NAMES)('the key goes with %s only if that call needs it', async (name) => {
  const headers = await headersAfter(`${BASE_URL}/somewhere`, name);
  expect(headers).toEqual(ENDPOINTS[name].auth === 'key' ? key : { accept: 'application/json' });
});

test.each([
  'https://cdn.wireflow.ai/a.png', 'https://wireflow.ai/api/v1/workflows', 'https://www.wireflow.ai/api/v2/workflows', 'https://www.wireflow.ai/api/v1', 'https://www.wireflow.ai/api/v1x/workflows',
  'http://www.wireflow.ai/api/v1/workflows', 'https://www.wireflow.ai.evil.test/api/v1/workflows', 'https://evil.test/?https://www.wireflow.ai/api/v1/workflows', 'https://www.wireflow.ai/api/download?url=x',
])('it never goes to %s', async (url) => expect(await headersAfter(url, 'listWorkflows')).toEqual({ accept: 'application/json' })); // prettier-ignore

test('it never goes with a request of which nobody says what it is', async () => {
  expect(await headersAfter(`${BASE_URL}/workflows`)).toEqual({ accept: 'application/json' });
});

test.each(['authorization', 'AUTHORIZATION', 'Authorization'])('however the header is written: %s', async (name) => {
  expect(await headersAfter('https://evil.test/', 'listWorkflows', { [name]: 'x' })).toEqual({});
});

test('a request without headers passes', async () => {
  const request = { url: 'https://evil.test/', method: 'GET' } as unknown as HttpRequestWithInput;
  expect(await keepKeyHome(request, {} as ZObject, {} as Bundle)).toEqual({ url: 'https://evil.test/', method: 'GET', headers: {} });
});

test('while developing, home is where the service is', async () => {
  process.env['WIREFLOW_BASE_URL'] = 'http://127.0.0.1:4010/api/v1';
  expect(await headersAfter('http://127.0.0.1:4010/api/v1/workflows', 'listWorkflows')).toEqual(key);
  expect(await headersAfter(`${BASE_URL}/workflows`, 'listWorkflows')).toEqual({ accept: 'application/json' });
});

describe('a provider’s key', () => {
  const keys = { 'x-key': 'fake-bfl-key', authorization: 'Bearer fake-token', accept: 'application/json' };
  const bare = { accept: 'application/json' };

  test.each([
    ['bfl.start', 'https://api.bfl.ai/v1/flux-2-pro'],
    ['bfl.look', 'https://api.eu2.bfl.ai/v1/get_result?id=1'],
    ['deepinfra.start', 'https://api.deepinfra.com/v1/inference/black-forest-labs/FLUX-2-pro'],
    ['replicate.look', 'https://api.replicate.com/v1/predictions/p1'],
  ])('goes with %s to its own host', async (call, url) => expect(await headersAfter(url, call, keys)).toEqual(keys));

  test.each([
    ['bfl.look', 'https://delivery-eu1.bfl.ai/results/1/sample.png'],
    ['bfl.look', 'https://api.bfl.ai.evil.test/v1/get_result?id=1'],
    ['bfl.look', 'http://api.bfl.ai/v1/get_result?id=1'],
    ['bfl.look', 'https://api.replicate.com/v1/predictions/p1'],
    ['replicate.look', 'https://replicate.delivery/xezq/out-0.png'],
    ['deepinfra.start', 'https://api.bfl.ai/v1/flux-2-pro'],
    ['deepinfra.start', 'https://user@api.deepinfra.com/v1/inference/x'],
    ['listWorkflows', 'https://api.deepinfra.com/v1/inference/x'],
    ['somebody.start', 'https://api.bfl.ai/v1/flux-2-pro'],
  ])('never goes with %s to %s', async (call, url) => expect(await headersAfter(url, call, keys)).toEqual(bare));
});
