import { EMPTY_REASONS } from '../../../helpers/empty_reasons.js';
import { readExecution } from '../../../../core/api/readers/index.js';
import { reply } from '../../../helpers/core.js';
import { failureOf } from './world.js';
import { fixedService, type Bundle } from './fixed_service.js';

const LINK = 'https://cdn.example/a.png';
const RUN = { executionId: 'exec_one', workflowId: 'w' };
const bodyOf = (status: string, more: object) => ({ ...RUN, ...more, status, nodeStates: [{ id: 'n', status, ...more, output: LINK }] });
const get = (body: unknown) => fixedService(() => ({ body })).run('getExecution', { execution_id: 'exec_one' });
const told = ({ status, error, message, image_count: count }: Bundle) => ({ status, error, message, count });

describe.each(EMPTY_REASONS.map((reason) => [reason] as const))('%j is no reason', (reason) => {
  test.each(['error', 'errors', 'errorMessage'])('as %s of a run that is completed, or has failed', async (key) => {
    expect(told(await get(bodyOf('COMPLETED', { [key]: reason })))).toEqual({ status: 'completed', error: undefined, message: undefined, count: 1 });
    expect(told(await get({ data: bodyOf('COMPLETED', { [key]: reason }) }))).toMatchObject({ status: 'completed', error: undefined });
    expect(told(await get(bodyOf('FAILED', { [key]: reason })))).toMatchObject({ status: 'failed', error: undefined, message: undefined });
  });

  test('of a start, or of a run that is waited for', async () => {
    const service = (status: string) => fixedService(({ method }) => (method === 'POST' ? { status: 202, body: { executionId: 'exec_one', status: 'RUNNING', success: true, error: reason, errors: reason } } : { body: bodyOf(status, { error: reason }) }));
    expect(told(await service('COMPLETED').run('runWorkflow', { wf_workflow: 'cm1', wf_wait: true }))).toEqual({ status: 'completed', error: undefined, message: undefined, count: 1 });
    expect((await failureOf(service('FAILED').run('runWorkflow', { wf_workflow: 'cm1', wf_wait: true }))).message).toMatch(/^Execution exec_one has failed\. [A-Z]/);
  });

  test('in a list', async () => {
    const service = fixedService(() => ({ body: { success: true, error: reason, executions: [{ ...bodyOf('COMPLETED', { error: reason }), finishedAt: '2026-03-20T11:59:00Z' }] } }));
    const trigger = service.engine.activate('watchExecutions', { limit: 20, status: 'ended' }, 'all', { connection: service.connection });
    expect(((await trigger.poll()) as Bundle[]).map(told)).toEqual([{ status: 'completed', error: undefined, message: undefined, count: 1 }]);
  });
});

test.each(['errors', 'errorMessage', 'error_message', 'failureReason'])('a reason is read under %s, as in the core', async (key) => {
  const body = { ...RUN, status: 'FAILED', [key]: 'Too long', nodeStates: [] };
  expect([readExecution(reply(body), 'exec_one').error, (await get(body))['error']]).toEqual(['Too long', 'Too long']);
});

test.each([['null pointer in node x'], [{ code: 'ENOSPC' }], [{ message: null, code: 'ENOSPC' }], [{ message: 'None', detail: 'Too long' }], ['None of the models is free'], [500]])('%j is a reason, as in the core', async (reason) => {
  const body = bodyOf('FAILED', { error: reason });
  const { error } = readExecution(reply({ ...body, nodeStates: [] }), 'exec_one');
  expect((await get({ ...body, nodeStates: [] }))['error']).toBe(error);
  expect(String((await get(body))['error'])).toContain(String(error));
});
