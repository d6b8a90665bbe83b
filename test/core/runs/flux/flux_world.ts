import { NetworkError } from '../../../../core/api/network_error.js';
import type { HttpRequest, HttpResponse } from '../../../../core/api/transport.js';
import type { ProviderName } from '../../../../core/providers/job.js';
import { knownProviders, PROVIDER_KEY_FIELDS } from '../../../../core/providers/known_providers.js';
import type { FluxPlan } from '../../../../core/runs/flux/flux_plan.js';
import { runFlux } from '../../../../core/runs/flux/flux_run.js';
import { mapMemory, recorded, response } from '../../../helpers/core.js';
import { HandClock, NOON_MS } from '../../../helpers/hand_clock.js';

export type Answer = HttpResponse | NetworkError;

const PICTURE = 'https://delivery-eu1.bfl.ai/results/a.png?sig=fake';

/** What each provider answers to a start that goes well, and then to a look; DeepInfra answers once. */
export const WENT_WELL: Readonly<Record<ProviderName, readonly Answer[]>> = {
  bfl: [response(200, { id: 'j1', polling_url: 'https://api.eu2.bfl.ai/v1/get_result?id=j1', cost: 3 }), response(200, { id: 'j1', status: 'Ready', result: { sample: PICTURE }, cost: 3 })],
  deepinfra: [response(200, { request_id: 'j1', image_url: PICTURE, status: 'ok', inference_status: { status: 'succeeded', cost: 0.03 } })],
  replicate: [response(201, { id: 'j1', status: 'starting', output: null, urls: { get: 'https://api.replicate.com/v1/predictions/j1' } }), response(200, { id: 'j1', status: 'succeeded', output: PICTURE.replace('delivery-eu1.bfl.ai', 'replicate.delivery') })],
};

export const PLAN: Omit<FluxPlan, 'choice' | 'deadlineMs'> = {
  wish: { tier: 'final', size: '1:1', megapixels: 1, inputImages: 0 },
  prompt: 'A lighthouse at dusk', seed: 7, format: 'png', inputImages: [], count: 1, runId: null, afterFailure: 'again_if_free', reuse: 'off', keeper: null, maxUsd: null, wait: 'up_to_25_s', canLookAgain: true,
}; // prettier-ignore

/** One account with keys of all three, on a wire that answers with `answers` in turn, the last for ever. */
export function fluxWorld(answers: readonly Answer[]) {
  const clock = new HandClock(NOON_MS);
  const memory = mapMemory();
  const queue = [...answers];
  const wire = recorded((_request: HttpRequest) => {
    const answer = queue.length > 1 ? queue.shift() : queue[0];
    if (answer === undefined || answer instanceof NetworkError) throw answer ?? new Error('Nothing to answer');
    return answer;
  });
  const keys = Object.fromEntries(Object.values(PROVIDER_KEY_FIELDS).map((field) => [field, `fake-key-of-${field}-0123456789`]));
  return {
    clock,
    memory,
    answerNext: (...more: readonly Answer[]) => void queue.splice(0, queue.length, ...more),
    /** @param otherKeys in place of the account's own; null for none */
    run: (choice: FluxPlan['choice'], parts: Partial<FluxPlan> = {}, otherKeys: Readonly<Record<string, string | null>> = {}) => {
      const deadlineMs = clock.now() + 19_000;
      const known = knownProviders({ keys: { ...keys, ...otherKeys }, environment: {}, transport: wire.transport, now: () => clock.now(), deadlineMs });
      return runFlux(known, memory, clock, { ...PLAN, choice, deadlineMs, ...parts });
    },
    starts: () => wire.sent.filter(({ method }) => method === 'POST').length,
    sent: wire.sent,
  };
}
