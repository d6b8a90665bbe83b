import { unknownExecution, type Execution } from '../../../core/model/execution.js';
import { lookAtFirst, startUnknown } from '../../../core/api/error_sentences.js';
import { WireflowError } from '../../../core/model/errors.js';
import type { Verdict } from '../../../core/runs/requeue.js';
import type { LockingMemory } from '../../../core/memory.js';
import { startRun, type StartPlan, type Wait } from '../../../core/runs/start_run.js';
import type { HttpResponse } from '../../../core/api/transport.js';
import { clientOf, expectReadable, failure, FAKE_KEY, mapMemory, recorded, response } from '../../helpers/core.js';
import { HandClock, HOUR_MS, MINUTE_MS, NOON_MS } from '../../helpers/hand_clock.js';

const RUNNING = response(200, { status: 'RUNNING' });
const FINISHED = response(200, { status: 'COMPLETED', message: 'Done', output: { url: 'https://cdn.wireflow.ai/a.png' } });
const estimate = (credits: number, more = {}) => response(200, { estimatedCredits: credits, availableCredits: 100, ...more });

interface Answers {
  estimate?: HttpResponse;
  /** Each look is answered by the next, the last of them again and again. */
  looks?: readonly HttpResponse[];
}

/** One connection: a service, a memory and a clock, on which steps are run. */
class Connection {
  readonly clock = new HandClock();
  readonly runs: (string | undefined)[] = [];
  looks = 0;
  memory: LockingMemory = mapMemory();
  constructor(
    public answers: Answers = {},
    readonly apiKey: string | null = FAKE_KEY,
  ) {}

  readonly wire = recorded(({ endpoint }) => {
    if (endpoint === 'estimate') return this.answers.estimate ?? response(500, '');
    const looks = this.answers.looks ?? [RUNNING];
    this.looks += 1;
    return looks[Math.min(this.looks, looks.length) - 1] as HttpResponse;
  });

  step(wait: Wait, plan: Partial<StartPlan> = {}): Promise<Verdict> {
    const client = clientOf(this.wire, this.apiKey, this.clock.now);
    return startRun(client, this.memory, this.clock, {
      action: 'generate_image',
      runId: null,
      afterFailure: 'again_if_free',
      maxCredits: null,
      unestimated: [],
      uncertainCost: 'stop',
      wait,
      deadlineMs: this.clock.atMs + 25_000,
      canLookAgain: true,
      workflow: async () => ({ id: 'cm_fake', isCertain: true }),
      start: async (key) => {
        this.runs.push(key);
        return { ...unknownExecution(`exec_${this.runs.length}`), message: 'Workflow execution queued successfully' };
      },
      ...plan,
    });
  }

  async run(wait: Wait, plan: Partial<StartPlan> = {}): Promise<Execution> {
    const verdict = await this.step(wait, plan);
    if (!('execution' in verdict)) throw new Error('The step went back into the queue');
    return verdict.execution;
  }
}

describe('without waiting', () => {
  test('the run is handed over as the service took it, and not looked at', async () => {
    const connection = new Connection();
    expect(await connection.run('no')).toMatchObject({ id: 'exec_1', status: 'queued', message: 'Workflow execution queued successfully' });
    expect(connection.wire.sent).toEqual([]);
  });

  test('without an Only Once ID no two runs are merged, and no key is sent', async () => {
    const connection = new Connection();
    expect([(await connection.run('no')).id, (await connection.run('no')).id]).toEqual(['exec_1', 'exec_2']);
    expect(connection.runs).toEqual([undefined, undefined]);
  });

  test('no API key is needed', async () => {
    expect(await new Connection({}, null).run('no', { runId: 'row 7' })).toMatchObject({ id: 'exec_1' });
  });
});

test.each<[string, Wait, Partial<StartPlan>]>([
  ['waiting', 'up_to_25_s', {}],
  ['waiting until finished', 'until_finished', { runId: 'row 7' }],
  ['a cap', 'no', { maxCredits: 5 }],
])('%s needs an API key, which is said before anything is started', async (_what, wait, plan) => {
  const connection = new Connection({}, null);
  const error = await failure(() => connection.step(wait, plan));
  expect(error).toMatchObject({ kind: 'bad_input' });
  expectReadable(error);
  expect([connection.runs, connection.wire.sent]).toEqual([[], []]);
});

describe('waiting in the step', () => {
  test('gives the finished run', async () => {
    expect(await new Connection({ looks: [RUNNING, FINISHED] }).run('up_to_25_s')).toMatchObject({ id: 'exec_1', status: 'completed' });
  });

  test('ends with the step’s time, whatever it was used up for before', async () => {
    const connection = new Connection();
    const slowStart = async () => ((connection.clock.atMs += 17_000), unknownExecution('exec_1'));
    expect(await connection.run('up_to_25_s', { start: slowStart })).toMatchObject({ status: 'running' });
    expect(connection.clock.atMs - NOON_MS).toBeLessThanOrEqual(25_000);
  });
});

test.each([null, 'row 7'])('up to 25 seconds are no more than that, with the Only Once ID %s: the run is handed over as it is, with no advice to wait otherwise', async (runId) => {
  expect(await new Connection({ looks: [response(200, { status: 'RUNNING', message: 'Under way' })] }).run('up_to_25_s', { runId })).toMatchObject({ id: 'exec_1', status: 'running', message: expect.not.stringMatching(/Only Once ID|Find Execution/) });
});

test('what was started now is told to whoever remembers starts, and what was started before is not', async () => {
  const [connection, told] = [new Connection(), [] as string[]];
  const plan = { runId: 'row 7', onStarted: async (id: string) => void told.push(id) };
  await connection.run('no', plan);
  await connection.run('no', plan);
  await connection.run('no', { ...plan, runId: null });
  expect(told).toEqual(['exec_1', 'exec_2']);
});

test.each(['no', 'up_to_25_s'] as const)('a run that was started while the service did not tell its workflow is found again once it does, waiting “%s”', async (wait) => {
  const [connection, plan] = [new Connection({ looks: [FINISHED] }), { runId: 'row 7', address: 'whk_fake' }];
  const workflow = async () => ({ id: 'address:whk_fake', isCertain: false });
  expect((await connection.run('no', { ...plan, workflow })).message).toContain('for this address alone');
  expect(await connection.run(wait, plan)).toMatchObject({ id: 'exec_1', message: expect.stringContaining('nothing new was started') });
  expect(await connection.run(wait, { ...plan, address: 'whk_other_fake' })).toMatchObject({ id: 'exec_2' });
  expect(connection.runs).toHaveLength(2);
});

describe('waiting until the run has finished', () => {
  const plan = { runId: 'row 7' };

  test('the step goes back into the queue, and then gives that run, which it has started once', async () => {
    const connection = new Connection({ looks: [RUNNING] });
    expect(await connection.step('until_finished', plan)).toHaveProperty('lookAgainInMs');
    connection.answers.looks = [FINISHED];
    connection.clock.atMs += 30_000;
    expect(await connection.run('until_finished', plan)).toMatchObject({ id: 'exec_1', status: 'completed' });
    expect(connection.runs).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  });

  test('is over after an hour, with the run as it is, however often the step was run', async () => {
    const connection = new Connection();
    let verdict = await connection.step('until_finished', plan);
    let steps = 1;
    while ('lookAgainInMs' in verdict && steps < 200) {
      connection.clock.atMs += verdict.lookAgainInMs;
      verdict = await connection.step('until_finished', plan);
      steps += 1;
    }
    expect(verdict).toMatchObject({ execution: { id: 'exec_1', status: 'running', message: expect.stringMatching(/not seen to finish in the 6\d minutes.*started this execution before/) } });
    expect(connection.clock.atMs - NOON_MS).toBeLessThan(HOUR_MS + 5 * MINUTE_MS);
    expect(steps).toBeLessThan(30);
    expect(connection.runs).toHaveLength(1);
  });

  test('a run that ends in the first step needs no second one', async () => {
    expect(await new Connection({ looks: [FINISHED] }).run('until_finished', plan)).toMatchObject({ status: 'completed', message: 'Done' });
  });

  test('without an Only Once ID the step does not go back, because it would start another run', async () => {
    expect(await new Connection().run('until_finished')).toMatchObject({ id: 'exec_1', status: 'running', message: expect.stringMatching(/map an Only Once ID, or use Find Execution/) });
  });

  test('where somebody watches, it does not go back either', async () => {
    expect(await new Connection().run('until_finished', { ...plan, canLookAgain: false })).toMatchObject({ id: 'exec_1', status: 'running' });
  });

  test.each<[string, Partial<LockingMemory>]>([
    ['forgets everything', { get: async () => null, set: async () => undefined, claim: async () => true, forget: async () => undefined }],
    ['loses what the start gave', { set: async () => undefined }],
  ])('a platform that %s is not trusted to find the run again: the id is handed over at once', async (_what, memory) => {
    const connection = new Connection();
    connection.memory = { ...mapMemory(), ...memory };
    expect(await connection.run('until_finished', plan)).toMatchObject({ id: 'exec_1', status: 'running', message: expect.stringMatching(/goes on; find it later by its Execution ID/) });
    expect(connection.runs).toHaveLength(1);
  });
});

describe('an Only Once ID that was used before', () => {
  const plan = { runId: 'row 7' };
  async function usedBefore(answers: Answers = {}, apiKey: string | null = FAKE_KEY): Promise<Connection> {
    const connection = new Connection(answers, apiKey);
    await connection.run('no', plan);
    connection.clock.atMs += HOUR_MS;
    return connection;
  }

  test('gives the first run as it is now, starts nothing, and says so', async () => {
    const connection = await usedBefore({ looks: [FINISHED] });
    expect(await connection.run('no', plan)).toMatchObject({ id: 'exec_1', status: 'completed', message: 'Done. A step with this Only Once ID has started this execution before; nothing new was started.' });
    expect(connection.runs).toHaveLength(1);
  });

  test('says so behind a sentence of the service as well', async () => {
    const connection = await usedBefore({ looks: [response(200, { status: 'RUNNING', message: 'Under way.' })] });
    expect((await connection.run('no', plan)).message).toBe('Under way. A step with this Only Once ID has started this execution before; nothing new was started.');
  });

  test('says so as well when it had to be waited for', async () => {
    const connection = await usedBefore({ looks: [RUNNING, RUNNING, FINISHED] });
    expect((await connection.run('up_to_25_s', plan)).message).toMatch(/^Done\. .*nothing new was started\.$/);
  });

  test('gives the id alone where there is no key to look with', async () => {
    const connection = await usedBefore({}, null);
    expect(await connection.run('no', plan)).toMatchObject({ id: 'exec_1', status: 'queued', message: expect.stringMatching(/^A step with this Only Once ID/) });
    expect(connection.wire.sent).toEqual([]);
  });

  test.each([
    ['that this key may not look at', response(403, { error: 'Forbidden' }), /missing a permission.*nothing new was started/],
    ['that Wireflow does not know any more', response(404, {}), /no such execution.*nothing new was started/],
    ['whose state can not be read', response(200, '<html>'), /not JSON.*nothing new was started/],
  ])('gives the id of a run %s, with the reason', async (_what, refusal, reason) => {
    const connection = await usedBefore({ looks: [refusal] });
    const given = await connection.run('no', plan);
    expect(given).toMatchObject({ id: 'exec_1', message: expect.stringMatching(reason) });
    expect(given.message).not.toMatch(/\.\./);
    expect(connection.runs).toHaveLength(1);
  });

  test.each([['a limit', response(429, {}, { 'Retry-After': '86400' })], ['a fault of the service', response(500, '')]])('%s is waited for no longer than the step: in the queue the Only Once ID would run out, and the run be bought again', async (_what, refusal) => {
    const connection = await usedBefore({ looks: [refusal] });
    for (const wait of ['no', 'up_to_25_s'] as const) {
      expect(await connection.run(wait, plan)).toMatchObject({ id: 'exec_1', message: expect.stringMatching(/nothing new was started/) });
    }
    expect(connection.runs).toHaveLength(1);
  });

  test('a mistake in this program is not hidden behind the id', async () => {
    const connection = await usedBefore({});
    connection.answers = { get looks(): never { throw new RangeError('bug'); } };
    await expect(connection.step('no', plan)).rejects.toThrow(RangeError);
  }); // prettier-ignore

  test('costs nothing, so that no cap is asked about', async () => {
    const connection = await usedBefore({ looks: [FINISHED], estimate: estimate(99) });
    expect(await connection.run('no', { ...plan, maxCredits: 1 })).toMatchObject({ id: 'exec_1' });
    expect(connection.wire.sent.map(({ endpoint }) => endpoint)).toEqual(['poll']);
  });

  test('in another step just now is told like any earlier one', async () => {
    const connection = await usedBefore({ looks: [FINISHED], estimate: estimate(1, { estimateComplete: false }) });
    const memory = connection.memory;
    let asked = 0;
    // Free when the step looks for it first, taken when it claims it.
    connection.memory = { ...memory, get: async (key) => ((asked += 1) === 1 ? null : memory.get(key)) };
    const given = await connection.run('no', { ...plan, maxCredits: 5, uncertainCost: 'start' });
    expect(given.message).toMatch(/nothing new was started/);
    expect(given.message).not.toMatch(/lower bound/);
    expect(connection.runs).toHaveLength(1);
  });
});

describe('a cap', () => {
  test.each([
    ['over it', estimate(6), 'too_expensive', /Maximum Credits allows 5.*would cost 6 credits.*Nothing was started/],
    ['at least over it', estimate(6, { estimateComplete: false }), 'too_expensive', /would cost at least 6 credits/],
    ['not covered', estimate(5, { availableCredits: 4 }), 'out_of_credits', /would cost 5 credits, and the account has 4 left.*Nothing was started/],
    ['whose cost is not known', response(200, {}), 'unreadable', /estimate/],
    ['whose cost may not be asked', response(403, {}), 'forbidden', /scope/],
  ] as const)('a run %s is not started', async (_what, answer, kind, sentence) => {
    const connection = new Connection({ estimate: answer });
    const error = await failure(() => connection.step('no', { maxCredits: 5, runId: 'row 7' }));
    expect(error).toMatchObject({ kind });
    expect(error.message).toMatch(sentence);
    expectReadable(error);
    expect(connection.runs).toEqual([]);
    connection.answers.estimate = estimate(5);
    expect(await connection.run('no', { maxCredits: 5, runId: 'row 7' })).toMatchObject({ id: 'exec_1' });
  });

  test.each([[5, 5], [0, 0]])('a run of %s credits under a cap of %s is started without a remark', async (credits, maxCredits) => {
    expect((await new Connection({ estimate: estimate(credits) }).run('no', { maxCredits })).message).toBe('Workflow execution queued successfully');
  });

  test('a run of which only a lower bound is known is not started, unless the person says so', async () => {
    const connection = new Connection({ estimate: estimate(3, { estimateComplete: false }), looks: [FINISHED] });
    const error = await failure(() => connection.step('no', { maxCredits: 5 }));
    expect(error).toMatchObject({ kind: 'too_expensive' });
    expect(error.message).toMatch(/at least 3 credits, and how much more is not known.*Nothing was started.*If the Cost Is Not Certain/);
    expectReadable(error);
    expect(connection.runs).toEqual([]);
    const start = { maxCredits: 5, uncertainCost: 'start' } as const;
    expect((await connection.run('no', start)).message).toBe('Workflow execution queued successfully. The estimate is a lower bound: at least 3 credits.');
    expect((await connection.run('up_to_25_s', start)).message).toBe('Done. The estimate is a lower bound: at least 3 credits.');
    expect(await failure(() => connection.step('no', { ...start, maxCredits: 2 }))).toMatchObject({ kind: 'too_expensive' });
  });

  test('what is sent that the estimate does not know is not started, unless the person says so', async () => {
    const connection = new Connection({ estimate: estimate(3) });
    const more = { maxCredits: 5, unestimated: ['the size', 'the input “Count”'] };
    const error = await failure(() => connection.step('no', more));
    expect(error).toMatchObject({ kind: 'too_expensive' });
    expect(error.message).toMatch(/without the size and the input “Count”, so this execution might cost more.*Nothing was started/);
    expectReadable(error);
    expect([connection.runs, connection.wire.sent]).toEqual([[], []]);
    expect((await connection.run('no', { ...more, uncertainCost: 'start' })).message).toMatch(/The estimate of 3 credits leaves out the size and the input “Count”\.$/);
    expect(await failure(() => connection.step('no', { ...more, uncertainCost: 'start', maxCredits: 2 }))).toMatchObject({ kind: 'too_expensive' });
    expect(await connection.run('no', { ...more, maxCredits: null })).toMatchObject({ status: 'queued' });
  });

  test.each<[string, HttpResponse, boolean]>([
    ['holds no number', response(200, {}), true],
    ['holds less than nothing', estimate(-5), true],
    ['may not be asked for', response(403, {}), true],
    ['can not be had for the moment', response(500, {}), false],
    ['is refused for the key', response(401, {}), false],
  ])('an estimate that %s lets a run start only for a person who said so, where it will not pass', async (_what, answer, mayStart) => {
    const connection = new Connection({ estimate: answer });
    await failure(() => connection.step('no', { maxCredits: 5 }));
    expect(connection.runs).toEqual([]);
    const said = connection.run('no', { maxCredits: 5, uncertainCost: 'start' });
    if (mayStart) expect((await said).message).toMatch(/could not be estimated/);
    else await expect(said).rejects.toThrow();
  });

  test('a workflow that nobody names can not be estimated', async () => {
    const connection = new Connection({ estimate: estimate(3) });
    const workflow = async () => ({ id: 'address:x', isCertain: false });
    expect((await failure(() => connection.step('no', { maxCredits: 5, workflow }))).message).toMatch(/does not tell which workflow/);
    expect((await connection.run('no', { maxCredits: 5, workflow, uncertainCost: 'start' })).message).toMatch(/could not be estimated/);
  });
});

describe('an Only Once ID whose run has failed', () => {
  const plan = { runId: 'row 7' };
  const failed = (more = {}) => response(200, { status: 'FAILED', error: 'Busy', ...more });
  async function after(look: HttpResponse, more: Partial<StartPlan> = {}) {
    const connection = new Connection({ looks: [look] });
    await connection.run('no', plan);
    return { connection, second: await connection.run('no', { ...plan, ...more }) };
  }

  test.each([[failed()], [failed({ creditsUsed: 0, nodeStates: [{ nodeId: 'a', text: 'The prompt' }] })]])('and surely cost nothing is started anew, under another key for the service, and it is said', async (look) => {
    const { connection, second } = await after(look);
    expect(second).toMatchObject({ id: 'exec_2', message: expect.stringMatching(/earlier execution with this Only Once ID failed, so a new one was started/) });
    expect(connection.runs).toEqual([connection.runs[0], `${connection.runs[0]}-1`]);
    connection.answers.looks = [RUNNING];
    expect((await connection.run('no', plan)).id).toBe('exec_2');
    expect(connection.runs).toHaveLength(2);
  });

  test.each<[string, HttpResponse]>([
    ['was paid', failed({ creditsUsed: 4 })],
    ['may have been paid in part', failed({ nodeStates: [{ nodeId: 'a', text: 'A poem' }] })],
    ['made a picture before', failed({ nodeStates: [{ nodeId: 'a', outputUrl: 'https://cdn.wireflow.ai/a.png' }] })],
    ['was cancelled', response(200, { status: 'CANCELLED' })],
    ['timed out', response(200, { status: 'TIMEOUT' })],
    ['goes on', RUNNING],
    ['has finished', FINISHED],
    ['can not be looked at', response(403, {})],
  ])('and %s is given again', async (_what, look) => {
    const { connection, second } = await after(look);
    expect(second.id).toBe('exec_1');
    expect(connection.runs).toHaveLength(1);
  });

  test('is given again where the person says so, and started anew where the person says that', async () => {
    expect((await after(failed(), { afterFailure: 'same' })).second.id).toBe('exec_1');
    for (const look of [failed({ creditsUsed: 4 }), response(200, { status: 'TIMEOUT' })]) expect((await after(look, { afterFailure: 'again' })).second.id).toBe('exec_2');
    expect((await after(RUNNING, { afterFailure: 'again' })).second.id).toBe('exec_1');
    expect((await after(FINISHED, { afterFailure: 'again' })).second.id).toBe('exec_1');
  });

  test('is started anew once, by however many steps at the same moment', async () => {
    const connection = new Connection({ looks: [failed()] });
    await connection.run('no', plan);
    const all = await Promise.allSettled(Array.from({ length: 5 }, () => connection.step('no', plan)));
    expect(connection.runs).toHaveLength(2);
    for (const one of all) if (one.status === 'rejected') expect(one.reason).toMatchObject({ kind: 'conflict', canRetry: true });
  });

  test('is started anew within the cap like any other', async () => {
    const connection = new Connection({ looks: [failed()], estimate: estimate(9) });
    await connection.run('no', plan);
    expect(await failure(() => connection.step('no', { ...plan, maxCredits: 5 }))).toMatchObject({ kind: 'too_expensive' });
    expect(connection.runs).toHaveLength(1);
  });
});

describe('a wait that the service will not answer', () => {
  const plan = { runId: 'row 7' };
  test.each([['86400'], ['3600'], ['60']])('is over after an hour all the same, with polls refused for %s s, and nothing is bought again', async (retryAfter) => {
    const connection = new Connection({ looks: [response(429, { error: 'Daily limit' }, { 'Retry-After': retryAfter })] });
    let verdict = await connection.step('until_finished', plan);
    for (let steps = 0; 'lookAgainInMs' in verdict && steps < 200; steps += 1) {
      connection.clock.atMs += verdict.lookAgainInMs;
      verdict = await connection.step('until_finished', plan);
    }
    expect(verdict).toMatchObject({ execution: { id: 'exec_1', message: expect.stringMatching(/not seen to finish in the 6\d minutes/) } });
    expect(connection.clock.atMs - NOON_MS).toBeLessThan(HOUR_MS + 2 * MINUTE_MS);
    expect(connection.runs).toHaveLength(1);
  });

  test('a later step with the same Only Once ID waits for itself', async () => {
    const connection = new Connection();
    await connection.run('no', plan);
    connection.clock.atMs += 3 * HOUR_MS;
    expect(await connection.step('until_finished', plan)).toHaveProperty('lookAgainInMs');
    connection.clock.atMs += 3 * HOUR_MS;
    expect(await connection.step('until_finished', plan)).toHaveProperty('lookAgainInMs');
  });
});

test('a run whose workflow nobody names is known by its address, and that is said', async () => {
  const connection = new Connection();
  const given = await connection.run('no', { runId: 'row 7', workflow: async () => ({ id: 'address:whk_fake', isCertain: false }) });
  expect(given.message).toMatch(/the Only Once ID counts for this address alone\.$/);
});

test('what remembers a start stands beside the wait, and its failure is no error of the start', async () => {
  const connection = new Connection();
  expect(await connection.run('no', { onStarted: () => Promise.reject(new Error('down')) })).toMatchObject({ id: 'exec_1' });
});

test('a waiting step learns from the runs of its address, and then looks when they usually end', async () => {
  const finished = response(200, { status: 'COMPLETED', startedAt: '2026-03-20T12:00:00.000Z', finishedAt: '2026-03-20T12:00:05.000Z', output: { url: 'https://cdn.wireflow.ai/a.png' } });
  const connection = new Connection({ looks: [finished] });
  const firstLook = async (address: string) => {
    const before = connection.clock.naps.length;
    await connection.run('up_to_25_s', { address });
    return connection.clock.naps[before];
  };
  for (let run = 0; run < 5; run += 1) expect(await firstLook('a')).toBe(9_000);
  expect(await firstLook('a')).toBeLessThan(7_000);
  expect(await firstLook('b')).toBe(9_000);
});

describe('after a start of unknown fate, the workflow to look at is named', () => {
  const lost = (named: string | null) => async () => {
    throw new WireflowError({ ...startUnknown('The connection to Wireflow failed.'), ...(named === null ? {} : { nextStep: lookAtFirst(named) }) });
  };
  const LINK = 'https://www.wireflow.ai/flow/cm_fake';

  test.each<[string, Partial<StartPlan>]>([['an Only Once ID has asked for it', { runId: 'row 1' }], ['the step is told it', { action: 'run_workflow' }]])('where %s', async (_, plan) => {
    const error = await failure(() => new Connection().step('no', { ...plan, start: lost(null) }));
    expect(error.nextStep).toBe(`Look at the workflow’s executions in Wireflow (${LINK}) before you run this step again, or you may pay twice.`);
    const named = await failure(() => new Connection().step('no', { ...plan, start: lost('exec_9') }));
    expect(named.nextStep).toMatch(new RegExp(`execution exec_9: look at that one .* Its workflow: ${LINK}$`));
    expectReadable(error);
  });

  test('and nothing is asked for it alone, or named that is not sure', async () => {
    let asked = 0;
    const workflow = async () => ((asked += 1), { id: 'cm_fake', isCertain: true });
    expect((await failure(() => new Connection().step('no', { workflow, start: lost(null) }))).nextStep).not.toContain('/flow/');
    expect(asked).toBe(0);
    const address = { runId: 'row 2', workflow: async () => ({ id: 'address:fake', isCertain: false }) };
    expect((await failure(() => new Connection().step('no', { ...address, start: lost(null) }))).nextStep).not.toContain('/flow/');
  });
});
