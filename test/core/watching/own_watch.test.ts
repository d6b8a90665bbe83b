import { accountOf } from '../../../core/api/account.js';
import { SAMPLE_FINISHED } from '../../../core/outputs/samples.js';
import { endedExecutions } from '../../../core/watching/ended_executions.js';
import { loadWatch, saveWatch, type FoundRun } from '../../../core/watching/trigger_memory.js';
import { clientOf, failure, FAKE_KEY, mapMemory, recorded, response } from '../../helpers/core.js';
import { MINUTE_MS, NOON_MS } from '../../helpers/hand_clock.js';

const at = new Date(NOON_MS - MINUTE_MS).toISOString();
const FOUND: FoundRun = { id: 'exec_first', execution: { ...SAMPLE_FINISHED, id: 'exec_first', startedAt: at, finishedAt: at }, foundAtMs: NOON_MS - MINUTE_MS };

/** A trigger that has found a run with one key, and polls with another. @param status how the service answers to a look at that run */
async function polled(status: number, key = `${FAKE_KEY}_new`) {
  const memory = mapMemory();
  const client = (apiKey: string, answer = status) =>
    clientOf(recorded(({ url }) => (url.includes('exec_first') ? response(answer, answer === 200 ? { status: 'COMPLETED', output: { url: 'https://cdn.wireflow.ai/a.png' } } : { error: 'no' }) : response(200, { executions: [] }))), apiKey, () => NOON_MS);
  const rest = { latestStartMs: null, rests: {}, unreached: [], wholeAtMs: 0, wholeUntilMs: 0 };
  await saveWatch(memory, 'completed:all', { account: accountOf(client(FAKE_KEY)), open: new Map(), found: new Map([[FOUND.id, FOUND]]), done: new Set([FOUND.id]), ...rest }, NOON_MS - MINUTE_MS);
  const poll = async () => (await endedExecutions(client(key), memory, { workflowId: null, purpose: 'new' })).map(({ id }) => id);
  return { poll, kept: () => loadWatch(memory, 'completed:all') };
}

describe('what a trigger has found with one key', () => {
  test.each([404, 403])('is not handed to another account’s, which does not see it (%i), and is forgotten', async (status) => {
    const { poll, kept } = await polled(status);
    expect(await poll()).toEqual([]);
    expect((await kept())?.done.size).toBe(0);
  });

  test('is handed on with a new key of the same account, which sees it', async () => {
    expect(await (await polled(200)).poll()).toEqual(['exec_first']);
  });

  test('is handed on with the same key, which is asked nothing more', async () => {
    expect(await (await polled(404, FAKE_KEY)).poll()).toEqual(['exec_first']);
  });

  test('stays as it is while nobody can tell whose it is', async () => {
    const { poll, kept } = await polled(503);
    expect((await failure(poll)).canRetry).toBe(true);
    expect((await kept())?.found.size).toBe(1);
  });
});
