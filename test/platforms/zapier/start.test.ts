import nock from 'nock';
import type { ZObject } from 'zapier-platform-core';
import { unknownExecution } from '../../../core/model/execution.js';
import type { ExecutionOutput } from '../../../core/outputs/execution_output.js';
import { clock } from '../../../platforms/zapier/clock.js';
import { settle, startFromStep, type Start } from '../../../platforms/zapier/start.js';
import { wireflowStep } from '../../../platforms/zapier/step.js';
import { START_THROTTLE } from '../../../platforms/zapier/throttle.js';
import { appTester, errorOf } from '../../helpers/app.js';
import { FAKE_KEY } from '../../helpers/core.js';

const API = 'https://www.wireflow.ai';
let started = 0;
beforeEach(() => {
  nock.disableNetConnect();
  started = 0;
});
afterEach(() => {
  const left = nock.pendingMocks();
  nock.cleanAll();
  expect(left).toEqual([]);
});
afterAll(() => nock.restore());

interface Step {
  values?: Record<string, unknown>;
  meta?: Record<string, unknown>;
  apiKey?: string | null;
  start?: Partial<Start>;
}
const step = ({ values = {}, meta = {}, apiKey = FAKE_KEY, start = {} }: Step = {}): Promise<ExecutionOutput> =>
  appTester(
    (z, bundle) =>
      wireflowStep(z, bundle, (wireflow) =>
        startFromStep(z, bundle, wireflow, { action: 'run_workflow', target: 'cm_fake', inputs: async () => null, unestimated: [], workflow: async () => ({ id: 'cm_fake', isCertain: true }), start: async () => ({ ...unknownExecution(`exec_${(started += 1)}`), message: 'Queued' }), ...start }),
      ),
    { inputData: values, meta, authData: apiKey === null ? {} : { api_key: apiKey } },
  );
const isLoadingSample = true;

describe('a test in the editor', () => {
  const sample = { values: { test_mode: 'sample', wait: 'until_finished' }, meta: { isLoadingSample } };

  test('is free, and shows the person’s own last run of the workflow', async () => {
    nock(API).get(/\/workflows\/executions/).query(true).reply(200, [{ id: 'exec_9', status: 'COMPLETED', workflowId: 'cm_fake', workflowName: 'Posters', output: { url: 'https://cdn.wireflow.ai/a.png' } }]);
    expect(await step(sample)).toMatchObject({ id: 'exec_9', image_count: 1, message: 'This is your last real execution of the workflow. Nothing was started for this test.' });
    expect(started).toBe(0);
  });

  test.each<[string, () => void, Step]>([
    ['there was none', () => void nock(API).get(/executions/).query(true).reply(200, []), {}],
    ['it can not be had', () => void nock(API).get(/executions/).query(true).reply(500, ''), {}],
    ['the workflow is not known', () => undefined, { start: { workflow: () => Promise.reject(new Error('gone')) } }],
  ])('is free, and shows a sample that is called one when %s', async (_why, prepare, more) => {
    prepare();
    expect(await step({ ...sample, ...more })).toMatchObject({ status: 'completed', message: 'This is a made-up sample. Nothing was started for this test.' });
    expect(started).toBe(0);
  });

  test('is real only when the person says so', async () => {
    expect(await step({ values: { test_mode: 'real' }, meta: { isLoadingSample } })).toMatchObject({ id: 'exec_1', status: 'queued' });
    expect(started).toBe(1);
  });

  test.each([{}, { test_mode: '' }, { test_mode: null }, { test_mode: '  ' }])('is free when the person says nothing: %j', async (values) => {
    expect(await step({ values, meta: { isLoadingSample }, apiKey: null })).toMatchObject({ message: expect.stringMatching(/Nothing was started for this test/) });
    expect(started).toBe(0);
  });
});

test('a Zap that runs is never given a sample', async () => {
  expect(await step({ values: { test_mode: 'sample' } })).toMatchObject({ id: 'exec_1', message: 'Queued' });
  expect(started).toBe(1);
});

test('a value that can not be used ends the step before anything starts', async () => {
  expect(await errorOf(step({ values: { wait: 'for ever' } }))).toMatchObject({ name: 'HaltedError', message: expect.stringMatching(/Wait for the Images/) });
  expect(started).toBe(0);
});

test('the workflow is named where it is known, even if the reply leaves it out, and what the reply says counts more', async () => {
  const known = (target: object) => ({ workflow: async () => ({ id: 'cm_known', isCertain: true, name: 'Posters', ...target }) });
  expect(await step({ start: known({}) })).toMatchObject({ workflow_id: 'cm_known', workflow_name: 'Posters' });
  expect(await step({ start: known({ id: 'address:whk_fake', isCertain: false }) })).toMatchObject({ workflow_id: null, workflow_name: null });
  expect(await step({ start: { workflow: () => Promise.reject(new Error('down')) } })).toMatchObject({ id: 'exec_3', workflow_id: null });
  expect(await step({ start: { ...known({}), start: async () => ({ ...unknownExecution('exec_1'), workflowId: 'cm_said', workflowName: 'Said' }) } })).toMatchObject({ workflow_id: 'cm_said', workflow_name: 'Said' });
});

describe('a step that is not done yet', () => {
  let z: ZObject;
  beforeAll(() => appTester(async (given) => void (z = given)));

  test('goes back into the queue for as long as is asked, in words that frighten nobody', async () => {
    const error = await errorOf(Promise.resolve().then(() => settle(z, { lookAgainInMs: 30_001 })));
    expect(error).toMatchObject({ name: 'ThrottledError', delay: 31, message: 'The execution has not finished yet. Nothing is wrong: Zapier looks again by itself.' });
  });
  test('and one that is done hands its run over', () => {
    const execution = unknownExecution('exec_1');
    expect(settle(z, { execution })).toBe(execution);
  });
});

test('a mistake in this program is shown as one, and not as a fault of Wireflow', async () => {
  const bug = appTester((z, bundle) => wireflowStep(z, bundle, () => Promise.reject(new RangeError('bug'))), { authData: { api_key: FAKE_KEY } });
  expect(await errorOf(bug)).toMatchObject({ name: 'AppError', message: expect.stringMatching(/^Something went wrong inside this step/) });
});

test('a step has 25 seconds from its first moment on', async () => {
  const before = clock.now();
  const deadlineMs = await appTester((z, bundle) => wireflowStep(z, bundle, async (wireflow) => wireflow.deadlineMs), { authData: {} });
  expect(deadlineMs - before).toBeGreaterThanOrEqual(25_000);
  expect(deadlineMs - clock.now()).toBeLessThanOrEqual(25_000);
});

test('Zapier starts no more than the service takes: ten a minute for a connection, all steps together', () => {
  expect(START_THROTTLE).toEqual({ window: 60, limit: 10, key: 'start_run', scope: ['auth'] });
});

test('the real clock tells the time and waits', async () => {
  const before = Date.now();
  expect(await clock.sleep(20)).toBeUndefined();
  expect(clock.now()).toBeGreaterThanOrEqual(before + 15);
});
