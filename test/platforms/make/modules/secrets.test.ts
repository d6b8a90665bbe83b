import { failureOf } from './world.js';
import { fixedService, type FixedAnswer } from './fixed_service.js';

/** The connections of `fixedService`. */
const KEY = 'sk-fake-Zk9+ab/cd=ef';
const HOOK = 'whk_example12345';
const base64 = (text: string) => Buffer.from(text).toString('base64');

const SPELLINGS: readonly (readonly [how: string, spelled: string])[] = [
  ['as it is', KEY],
  ['in capitals', KEY.toUpperCase()],
  ['escaped for an address', encodeURIComponent(KEY)],
  ['escaped twice', encodeURIComponent(encodeURIComponent(KEY))],
  ['with the names of HTML', KEY.replace('+', '&plus;').replace('/', '&sol;').replace('=', '&equals;')],
  ['with the numbers of HTML, escaped again', KEY.replace('+', '&amp;#x2B;').replace('/', '&amp;#47;')],
  ['with escapes of JSON', KEY.replace('+', '\\u002b').replace('/', '\\/')],
  ['as hex', Buffer.from(KEY).toString('hex')],
  ['as hex in capitals', Buffer.from(KEY).toString('hex').toUpperCase()],
  ['in Base64', base64(KEY)],
  ['in Base64 for addresses', Buffer.from(KEY).toString('base64url')],
  ['in Base64 as a name without a password', base64(`${KEY}:`)],
  ['in Base64 behind a word', base64(`Bearer ${KEY}`)],
  ['in Base64 behind a name', base64(`me:${KEY}:x`)],
  ['as another webhook', 'whk_other98765'],
  ['as another key', 'wf_live_other98765'],
];

/** Wherever Wireflow's words reach a person, with the reply that says them there. */
const PLACES: [where: string, answer: (said: string) => FixedAnswer, module: string, values: object][] = [
  ['a refusal', (said) => ({ status: 400, body: { error: `bad ${said} here` } }), 'getCreditBalance', {}],
  ['a request ID', (said) => ({ status: 500, body: {}, headers: { 'x-request-id': `r-${said}` } }), 'getExecution', { execution_id: 'exec_1' }],
  ['a failure', (said) => ({ body: { status: 'FAILED', error: `x ${said}`, nodeStates: [{ nodeId: 'g', label: said, error: said }] } }), 'getExecution', { execution_id: 'exec_1' }],
  ['a failure that ends a wait', (said) => ({ body: { status: 'FAILED', error: `x ${said}` } }), 'waitForExecution', { execution_id: 'exec_1' }],
  ['an execution', (said) => ({ body: { status: 'COMPLETED', message: said, workflowName: said, finalOutput: 'https://cdn.example/a.png' }, headers: { 'x-request-id': said } }), 'getExecution', { execution_id: 'exec_1' }],
  ['an execution in a list', (said) => ({ body: [{ id: 'exec_1', status: 'COMPLETED', endTime: '2026-03-20T11:00:00Z', workflowName: said, error: said }], headers: { 'x-request-id': said } }), 'watchExecutions', {}],
  ['the name of a workflow', (said) => ({ body: [{ id: 'cm1', name: `n ${said}` }] }), 'listWorkflows', {}],
  ['an estimate', (said) => ({ body: { estimatedCredits: 3, breakdown: [{ nodeLabel: said, credits: 3 }] } }), 'estimateRun', { workflow: 'cm1' }],
  ['a balance', (said) => ({ body: { availableCredits: 3, plan: said } }), 'getCreditBalance', {}],
  ['a call of one’s own', (said) => ({ body: { said }, headers: { 'x-said': said } }), 'makeApiCall', { url: '/x', method: 'GET' }],
];

const shownBy = async (module: string, values: object, answer: FixedAnswer): Promise<string> => {
  const service = fixedService(() => answer);
  if (module === 'watchExecutions') {
    const scenario = service.engine.activate(module, { status: 'completed', limit: 5 }, 'all', { connection: { id: 'apiKey', label: null, data: { apiKey: KEY } } });
    return JSON.stringify(await scenario.poll());
  }
  return service.run(module, values as never).then((bundle) => JSON.stringify(bundle), (error: Error) => error.message);
};

describe.each(PLACES)('%s', (_where, answer, module, values) => {
  test.each(SPELLINGS)('shows no secret %s', async (_how, spelled) => {
    const shown = await shownBy(module, values, answer(spelled));
    expect(shown).toContain('***');
    expect(shown.toLowerCase()).not.toContain(JSON.stringify(spelled).slice(1, -1).toLowerCase());
  });

  test('is shown as it is otherwise', async () => {
    const plain = 'risk-free desk-lamp, deadbeef00112233445566778899aabbccddeeff0011';
    expect(await shownBy(module, values, answer(plain))).toContain(plain);
  });
});

describe('a webhook', () => {
  test.each([HOOK, HOOK.toUpperCase(), base64(HOOK), base64(`id=${HOOK}`), Buffer.from(HOOK).toString('hex')])('as %s is in no error of its own start', async (spelled) => {
    const failure = await failureOf(fixedService(() => ({ status: 400, body: { error: `no ${spelled}` } })).run('generateImage', { prompt: 'x' }));
    expect(failure.message).toContain('***');
    expect(failure.message).not.toContain(spelled);
  });

  test.each([HOOK, 'cmplain0001'])('%s is in no label of its connection', async (webhook) => {
    const service = fixedService(() => ({ body: { name: `Shop ${webhook}` } }));
    expect((await service.engine.connect('webhook', { webhook })).label).toBe('Shop ***');
  });

  test('that its workflow’s list tells is in no bundle, while the list still says that there is one', async () => {
    const service = fixedService(() => ({ body: [{ id: 'cm1', name: 'Shop', webhookId: 'plain-id-0001', webhookEnabled: true }] }));
    expect(await service.run('listWorkflows', {})).toMatchObject({ has_webhook: true });
    const read = await fixedService(() => ({ body: { status: 'COMPLETED', workflow: { webhookId: 'plain-id-0001' } } })).run('getExecution', { execution_id: 'exec_1' });
    expect(JSON.stringify(read)).not.toContain('plain-id-0001');
  });
});

test('a link stays as it is, even with what looks like a key in it', async () => {
  const link = 'https://cdn.example/sk-abcdef/whk_abcdef.png?wf_live_abcdef=1';
  const bundle = await fixedService(() => ({ body: { status: 'COMPLETED', finalOutput: link } })).run('getExecution', { execution_id: 'exec_1' });
  expect(bundle['image_url']).toBe(link);
});

test('the names of inputs and of workflows hide them in the editor as well', async () => {
  const [input] = await fixedService(() => ({ body: { inputs: [{ nodeId: 'a', label: `by ${KEY}`, type: 'text' }] } })).rpc('workflowInputs', { wf_workflow: 'cm1' });
  const [workflow] = await fixedService(() => ({ body: [{ id: 'cm1', name: `by ${KEY}` }] })).rpc('listWorkflows', {});
  expect([input?.['label'], workflow?.['label']]).toEqual(['by ***', 'by ***']);
});

describe('a start whose reply holds the image already', () => {
  const start = (body: object) => fixedService(() => ({ status: 200, body: { executionId: 'exec_1', status: 'COMPLETED', ...body } })).run('generateImage', { prompt: 'A boat' });

  test.each([`https://cdn.example/outputs/${HOOK}/a.png?sig=1`, `https://cdn.example/${HOOK}.webp`, `https://cdn.example/a.jpg?run=${HOOK}`])('hands over its link whole: %s', async (link) => {
    const bundle = await start({ nodeStates: [{ nodeId: 'n', status: 'COMPLETED', output: { images: [{ url: link }] } }] });
    expect([bundle['status'], bundle['image_url'], bundle['image_urls']]).toEqual(['completed', link, [link]]);
  });

  test.each([`https://www.wireflow.ai/api/v1/workflow/${HOOK}/trigger`, `https://hooks.example/${HOOK}?x=a`, `Started by ${HOOK}`])('and no address that starts something, nor words: %s', async (words) => {
    const bundle = await start({ message: words, error: words, workflowName: words, url: words, finalOutput: 'https://cdn.example/a.png' });
    expect(JSON.stringify(bundle)).not.toContain(HOOK);
    expect(JSON.stringify(await start({ message: `https://cdn.example/${HOOK}/a.png`, error: `https://cdn.example/${HOOK}/a.png` }))).not.toContain(HOOK);
  });
});
