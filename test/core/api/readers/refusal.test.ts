import { refusalIn } from '../../../../core/api/readers/index.js';
import { clientOf, expectReadable, failure, recorded, response } from '../../../helpers/core.js';

describe('an error under a success status', () => {
  test.each<[unknown, string]>([
    [{ success: false, error: 'Invalid API key' }, 'Invalid API key'],
    [{ success: 'false', message: 'No' }, 'No'],
    [{ ok: false }, ''],
    [{ error: 'Unauthorized' }, 'Unauthorized'],
    [{ error: { message: 'Slow down', code: 'x' }, requestId: 'r' }, 'Slow down'],
    [{ error: { code: 'denied' }, status: 401 }, 'denied'],
    [{ status: 'error', error: 'x', data: null }, 'x'],
    [{ data: { success: false, message: 'Inside' } }, 'Inside'],
    [{ success: false, errors: [{ message: 'Listed' }] }, 'Listed'],
    [{ errors: [{ message: 'Listed' }] }, 'Listed'],
  ])('is one: %j', (body, words) => {
    expect(refusalIn(body, false)).toBe(words);
    expect(refusalIn(body, true)).toBe(words);
  });

  test.each([
    [{ status: 'FAILED', error: 'Moderated' }], [{ success: false, status: 'FAILED', error: 'Moderated' }], [{ success: false, nodeStates: [], error: 'x' }],
    [{ success: true, data: {} }], [{ error: null, status: 'RUNNING' }], [{ error: '', data: [] }], [[]], [null], ['error'], [{ data: { credits: 5 }, error: 'partly' }], [{ id: 'w', error: 'last run failed' }],
  ])('is none: %j', (body) => expect(refusalIn(body, false)).toBeNull()); // prettier-ignore

  test('is one where a start is called no success, though it names an execution', () => {
    expect(refusalIn({ success: false, executionId: 'exec_1' }, true)).toBe('');
  });

  test('is told in its own words on reading, and may have started a run where it answers a start', async () => {
    const client = clientOf(recorded(() => response(200, { success: false, error: 'Queue is full' }, { 'X-Request-Id': 'req_1' })));
    const read = await failure(() => client.balance());
    expect(read).toMatchObject({ kind: 'unreadable', requestId: 'req_1' });
    expect(read.problem).toMatch(/under a success status: “Queue is full”\./);
    expectReadable(read);
    for (const start of [() => client.trigger('whk_fake_1', {}), () => client.run('cm_fake', {}), () => client.execute('cm_fake', {})]) {
      expect(await failure(start)).toMatchObject({ kind: 'start_unknown', canRetry: false });
    }
  });
});

describe('a start that is answered with a redirect', () => {
  const startWith = (status: number, location: string) => clientOf(recorded(() => response(status, '', { Location: location }))).trigger('whk_fake_1', {});
  test.each([
    [303, '/login'], [303, '/api/v1/workflows/executions/exec_77'], [303, 'https://elsewhere.example/workflows/executions/exec_77'], [303, 'http://['], [301, '/api/v1/workflows/executions/exec_77'],
    [302, 'https://elsewhere.example/'], [307, 'https://wireflow.ai/api/v1/workflow/x/trigger'], [308, ''],
  ])('may have happened after a %s to %s', async (status, location) => {
    expect(await failure(() => startWith(status, location))).toMatchObject({ kind: 'start_unknown', canRetry: false });
  }); // prettier-ignore
});
