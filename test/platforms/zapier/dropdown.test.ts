import nock from 'nock';
import { perform as completed } from '../../../triggers/execution_completed.js';
import { perform as newImages } from '../../../triggers/new_image.js';
import { perform as webhooks } from '../../../triggers/webhooks.js';
import { perform as workflows } from '../../../triggers/workflows.js';
import { appTester } from '../../helpers/app.js';
import { FAKE_KEY } from '../../helpers/core.js';

const API = 'https://www.wireflow.ai';
const authData = { api_key: FAKE_KEY };
const LIST = [
  { id: 'cm_never', name: 'Drafts' },
  { id: 'cm_old', name: 'Posters', webhookId: 'whk_fake', lastExecutedAt: '2026-03-01T00:00:00Z' },
  { id: 'cm_new', name: 'Avatars', isActive: false, webhookId: 'whk_fake_off', webhookEnabled: false, lastExecutedAt: '2026-03-20T00:00:00Z' },
];

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  const left = nock.pendingMocks();
  nock.cleanAll();
  expect(left).toEqual([]);
});
afterAll(() => nock.restore());

describe('a dropdown of workflows', () => {
  test('shows the most recently used first, and which are inactive', async () => {
    nock(API).get('/api/v1/workflows').reply(200, LIST);
    expect(await appTester(workflows, { authData })).toEqual([{ id: 'cm_new', name: 'Avatars (inactive)' }, { id: 'cm_old', name: 'Posters' }, { id: 'cm_never', name: 'Drafts' }]);
  });

  test('tells workflows of one name apart', async () => {
    nock(API).get('/api/v1/workflows').reply(200, [{ id: 'cm_1', name: 'Posters' }, { id: 'cm_2', name: 'posters ', isActive: false }, { id: 'cm_3', name: 'Avatars' }]);
    expect((await appTester(workflows, { authData })).map(({ name }) => name)).toEqual(['Posters (cm_1)', 'posters (cm_2) (inactive)', 'Avatars']);
  });

  test('gives the webhook where it is enabled, else the workflow', async () => {
    nock(API).get('/api/v1/workflows').reply(200, LIST);
    expect((await appTester(webhooks, { authData })).map(({ id }) => id)).toEqual(['cm_new', 'whk_fake', 'cm_never']);
  });

  test.each([['workflow', workflows], ['webhook', webhooks]] as const)('asks for nothing while its field %s holds a mapping that is not filled yet, and says why it is empty without a key', async (field, perform) => {
    expect(await appTester(perform, { authData, inputData: { [field]: '{{77__id}}' } })).toEqual([]);
    await expect(appTester(perform, { authData: {} })).rejects.toThrow('Without an API key your workflows can not be listed.');
  });
});

describe('a trigger about executions', () => {
  const ended = { id: 'exec_1', status: 'COMPLETED', workflowId: 'cm_fake', workflowName: 'Posters', output: { url: 'https://cdn.wireflow.ai/a.png' } };

  test('asks for nothing while its filter holds a mapping that is not filled yet', async () => {
    expect(await appTester(completed, { authData, inputData: { workflow: '{{77__id}}' } })).toEqual([]);
  });

  test.each([{}, { isLoadingSample: true }, { isPopulatingDedupe: true }])('gives what has ended, whatever Zapier asks for: %j', async (meta) => {
    nock(API).persist().get(/executions/).query(true).reply(200, [ended]);
    expect(await appTester(completed, { authData, meta })).toMatchObject([{ id: 'exec_1', image_count: 1 }]);
  });

  test('gives one item for each image', async () => {
    nock(API).get(/executions/).query(true).reply(200, [ended]);
    expect(await appTester(newImages, { authData })).toMatchObject([{ id: expect.stringMatching(/^exec_1-\w{12}$/), execution_id: 'exec_1', url: 'https://cdn.wireflow.ai/a.png' }]);
  });

  test('takes images that it has not read for known when a Zap is switched on, so that they do not fire later', async () => {
    nock(API).persist().get(/executions$/).query(true).reply(200, [{ ...ended, id: 'exec_2', output: undefined }]);
    nock(API).get(/exec_2\/poll$/).reply(200, ended);
    expect(await appTester(newImages, { authData, meta: { isPopulatingDedupe: true } })).toEqual(expect.arrayContaining([expect.objectContaining({ execution_id: 'exec_2', url: 'https://cdn.wireflow.ai/a.png' })]));
  });
});
