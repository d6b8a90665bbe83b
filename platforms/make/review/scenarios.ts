import { MODULES, ours } from '../blueprints/own_modules.js';
import type { Scenario } from '../blueprints/blueprint.js';
import type { ErrorType } from '../format/component.js';

/** A scenario that a reviewer at Make looks at: its log shows that the modules work, or how one fails. */
export interface ReviewScenario extends Scenario {
  /** How it has to end; of an error, words of its message. */
  readonly ends: 'SUCCESS' | { readonly type: ErrorType; readonly says: string };
  /** Executions at Wireflow that it starts, each of which costs credits, unless the same one ran within 24 hours. */
  readonly starts: number;
  /** What has to be done in the editor, since Make's API can not; such a scenario is made, and not run. */
  readonly byHand?: string;
}

const PROMPT = 'A red kite over a beach, watercolour';
const UNKNOWN = 'no-such-id-1';
/** The same IDs each time: run again within 24 hours, the scenarios find their executions and buy none. */
const WAITED = 'make-review-waited';
const STARTED = 'make-review-started';
const NAME = 'Wireflow review';
/** An address as the module's own help gives it for an example. */
const EXAMPLE_ADDRESS = /`(\/[^`]+)`\.$/.exec(MODULES.get('makeApiCall')?.mappableParams?.find(({ name }) => name === 'url')?.help ?? '')?.[1] ?? '/workflows';

function works(file: string, what: string, description: string, steps: Scenario['steps'], more: Partial<ReviewScenario> = {}): ReviewScenario {
  return { file: `${file}.json`, name: `${NAME}: ${what}`, description, steps, ends: 'SUCCESS', starts: 0, ...more };
}

function fails(file: string, what: string, description: string, says: string, steps: Scenario['steps']): ReviewScenario {
  return { file: `error-${file}.json`, name: `${NAME}: error, ${what}`, description, steps, ends: { type: 'DataError', says }, starts: 0 };
}

const missingExecution = (file: string, module: string) =>
  fails(file, `${MODULES.get(module)?.label ?? module}: no such execution`, 'Shows how the module answers HTTP 404.', '[404]', [ours(module, { execution_id: UNKNOWN })]);

/** A start that is not waited for, and the look that finds it. */
function bought(provider: 'Bfl' | 'Replicate', values: Parameters<typeof ours>[1]): Scenario['steps'] {
  return [ours(`generate${provider}Image`, { ...values, prompt: PROMPT, wait: false, download: false }), ours(`get${provider}Image`, { job: '{{1.job_address}}', download: true })];
}

const ownKey = (label: string): string => `open it, make a connection with a key of ${label} in each module, then “Run once”: it buys one image there, for a few cents.`;

/**
 * Every module of the app in at least one scenario, and one scenario for each kind of error that can be shown without
 * harm. Make's reviewer asks for both (Make's documentation of the app review, prerequisites).
 */
export const REVIEW_SCENARIOS: readonly ReviewScenario[] = [
  works(
    'run-and-files',
    'run a workflow, its image as a file',
    'Runs a workflow, waits for its image, downloads the image, and uploads it again.',
    [
      ours('runWorkflow', { wf_wait: true, wf_run_id: WAITED, wf_prompt: PROMPT }, { left: ['wf_workflow'] }),
      ours('downloadImage', { url: '{{1.image_url}}', file_name: 'review' }),
      ours('uploadImage', { data: '{{2.data}}', fileName: '{{2.fileName}}' }),
    ],
    { starts: 1 },
  ),
  works(
    'start-and-wait',
    'start, wait, get',
    'Starts a workflow without waiting, then waits for the execution, then gets it.',
    [
      ours('runWorkflow', { wf_wait: false, wf_run_id: STARTED, wf_prompt: PROMPT }, { left: ['wf_workflow'] }),
      ours('waitForExecution', { execution_id: '{{1.execution_id}}' }),
      ours('getExecution', { execution_id: '{{2.execution_id}}' }),
    ],
    { starts: 1 },
  ),
  works('webhook', 'generate an image', 'Starts a workflow through its webhook, and waits for the execution with the API key.', [ours('generateImage', { prompt: PROMPT }), ours('waitForExecution', { execution_id: '{{1.execution_id}}' })], { starts: 1 }),
  works('price-and-balance', 'estimate and balance', 'Tells what a workflow would cost, and the credits that are left.', [ours('estimateRun', {}, { left: ['workflow'] }), ours('getCreditBalance')]),
  works('list', 'list workflows', 'Lists the workflows of the account.', [ours('listWorkflows', { limit: 10 })]),
  works('api-call', 'make an API call', 'Calls an address of the API.', [ours('makeApiCall', { url: EXAMPLE_ADDRESS, method: 'GET' })]),
  works('watch', 'watch executions', 'Hands out the executions that have completed.', [ours('watchExecutions', { status: 'completed', limit: 2 })], {
    byHand: 'open it, right-click the module, “Choose where to start”, “All”, then “Run once”: its log shows two bundles.',
  }),
  works('black-forest-labs', 'an image with Black Forest Labs', 'Starts an image without waiting, then finds it.', bought('Bfl', { tier: 'standard' }), { byHand: ownKey('Black Forest Labs') }),
  works('deepinfra', 'an image with DeepInfra', 'Makes an image.', [ours('generateDeepinfraImage', { tier: 'draft', prompt: PROMPT, download: true })], { byHand: ownKey('DeepInfra') }),
  works('replicate', 'an image with Replicate', 'Starts an image without waiting, then finds it.', bought('Replicate', { tier: 'draft' }), { byHand: ownKey('Replicate') }),
  missingExecution('get-execution', 'getExecution'),
  missingExecution('wait-for-execution', 'waitForExecution'),
  fails('api-call', 'Make an API call: no such address', 'Shows how the universal module answers HTTP 404.', '[404]', [ours('makeApiCall', { url: `${EXAMPLE_ADDRESS}/no/such/address`, method: 'GET' })]),
  fails('too-expensive', 'Run a workflow: over the cap', 'Shows that a run which would cost more than its cap is not started.', 'Nothing was started', [
    ours('runWorkflow', { wf_wait: true, wf_max_credits: 0, wf_prompt: PROMPT }, { left: ['wf_workflow'] }),
  ]),
  fails('bad-field', 'Download an image: a field that can not be used', 'Shows that a field is checked before anything is sent.', 'Image URL', [ours('downloadImage', { url: 'https://a.example/1.png https://a.example/2.png' })]),
];

/** Why the other kinds of errors of the app are in no scenario. Said in the review's form as well. */
export const ERRORS_NOT_SHOWN: Readonly<Partial<Record<ErrorType, string>>> = {
  InvalidAccessTokenError: 'Make makes no connection with a key that Wireflow refuses; it comes when a key is deleted later.',
  RuntimeError: 'It needs a key that lacks a scope (403).',
  OutOfSpaceError: 'It needs an account without credits (402).',
  RateLimitError: 'It needs more requests in a minute than the plan allows (429), which would stop other scenarios too.',
  ConnectionError: 'It needs Wireflow to be down (5xx).',
};
