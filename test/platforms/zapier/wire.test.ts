import nock from 'nock';
import { perform as generate } from '../../../creates/generate_image.js';
import { perform as find } from '../../../searches/find_execution.js';
import { imageFile } from '../../../platforms/zapier/hydrators.js';
import { appTester, errorOf } from '../../helpers/app.js';

const API = 'https://www.wireflow.ai';
const CDN = 'https://cdn.wireflow.ai';
const authData = { api_key: 'sk-fake-key' };
const finished = { status: 'COMPLETED', nodeStates: [{ nodeId: 'gen-1', outputUrl: `${CDN}/a.png` }] };
const poll = () => nock(API, { reqheaders: { authorization: 'Bearer sk-fake-key' } }).get('/api/v1/workflows/executions/exec_1/poll');
const hydrate = (url = `${CDN}/a.png`) => appTester(imageFile, { authData, inputData: { execution_id: 'exec_1', url } });

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  const left = nock.pendingMocks();
  nock.cleanAll();
  expect(left).toEqual([]);
});
afterAll(() => nock.restore());

describe('on the wire, without WIREFLOW_BASE_URL', () => {
  test('a start goes to Wireflow’s own address as JSON, byte for byte, without the key', async () => {
    const body = '{"prompt":"{{bundle.inputData.x}} “x”\\n🎈"}';
    nock(API, { badheaders: ['authorization'], reqheaders: { 'content-type': 'application/json' } })
      .post('/api/v1/workflow/whk_fake/trigger', (sent) => JSON.stringify(sent) === body)
      .reply(202, { executionId: 'exec_1', status: 'queued', message: 'ok' });
    const inputData = { webhook: 'whk_fake', prompt: '{{bundle.inputData.x}} “x”\n🎈' };
    expect(await appTester(generate, { authData, inputData })).toMatchObject({ id: 'exec_1', status: 'queued' });
  });

  test('a read carries the key', async () => {
    poll().reply(200, finished);
    expect(await appTester(find, { authData, inputData: { execution_id: 'exec_1' } })).toMatchObject([{ image_url: `${CDN}/a.png` }]);
  });

  test('a poll goes on without “/poll” where that path is unknown', async () => {
    poll().reply(404, { error: 'Not found' });
    nock(API).get('/api/v1/workflows/executions/exec_1').reply(200, finished);
    expect(await appTester(find, { authData, inputData: { execution_id: 'exec_1' } })).toMatchObject([{ status: 'completed' }]);
  });

  test('a redirect to another host is not followed, so the key does not travel', async () => {
    poll().reply(301, '', { location: 'https://elsewhere.example/' });
    expect((await errorOf(appTester(find, { authData, inputData: { execution_id: 'exec_1' } }))).message).toMatch(/another address/);
  });

  test('a file over 100 MB is refused in a sentence, before it is fetched', async () => {
    nock(CDN, { badheaders: ['authorization'] }).get('/a.png').reply(200, '', { 'content-type': 'image/png', 'content-length': String(101 * 1024 * 1024) });
    expect((await errorOf(hydrate())).message).toMatch(/larger than the 100 MB.*URL instead/);
  });

  test.each(['http://cdn.wireflow.ai/a.png', 'https://127.0.0.1/a.png', 'https://169.254.169.254/latest', 'https://[::1]/a.png'])('an image at %s is not fetched', async (link) => {
    expect((await errorOf(hydrate(link))).message).toMatch(/can not be fetched safely/);
  });
});
