import { Readable } from 'node:stream';
import { errors } from 'zapier-platform-core';
import type { Bundle, ZObject } from 'zapier-platform-core';
import { readApiKey } from '../../core/api/api_key.js';
import { baseUrlFrom } from '../../core/api/base_url.js';
import { WireflowClient } from '../../core/api/client.js';
import { assertAffordable, assertCertain, checkCost } from '../../core/runs/cost_cap.js';
import { downloadUrls } from '../../core/outputs/download_addresses.js';
import { urlOf } from '../../core/api/endpoints.js';
import { readExecuteOptions } from '../../core/fields/execute_options.js';
import { listExecutions } from '../../core/watching/service_list.js';
import { findExecution } from '../../core/runs/find_execution.js';
import { findWorkflows } from '../../core/account/find_workflows.js';
import { readChosenWorkflowId, readExecutionId, readWorkflowId } from '../../core/fields/chosen_ids.js';
import { lookAgain, type Verdict } from '../../core/runs/requeue.js';
import { LIMIT_FIELD } from '../../core/account/low_balance.js';
import { uploadFile } from '../../core/api/media_upload.js';
import { NetworkError } from '../../core/api/network_error.js';
import { readNumberField } from '../../core/fields/number_field.js';
import type { BatchStep, ItemState, UnstartedItem } from '../../core/runs/batch/batch_plan.js';
import { startItems } from '../../core/runs/batch/start_items.js';
import { readPrompts } from '../../core/fields/prompt_list.js';
import { promptBody } from '../../core/fields/prompt_body.js';
import { recentExecutions } from '../../core/watching/list_or_own_starts.js';
import { RequestBudget } from '../../core/watching/request_budget.js';
import { unreachedBehind } from '../../core/watching/unreached.js';
import { OF_A_WEBHOOK } from '../../core/runs/owner.js';
import { earlierRun, startOnce } from '../../core/runs/run_id_claim.js';
import { readRunInputs } from '../../core/fields/workflow_inputs.js';
import { executionOutput } from '../../core/outputs/execution_output.js';
import { SAMPLE_STARTED } from '../../core/outputs/samples.js';
import { readStartOptions } from '../../core/fields/start_options.js';
import { startRun, type StartPlan } from '../../core/runs/start_run.js';
import type { WorkflowInput } from '../../core/model/workflow.js';
import { readWebhookAddress } from '../../core/fields/webhook_address.js';
import { settleBatch } from '../../platforms/zapier/batch.js';
import { workflowChoices } from '../../platforms/zapier/dropdown.js';
import { imageLinkFor } from '../../platforms/zapier/files.js';
import { imageFile } from '../../platforms/zapier/hydrators.js';
import { zapierMemory } from '../../platforms/zapier/memory.js';
import { readReferenceImage } from '../../platforms/zapier/reference_image.js';
import { settle, startFromStep } from '../../platforms/zapier/start.js';
import { PNG } from '../helpers/image_bytes.js';
import { BASE_URL, clientOf, FAKE_WEBHOOK, mapMemory, recorded, response, type Headers } from '../helpers/core.js';

const NOW_MS = Date.parse('2026-03-20T12:00:00.000Z');

/** A client whose every request is answered so. */
function answering(status: number, body: unknown = {}, headers: Headers = {}, apiKey?: string | null): WireflowClient {
  return clientOf(recorded(() => response(status, body, headers)), apiKey, () => NOW_MS);
}

function breaking(timedOut: boolean, mayHaveArrived: boolean): WireflowClient {
  return clientOf(recorded(() => Promise.reject(new NetworkError(timedOut, mayHaveArrived))), undefined, () => NOW_MS);
}

const start = (client: WireflowClient) => client.trigger(FAKE_WEBHOOK, { prompt: 'A boat' });
const poll = (client: WireflowClient) => client.poll('exec_fake');
const prompt = (values: object) => promptBody({ prompt: 'A boat', ...values });

const INPUT: WorkflowInput = { nodeId: 'photo', label: 'Product photo', type: 'image', required: true, description: null, default: null, choices: [] };
const input = (changes: Partial<WorkflowInput>, value?: unknown) => readRunInputs([{ ...INPUT, ...changes }], { input_photo: value });

/** What Zapier hands to a step, as far as files need it: `answer` stands for every request but the look at the run. */
export function zapier(answer: () => object | Promise<never> = () => Promise.reject(new Error('down')), images = [{ url: 'https://cdn.wireflow.ai/fake.png' }]): ZObject {
  const run = { status: 'COMPLETED', nodeStates: [{ nodeId: 'a', outputUrls: images.map(({ url }) => url) }] };
  const request = async ({ url }: { url: string }) =>
    url.endsWith('/poll') ? { status: 200, headers: new globalThis.Headers(), content: JSON.stringify(run) } : answer();
  return { errors, request, stashFile: () => Promise.reject(new Error('cut')) } as unknown as ZObject;
}

const NEVER = new AbortController().signal;
const CONNECTED = { authData: { api_key: 'sk-fake-key' }, inputData: { execution_id: 'exec_fake', url: 'https://cdn.wireflow.ai/fake.png' } } as unknown as Bundle<Record<string, unknown>>;
const image = (z: ZObject, inputData = {}) => imageFile(z, { ...CONNECTED, inputData: { ...CONNECTED.inputData, ...inputData } });
const reply = (status: number, headers: Headers, ...parts: Buffer[]) => () => ({ status, headers: new globalThis.Headers(headers), body: Readable.from(parts), buffer: async () => Buffer.concat(parts) });
const photo = (link: string, answer?: () => object, deadlineMs = Infinity) =>
  imageLinkFor(zapier(answer), { client: answering(200), baseUrl: BASE_URL, memory: zapierMemory({} as ZObject, NEVER), deadlineMs, signal: NEVER }, { key: 'input_photo', label: INPUT.label }, link);

const referenceImage = (link: string) => readReferenceImage(zapier(), { client: answering(200, {}, {}, null), baseUrl: BASE_URL, memory: zapierMemory({} as ZObject, NEVER), deadlineMs: Infinity, signal: NEVER }, link);

const list = (client: WireflowClient) => ({ workflowId: 'cm_fake', backToMs: 0, maxPages: 1, budget: new RequestBudget(client, { maxRequests: 9, maxMs: 9 }), keptRequests: 0, mayEndEarly: false });
const ESTIMATE = { credits: 30, isComplete: true, available: 12, isCovered: false, nodes: [] };

/** A memory in which an earlier step with this Only Once ID has left `state`. */
function leftBehind(claim: object) {
  const memory = mapMemory();
  memory.kept.set('run:fake', JSON.stringify(claim));
  return memory;
}

const brokenCache = { cache: { get: async () => null, set: () => Promise.reject(new Error('down')) } } as unknown as ZObject;

/** Every way in which a step can go wrong, through the code that says so. */
export const PROVOKED: readonly (() => unknown)[] = [
  // A field that can not be used.
  () => promptBody({}),
  () => readWebhookAddress('', BASE_URL),
  () => readChosenWorkflowId(''),
  () => readExecutionId(''),
  () => findWorkflows(answering(200), ''),
  () => readNumberField(LIMIT_FIELD, {}),
  () => input({ type: 'text' }),
  () => input({ default: 'https://example.com/sample.png' }),
  () => startRun(answering(200, {}, {}, null), mapMemory(), CLOCK, plan({ wait: 'up_to_25_s' })),
  () => startRun(answering(200, {}, {}, null), mapMemory(), CLOCK, plan({ maxCredits: 5 })),
  () => workflowChoices(zapier(), { authData: {}, inputData: {} } as unknown as Bundle<Record<string, unknown>>, 'webhook', ({ id }) => id),
  () => prompt({ width: 512 }),
  () => prompt({ size: '7x7' }),
  () => readWebhookAddress('not a webhook', BASE_URL),
  () => readWebhookAddress('https://example.com/api/v1/workflow/whk_fake1/trigger', BASE_URL),
  () => readWorkflowId('../x'),
  () => readExecutionId('../x'),
  () => prompt({ style: ['a'] }),
  () => input({ type: 'text' }, ['a']),
  () => prompt({ style: 'x'.repeat(201) }),
  () => prompt({ seed: 'abc' }),
  () => readStartOptions({ max_credits: '1.5' }),
  () => readStartOptions({ wait: 'forever' }),
  () => input({ type: 'select', choices: [{ value: 'a', label: 'A' }] }, 'b'),
  () => input({ type: 'number' }, 'abc'),
  () => input({ type: 'number' }, '9007199254740993'),
  () => input({ type: 'boolean' }, 'maybe'),
  () => input({}, 'photo.png'),
  () => input({ type: 'url' }, 'page'),
  () => prompt({ image_url: 'photo.png' }),
  () => prompt({ size: 'enormous' }),
  () => prompt({ size: 'story', width: 512, height: 512 }),
  () => readRunInputs([], { input_gone: 'a red fox' }),
  () => prompt({ more_inputs: [{ name: '', value: 'a' }] }),
  () => prompt({ more_inputs: { Prompt: 'twice' } }),
  () => prompt({ more_inputs: { mood: 'x'.repeat(10_001) } }),
  () => prompt({ more_inputs: 'calm' }),
  () => prompt({ more_inputs: ['calm'] }),
  () => readExecuteOptions({ nodes: '{"id"' }),
  () => readExecuteOptions({ nodes: '[{"data": {}}]' }),
  () => photo('https://10.0.0.1/a.png'),
  () => photo('http://example.com/a.png'),
  () => photo('https://example.com/a.png', reply(200, {})),
  () => photo('https://example.com/a.png'),
  () => photo('https://example.com/a.png', reply(503, {})),
  () => prompt({ prompt: 'undefined' }),
  () => input({ type: 'text' }, '[object Object]'),
  () => readStartOptions({ run_id: '#N/A' }),
  () => photo('https://example.com/a.png', reply(200, { 'content-type': 'text/html' }, Buffer.from('<html>'))),
  () => photo('https://example.com/a.png', reply(200, { 'content-type': 'image/png', 'content-length': '27000000' })),
  () => photo('https://example.com/a.png', reply(200, {}), NOW_MS),
  () => referenceImage('https://zapier.com/engine/hydrate/0/fake/'),
  () => urlOf(BASE_URL, 'poll', '../x'),
  () => baseUrlFrom({ WIREFLOW_BASE_URL: 'http://example.com' }),
  // The key.
  () => answering(200, {}, {}, null).requireKey(),
  () => readApiKey('sk-fake\nkey'),
  () => poll(answering(401, { error: 'API key has expired' })),
  () => poll(answering(401, { error: 'Invalid API key' })),
  () => poll(answering(403, { error: 'Missing scope' })),
  () => start(answering(403)),
  () => recentExecutions(answering(403, { error: 'Forbidden' }), mapMemory(), list(answering(403)), true),
  // Money.
  () => start(answering(402, { error: 'Insufficient credits' })),
  () => start(answering(402, { error: 'Insufficient credits', requiredCredits: 10, availableCredits: 3, breakdown: [{ nodeLabel: 'Upscale', credits: 8 }] })),
  () => assertCertain(['the size']),
  () => assertCertain([], { ...ESTIMATE, isComplete: false }),
  () => checkCost(answering(200), { unestimated: [], uncertainCost: 'stop', workflow: async () => ({ id: 'address:fake', isCertain: false }) }, 20),
  () => assertAffordable(ESTIMATE, 20),
  () => assertAffordable({ ...ESTIMATE, isComplete: false }, 20),
  () => assertAffordable(ESTIMATE, 100),
  () => assertAffordable(ESTIMATE, 20, 5),
  () => assertAffordable(ESTIMATE, 100, 5),
  () => readPrompts({ prompts: ['A boat'], prompt_lines: 'A kite' }),
  () => readPrompts({ prompts: Array.from({ length: 51 }, () => 'A boat') }),
  () => readPrompts({ prompts: ['A boat', 'x'.repeat(20_001)] }),
  () => readPrompts({ prompts: [{ text: 'A boat' }] }),
  async () => {
    const states: ItemState[] = [{ as: 'not_started', error: null, attempt: 0 }];
    const item = { number: 1, prompt: 'A boat', start: () => Promise.reject(new TypeError('a fault of ours')) };
    await startItems({ client: answering(200), memory: mapMemory(), clock: CLOCK, key: null, plan: { items: [item] } } as unknown as BatchStep, states);
    throw (states[0] as UnstartedItem).error as Error;
  },
  // What Wireflow says no to.
  () => start(answering(400, { error: 'Workflow is not active' })),
  () => start(answering(422, { error: { message: 'Invalid graph' } })),
  () => start(answering(418)),
  () => start(answering(404)),
  () => answering(404).estimate('cm_fake'),
  () => poll(answering(404)),
  () => answering(404).listWorkflows(),
  () => start(answering(409, { error: 'Busy' })),
  () => start(answering(409)),
  () => earlierRun(leftBehind({ startingAtMs: NOW_MS }), 'fake', OF_A_WEBHOOK, NOW_MS),
  () => start(answering(413)),
  () => uploadFile(answering(200), { data: new Uint8Array(26 * 1024 * 1024), contentType: 'image/png', filename: 'big.png' }),
  () => image(zapier(reply(200, { 'content-type': 'image/png', 'content-length': '110000000' }))),
  // Limits and troubles.
  () => start(answering(429, { error: 'Too many requests' }, { 'Retry-After': '7' })),
  () => poll(answering(429)),
  () => unreachedBehind([{ list: '', order: 'none', earliestMs: NOW_MS, latestMs: NOW_MS }], NOW_MS, null),
  () => poll(answering(500)),
  () => start(answering(503, { error: 'Busy' }, { 'Retry-After': '30' })),
  () => poll(answering(403, '<html>')),
  () => start(answering(403, '<html>')),
  () => answering(403).call('mediaUploadPut', { upload: { data: new Uint8Array(1), headers: {}, url: 'https://store.example/put' } }, () => null),
  () => poll(answering(301)),
  () => earlierRun({ ...mapMemory(), get: async () => ({ isOver: true }) }, 'fake', OF_A_WEBHOOK, NOW_MS),
  () => poll(answering(200, { success: false, error: 'No' })),
  () => poll(new WireflowClient({ transport: () => Promise.reject(new NetworkError(false, true, ['max-size'])), baseUrl: BASE_URL, apiKey: 'sk-fake' })),
  () => start(new WireflowClient({ transport: () => Promise.reject(new NetworkError(false, true, ['max-size'])), baseUrl: BASE_URL, apiKey: 'sk-fake' })),
  () => uploadFile(answering(200, { uploadUrl: 'http://10.0.0.1/put', mediaId: 'm' }), { data: new Uint8Array(5 * 1024 * 1024), contentType: 'image/png', filename: 'big.png' }),
  () => start(answering(301)),
  () => startOnce(zapierMemory(brokenCache, NEVER), 'fake', OF_A_WEBHOOK, 0, NOW_MS, () => Promise.reject(new Error('never'))),
  () => image(zapier()),
  () => image(zapier(reply(404, {}))),
  () => image(zapier(reply(200, { 'content-type': 'text/html' }))),
  () => image(zapier(reply(200, { 'content-type': 'image/png' }, PNG))),
  () => image(zapier(reply(302, { location: '/fake.png' }))),
  () => poll(breaking(true, true)),
  () => start(breaking(true, false)),
  () => poll(breaking(false, true)),
  () => start(breaking(false, false)),
  () => poll(answering(200, '<html>')),
  () => poll(answering(200, '')),
  () => downloadUrls('http://10.0.0.1/a.png', BASE_URL),
  // A start of which nobody knows whether it happened.
  () => start(breaking(true, true)),
  () => start(breaking(false, true)),
  () => start(answering(500)),
  () => start(answering(503, '<html>')),
  () => start(answering(200, '<html>')),
  () => start(answering(303)),
  () => start(answering(200, { success: false })),
  () => start(answering(202, {})),
  () => earlierRun(leftBehind({}), 'fake', OF_A_WEBHOOK, NOW_MS),
  () => start(answering(422, { error: 'This Idempotency-Key was used with another body.' })),
  // No list.
  () => listExecutions(answering(404), mapMemory(), list(answering(404))),
  () => recentExecutions(answering(404), mapMemory(), list(answering(404)), true),
];

const RUNNING = { ...SAMPLE_STARTED, id: 'exec_fake', status: 'running' as const };
const plan = (changes: Partial<StartPlan> = {}): StartPlan => ({
  action: 'generate_image',
  runId: null,
  afterFailure: 'again_if_free',
  maxCredits: null,
  unestimated: [],
  uncertainCost: 'stop',
  wait: 'no',
  // The time of the step is over as soon as the run has started.
  deadlineMs: NOW_MS,
  canLookAgain: true,
  workflow: async () => ({ id: 'cm_fake', isCertain: true }),
  start: async () => ({ ...RUNNING, message: null }),
  ...changes,
});
const CLOCK = { now: () => NOW_MS, sleep: async () => undefined };
const LATER = { now: () => NOW_MS + 2 * 60 * 60_000, sleep: async () => undefined };
const messageIn = (verdict: Verdict) => ('execution' in verdict ? verdict.execution.message : null) ?? 'nothing';
const startedWith = async (changes: Partial<StartPlan>, client = answering(200, { status: 'RUNNING' }), clock = CLOCK, memory = mapMemory()) =>
  messageIn(await startRun(client, memory, clock, plan(changes)));

/** What a free test says, with or without a run to show. */
async function tested(z: ZObject, client: WireflowClient, wait = 'up_to_25_s'): Promise<string> {
  const bundle = { authData: {}, inputData: { test_mode: 'sample', wait }, meta: { isLoadingSample: true } } as unknown as Bundle<Record<string, unknown>>;
  const wireflow = { client, baseUrl: BASE_URL, memory: mapMemory(), deadlineMs: NOW_MS, signal: NEVER };
  const shown = await startFromStep(z, bundle, wireflow, { action: 'generate_image', target: FAKE_WEBHOOK, inputs: async () => null, unestimated: [], workflow: async () => ({ id: 'cm_fake', isCertain: true }), start: async () => RUNNING });
  return shown.message ?? 'nothing';
}

/** What steps say that is no error. */
export const SPOKEN: readonly (() => Promise<string>)[] = [
  async () => {
    const error = await Promise.resolve().then(() => settle(zapier(), { lookAgainInMs: 30_000 })).catch((thrown: Error) => thrown);
    return (JSON.parse((error as Error).message) as { message: string }).message;
  },
  async () => {
    const error = await Promise.resolve().then(() => settleBatch(zapier(), { goOnInMs: 30_000, started: 10 }, 25)).catch((thrown: Error) => thrown);
    return (JSON.parse((error as Error).message) as { message: string }).message;
  },
  () => startedWith({ wait: 'until_finished' }),
  async () => messageIn(lookAgain(RUNNING, { sinceMs: NOW_MS, nowMs: LATER.now(), longestWaitMs: 60 * 60_000 })),
  async () => {
    const forgetful = { get: async () => null, set: async () => undefined };
    const found = { executionId: 'exec_fake', wait: 'until_finished', longestWaitMinutes: 60, deadlineMs: NOW_MS, canLookAgain: true } as const;
    return messageIn(await findExecution(answering(200, { status: 'RUNNING' }), forgetful, CLOCK, found));
  },
  () => startedWith({ wait: 'up_to_25_s', deadlineMs: NOW_MS + 25_000 }, answering(403)),
  async () => {
    const memory = mapMemory();
    await startedWith({ runId: 'row 7' }, undefined, CLOCK, memory);
    return startedWith({ runId: 'row 7' }, undefined, CLOCK, memory);
  },
  async () => executionOutput({ ...SAMPLE_STARTED, message: null, emptyNode: 'Upscaled' }, () => 'file').message ?? 'nothing',
  async () => executionOutput({ ...SAMPLE_STARTED, message: null, status: 'completed', outputs: [] }, () => 'file').message ?? 'nothing',
  () => startedWith({ maxCredits: 100, uncertainCost: 'start' }, answering(200, { estimatedCredits: 20, estimateComplete: false, sufficient: true })),
  async () => {
    const memory = mapMemory();
    const failed = answering(200, { status: 'FAILED', credits: 0 });
    await startedWith({ runId: 'row 7' }, failed, CLOCK, memory);
    return startedWith({ runId: 'row 7' }, failed, CLOCK, memory);
  },
  () => startedWith({ maxCredits: 100, uncertainCost: 'start', unestimated: ['the size'] }, answering(200, { estimatedCredits: 20, sufficient: true })),
  () => startedWith({ maxCredits: 100, uncertainCost: 'start' }, answering(200, {})),
  () => startedWith({ runId: 'row 7', workflow: async () => ({ id: 'address:fake', isCertain: false }) }),
  async () => {
    const [memory, made] = [mapMemory(), answering(200, { status: 'COMPLETED', nodeStates: [{ nodeId: 'a', outputUrls: ['https://cdn.wireflow.ai/fake.png'] }] })];
    const reuse = { key: 'made:fake', lastsS: 60, isThere: async () => true };
    await startedWith({ reuse }, made, CLOCK, memory);
    return startedWith({ reuse }, made, CLOCK, memory);
  },
  () => tested({ ...zapier(), dehydrateFile: () => 'file' } as unknown as ZObject, answering(200, { executions: [{ id: 'exec_fake', workflowId: 'cm_fake', status: 'COMPLETED', outputUrl: 'https://cdn.wireflow.ai/fake.png' }] })),
  () => tested(zapier(), answering(404)),
  () => tested(zapier(), answering(404), 'no'),
];
