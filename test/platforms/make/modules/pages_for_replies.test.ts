import { fixedService, type Bundle } from './fixed_service.js';
import { failureOf } from './world.js';

/** What hosts put in place of a reply under its own type and a good status: pages, parts, nothing. */
const NO_REPLIES: readonly (readonly [what: string, bytes: string])[] = [
  ['a page to sign in', '<!DOCTYPE html><html><head><style>a{b:c}</style></head><body>Sign in</body></html>'],
  ['half of the JSON', '{"status":"RUNNING","nodeStates":[{"nodeId":"g","outp'],
  ['a word', 'upstream connect error'],
  ['nothing', ''],
  ['blanks', ' \n '],
  ['a list', '[{"status":"COMPLETED"}]'],
  ['a text as JSON', '"{COMPLETED}"'],
];

const DONE = { status: 'COMPLETED', nodeStates: [{ nodeId: 'g', outputUrls: ['https://cdn.example.com/a.png'] }] };

/** A run that is started, and a look that is answered so many times with what is no reply. */
function world(bytes: string, times: number) {
  let left = times;
  return fixedService(({ method, url }) => {
    if (method === 'POST') return { status: 202, body: { executionId: 'exec_1', status: 'QUEUED' } };
    if (!url.includes('/executions/')) return { body: { inputs: [] } };
    left -= 1;
    return left >= 0 ? { bytes: Buffer.from(bytes), type: 'application/json' } : { body: DONE };
  });
}

describe.each(NO_REPLIES)('%s in place of a reply to a look after a start', (_what, bytes) => {
  test('is overlooked once', async () => {
    const service = world(bytes, 1);
    expect(await service.run('runWorkflow', { wf_workflow: 'wf1', wf_wait: true })).toMatchObject({ status: 'completed', execution_id: 'exec_1', image_url: 'https://cdn.example.com/a.png' });
    expect(service.starts()).toHaveLength(1);
  });

  test('for good leaves the execution’s ID in hand', async () => {
    const service = world(bytes, Infinity);
    expect(await service.run('runWorkflow', { wf_workflow: 'wf1', wf_wait: true, wf_longest_wait: 30 })).toMatchObject({ status: 'running', execution_id: 'exec_1', message: expect.stringContaining('Get an execution') });
    expect(service.starts()).toHaveLength(1);
  });

  test('is said by the module that starts nothing', async () => {
    expect((await failureOf(world(bytes, Infinity).run('getExecution', { execution_id: 'exec_1' }))).message).toContain('an execution');
  });
});

test.each(NO_REPLIES.filter(([what]) => ['a page to sign in', 'nothing', 'a text as JSON'].includes(what)))('%s in place of what a workflow takes: the author’s images are not used by silence', async (_what, bytes) => {
  const answer = { bytes: Buffer.from(bytes), type: bytes.startsWith('<') ? 'text/html' : 'application/json' };
  const service = fixedService(({ method }) => (method === 'POST' ? { status: 202, body: { executionId: 'exec_1' } } : answer));
  const failure = await failureOf(service.run('runWorkflow', { wf_workflow: 'wf1', wf_wait: false, wf_check_images: true }, [{ name: 'wf_check_images', type: 'boolean' }]));
  expect(failure).toMatchObject({ type: 'DataError', message: expect.stringMatching(/not a description of inputs\. Nothing was started\. Try again/) });
  expect(service.starts()).toHaveLength(0);
  expect((await failureOf(service.rpc('workflowInputs', { wf_workflow: 'wf1' }))).message).toContain('not a description of inputs. Try again');
});

test.each([
  ['bare', DONE],
  ['with a line break in front', DONE],
  ['in data', { data: DONE }],
  ['in execution', { execution: DONE }],
  ['in result', { result: DONE }],
  ['as the first run of a batch', { executionRuns: [DONE] }],
])('a reply that is one is read, %s', async (how, body) => {
  const service = fixedService(() => ({ bytes: Buffer.from(`${how.includes('line break') ? '\n ' : ''}${JSON.stringify(body)}`), type: 'application/json' }));
  expect(await service.run('getExecution', { execution_id: 'exec_1' })).toMatchObject({ status: 'completed', image_url: 'https://cdn.example.com/a.png' });
});

describe('an error that comes under a success status', () => {
  const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
  const MODULES: readonly (readonly [module: string, values: Bundle, about: string])[] = [
    ['runWorkflow', { wf_workflow: 'cm1', wf_wait: false }, 'may have started'],
    ['generateImage', { prompt: 'a fox' }, 'may have started'],
    ['estimateRun', { workflow: 'cm1' }, 'not an estimate'],
    ['getExecution', { execution_id: 'exec_1' }, 'not an execution'],
    ['waitForExecution', { execution_id: 'exec_1' }, 'not an execution'],
    ['uploadImage', { fileName: 'a.png', data: PNG }, 'not an uploaded file'],
    ['listWorkflows', {}, 'not a list of workflows'],
    ['getCreditBalance', {}, 'not a credit balance'],
  ];
  const SAID: readonly unknown[] = [{ error: { message: 'The prompt was flagged.', code: 429 } }, { error: 'The prompt was flagged' }, { success: false, message: 'The prompt was flagged' }, { detail: 'The prompt was flagged' }];

  test.each(MODULES.flatMap(([module, values, about]) => SAID.map((body) => [module, JSON.stringify(body), values, body, about] as const)))('is told by %s in its own words: %s', async (module, _said, values, body, about) => {
    const service = fixedService(() => ({ body }));
    const failure = await failureOf(service.run(module, values));
    expect(failure).toMatchObject({ type: 'DataError', isRetriedByMake: false, message: expect.stringContaining(about) });
    expect(failure.message).toMatch(/: “?The prompt was flagged\.?”?\. [A-Z]/);
    expect(service.starts().length).toBeLessThanOrEqual(1);
  });

  test.each([undefined, {}, [], null, ''])('is none where nothing is said: %j', async (body) => {
    for (const [module, values] of MODULES.filter(([name]) => name !== 'listWorkflows' || !Array.isArray(body))) {
      expect((await failureOf(fixedService(() => ({ body })).run(module, values))).message).toMatch(/(is not an? [a-z ]+|names no execution)\. [A-Z]/);
    }
  });
});
