import type { EndpointName } from '../../../core/api/endpoints.js';
import type { HttpResponse } from '../../../core/api/transport.js';
import { workflowOfAddress } from '../../../core/runs/workflow_of_address.js';
import { clientOf, failure, FAKE_KEY, FAKE_WEBHOOK, mapMemory, recorded, response } from '../../helpers/core.js';

const INFO = response(200, { workflowId: 'cm_fake', name: 'Posters', isActive: true });
const LIST = response(200, [{ id: 'cm_other', webhookId: 'whk_other_fake' }, { id: 'cm_fake', webhookId: FAKE_WEBHOOK }]);

function service(answers: Partial<Record<EndpointName, HttpResponse>>, apiKey: string | null = FAKE_KEY) {
  const [wire, memory] = [recorded(({ endpoint }) => answers[endpoint as EndpointName] ?? response(404, {})), mapMemory()];
  const client = clientOf(wire, apiKey);
  return { memory, asked: () => wire.sent.map(({ endpoint }) => endpoint), find: (address = FAKE_WEBHOOK) => workflowOfAddress(client, memory, address) };
}

test.each([FAKE_WEBHOOK, 'cm_fake'])('%s is the workflow that its own call names, without a key', async (address) => {
  expect(await service({ triggerInfo: INFO }, null).find(address)).toEqual({ id: 'cm_fake', isCertain: true, name: 'Posters' });
});

test('is looked for in the account first, where there is a key, and asked for where the account has it not', async () => {
  const listed = service({ listWorkflows: LIST, triggerInfo: INFO });
  expect(await listed.find()).toEqual({ id: 'cm_fake', isCertain: true, name: 'cm_fake' });
  expect(listed.asked()).toEqual(['listWorkflows']);
  for (const listWorkflows of [response(200, []), response(403, {})]) {
    const foreign = service({ listWorkflows, triggerInfo: INFO });
    expect(await foreign.find()).toEqual({ id: 'cm_fake', isCertain: true, name: 'Posters' });
    expect(foreign.asked()).toEqual(['listWorkflows', 'triggerInfo']);
  }
});

test.each([
  ['as an object', { webhook: { id: FAKE_WEBHOOK, enabled: true } }],
  ['in another spelling', { webhook_id: FAKE_WEBHOOK }],
  ['as its URL', { webhookUrl: `https://www.wireflow.ai/api/v1/workflow/${FAKE_WEBHOOK}/trigger` }],
  ['as a text', { webhook: FAKE_WEBHOOK }],
])('is found in the account where the list names the webhook %s', async (_how, more) => {
  const { find, asked } = service({ listWorkflows: response(200, [{ id: 'cm_other', webhookId: 'whk_other_fake' }, { id: 'cm_fake', name: 'Posters', ...more }]) });
  expect(await find()).toEqual({ id: 'cm_fake', isCertain: true, name: 'Posters' });
  expect(asked()).toEqual(['listWorkflows']);
});

test.each([
  ['beside an id of its own', { id: 'hook_1', workflow: { id: 'cm_fake', name: 'Posters' } }],
  ['in another spelling', { workflow_id: 'cm_fake', name: 'Posters' }],
])('is read from a webhook’s call that names it %s', async (_how, info) => {
  expect(await service({ triggerInfo: response(200, info) }, null).find()).toEqual({ id: 'cm_fake', isCertain: true, name: 'Posters' });
});

test('is not guessed at on a service that knows no list of workflows', async () => {
  const { find, asked } = service({ triggerInfo: INFO });
  expect(await find()).toEqual({ id: `address:${FAKE_WEBHOOK}`, isCertain: false });
  expect(asked()).toEqual(['listWorkflows']);
});

test('is asked for once, and kept where nobody can read the webhook from it', async () => {
  const { memory, asked, find } = service({ triggerInfo: INFO }, null);
  await find();
  expect(await find()).toEqual({ id: 'cm_fake', isCertain: true, name: 'Posters' });
  expect(asked()).toEqual(['triggerInfo']);
  expect(JSON.stringify([...memory.kept])).not.toContain(FAKE_WEBHOOK);
});

test.each([
  ['there is no such call', response(405, '')],
  ['the call answers with a page', response(404, '<html>')],
  ['the reply names no workflow', response(200, { isActive: true })],
  ['the reply calls the workflow by the webhook’s id', response(200, { workflowId: FAKE_WEBHOOK })],
])('where %s, the address stands for itself', async (_why, triggerInfo) => {
  expect(await service({ triggerInfo }, null).find()).toEqual({ id: `address:${FAKE_WEBHOOK}`, isCertain: false });
});

test.each<[string, string | null, HttpResponse]>([
  ['there is no key to look with', null, LIST],
  ['the key may not look', FAKE_KEY, response(403, {})],
  ['the account has no such workflow', FAKE_KEY, response(200, [])],
])('where nothing tells and %s, the address stands for itself, and is not remembered', async (_why, apiKey, listWorkflows) => {
  const { memory, find } = service({ listWorkflows }, apiKey);
  expect(await find()).toEqual({ id: `address:${FAKE_WEBHOOK}`, isCertain: false });
  expect(memory.kept.size).toBe(0);
});

test.each<[string, Partial<Record<EndpointName, HttpResponse>>]>([
  ['a limit', { listWorkflows: response(200, []), triggerInfo: response(429, {}) }],
  ['a fault of the service', { listWorkflows: response(200, []), triggerInfo: response(500, '') }],
  ['a firewall', { listWorkflows: response(403, '<html>') }],
  ['a limit on the list', { listWorkflows: response(429, {}) }],
])('%s passes: the step is tried again rather than started under another name', async (_what, answers) => {
  expect(await failure(() => service(answers).find())).toMatchObject({ canRetry: true });
});
