import { errors } from 'zapier-platform-core';
import type { Bundle, ZObject } from 'zapier-platform-core';
import { batchOutput } from '../../core/outputs/batch_output.js';
import { fluxOutput } from '../../core/outputs/flux_output.js';
import type { Job, ProviderName } from '../../core/providers/job.js';
import { runBatch } from '../../core/runs/batch/run_batch.js';
import type { BatchPlan } from '../../core/runs/batch/batch_plan.js';
import type { FluxPlan, FluxVerdict } from '../../core/runs/flux/flux_plan.js';
import { startBatch } from '../../platforms/zapier/batch.js';
import { storeImages } from '../../platforms/zapier/flux_images.js';
import { madeElsewhereInWords } from '../../core/runs/flux/fallback.js';
import { settleImages } from '../../platforms/zapier/flux_generate.js';
import { FALLBACKS } from '../../core/runs/flux/fallback.js';
import { fluxWorld, WENT_WELL, type Answer } from '../core/runs/flux/flux_world.js';
import { BASE_URL, clientOf, mapMemory, recorded, response } from '../helpers/core.js';
import { HandClock, NOON_MS } from '../helpers/hand_clock.js';

/** What the steps for many prompts and for other providers say that is no error. */
type Speak = () => Promise<string>;

const PROMPTS = [{ number: 1, prompt: 'A boat' }, { number: 2, prompt: 'A kite' }];
const STARTED = { success: true, executionId: 'exec_fake' };

/** A batch of which every start is answered so, one after the other. */
function batch(...answers: readonly (readonly [status: number, body: unknown])[]) {
  let next = 0;
  const clock = new HandClock(NOON_MS);
  const client = clientOf(recorded(() => {
    const [status, body] = answers[Math.min(next, answers.length - 1)] as readonly [number, unknown];
    next += 1;
    return response(status, body);
  }), undefined, () => clock.now()); // prettier-ignore
  const memory = mapMemory();
  const run = (changes: Partial<BatchPlan> = {}, prompts = PROMPTS) =>
    runBatch(client, memory, clock, {
      action: 'generate_images', address: 'whk_fake1', runId: null, maxCredits: null, unestimated: [], uncertainCost: 'stop', wait: 'no', deadlineMs: clock.now() + 25_000, canLookAgain: false,
      workflow: async () => ({ id: 'cm_fake', isCertain: true }),
      items: prompts.map(({ number, prompt }) => ({ number, prompt, start: () => client.trigger('whk_fake1', { prompt }) })),
      ...changes,
    }).then((verdict) => {
      if (!('result' in verdict)) throw new Error('It was to end');
      return batchOutput(prompts, verdict.result, () => null, { runId: changes.runId ?? null, workflow: { id: null, name: null } });
    }); // prettier-ignore
  return { run, clock };
}

const REFUSED = [402, { error: 'No credits left' }] as const;
const GOOD = [202, STARTED] as const;

/** What a free test of the step says. */
async function tested(): Promise<string> {
  const bundle = { authData: {}, inputData: { test_mode: 'sample' }, meta: { isLoadingSample: true } } as unknown as Bundle<Record<string, unknown>>;
  const wireflow = { client: clientOf(recorded(() => response(500, ''))), baseUrl: BASE_URL, memory: mapMemory(), deadlineMs: NOON_MS, signal: new AbortController().signal };
  const shown = await startBatch({} as ZObject, bundle, wireflow, { target: 'whk_fake1', prompts: PROMPTS, items: [], unestimated: [], workflow: () => Promise.reject(new Error('not asked')) });
  return shown.message ?? '';
}

export const SPOKEN_BY_BATCHES: readonly Speak[] = [
  tested,
  async () => (await batch(GOOD, REFUSED).run()).message ?? '',
  async () => (await batch(GOOD, REFUSED).run({ runId: 'row 7' })).message ?? '',
  async () => {
    const { run } = batch(GOOD);
    await run({ runId: 'row 7' });
    return (await run({ runId: 'row 7' })).message ?? '';
  },
  async () => (await batch(GOOD, GOOD, [200, { status: 'RUNNING' }]).run({ wait: 'until_finished' })).message ?? '',
  async () => (await batch(GOOD, GOOD, [200, { status: 'RUNNING' }]).run({ wait: 'until_finished', runId: 'row 7' })).message ?? '',
  async () => {
    const { run } = batch(GOOD);
    await run({ runId: 'row 7' });
    const changed = await run({ runId: 'row 7' }, [{ number: 1, prompt: 'A castle' }, { number: 2, prompt: 'A kite' }]);
    return changed.outcomes[0]?.message ?? '';
  },
];

const outputOf = (verdict: FluxVerdict) => {
  if (!('result' in verdict)) throw new Error('It was to end');
  const { jobs, estimate, message } = verdict.result;
  return fluxOutput(jobs, [], { estimate, message });
};
const messageOf = (verdict: FluxVerdict) => outputOf(verdict).message ?? '';
const [BEGUN = response(500, '')] = WENT_WELL.bfl;
const PENDING = response(200, { id: 'j1', status: 'Pending' });
const bought = async (answers: readonly Answer[], plan: Partial<FluxPlan> = {}) => messageOf(await fluxWorld(answers).run('bfl', plan));
/** What one Only Once ID says the second time. */
const twice = async (first: readonly Answer[], second: readonly Answer[], plan: Partial<FluxPlan> = {}) => {
  const world = fluxWorld(first);
  await world.run('bfl', { runId: 'row 7', ...plan });
  world.answerNext(...second);
  return messageOf(await world.run('bfl', { runId: 'row 7', ...plan }));
};
const errorOf = async (provider: ProviderName, ...answers: readonly Answer[]) => outputOf(await fluxWorld(answers).run(provider, {})).error ?? '';

const JOB: Job = { provider: 'bfl', model: 'flux-2-pro', id: 'j1', lookUpUrl: 'https://api.bfl.ai/v1/get_result?id=j1', status: 'completed', images: [{ url: 'https://delivery-eu1.bfl.ai/a.png', base64: null, contentType: null, expiresAtMs: null }], seed: null, costMicroUsd: null, startedAt: null, finishedAt: null, requestId: null, error: null };
const unfetched = async (lookUpUrl: string | null) => {
  const z = { errors, request: () => Promise.reject(new Error('down')), dehydrateFile: () => 'promise' } as unknown as ZObject;
  return (await storeImages(z, [{ ...JOB, lookUpUrl }], { baseUrl: 'https://api.bfl.ai/v1', signal: new AbortController().signal })).note ?? '';
};

export const SPOKEN_BY_PROVIDERS: readonly Speak[] = [
  async () => {
    const verdict = await fluxWorld([BEGUN, PENDING]).run('bfl', { wait: 'until_finished', runId: 'row 7' });
    const error = await Promise.resolve().then(() => settleImages({ errors } as unknown as ZObject, verdict)).catch((thrown: Error) => thrown);
    return (JSON.parse((error as Error).message) as { message: string }).message;
  },
  () => bought([BEGUN, PENDING], { wait: 'up_to_25_s' }),
  () => twice(WENT_WELL.bfl, WENT_WELL.bfl.slice(1)),
  () => twice([BEGUN, response(200, { id: 'j1', status: 'Error', cost: 0 })], [response(200, { id: 'j1', status: 'Error', cost: 0 }), ...WENT_WELL.bfl]),
  () => bought([BEGUN, response(402, { detail: 'Insufficient credits.' })], { count: 2, wait: 'no' }),
  () => bought([BEGUN, response(401, {})]),
  async () => madeElsewhereInWords(FALLBACKS[0], { cost_usd: 0.03, model: 'flux-2-pro' }, 'The Wireflow account has too few credits.'),
  () => bought([BEGUN, response(200, { id: 'j1', status: 'Ready', result: { sample: 'https://delivery-eu1.bfl.ai/a.png' }, cost: 4.5 })]),
  () => unfetched(null),
  () => unfetched('https://api.bfl.ai/v1/get_result?id=j1'),
];

/** The output Error of an image that was not made. */
export const FAILED_AT_PROVIDERS: readonly Speak[] = [
  () => errorOf('bfl', BEGUN, response(200, { id: 'j1', status: 'Request Moderated' })),
  () => errorOf('bfl', BEGUN, response(200, { id: 'j1', status: 'Content Moderated' })),
  () => errorOf('replicate', response(201, { id: 'j1', status: 'failed', error: 'NSFW content detected' })),
  () => errorOf('deepinfra', response(200, { request_id: 'j1', status: 'request_moderated' })),
  () => errorOf('bfl', BEGUN, response(200, { id: 'j1', status: 'Ready', result: null })),
  () => errorOf('replicate', response(201, { id: 'j1', status: 'succeeded', output: [] })),
  () => errorOf('deepinfra', response(200, { request_id: 'j1', images: [] })),
  () => errorOf('bfl', BEGUN, response(200, { id: 'j1', status: 'Error' })),
  () => errorOf('replicate', response(201, { id: 'j1', status: 'failed' })),
  () => errorOf('replicate', response(201, { id: 'j1', status: 'succeeded', output: null, data_removed: true })),
];
