import { first, isObject, isoTime, number, text, wholeTimes, wordIn, type JsonObject } from '../../json.js';
import { WireflowError } from '../../model/errors.js';
import { exchange, safeWords, type ProviderOptions } from '../exchange.js';
import { jobHasEnded, type Job, type JobStatus } from '../job.js';
import type { Provider } from '../provider.js';
import { mayHaveStarted, messageOf, requestIdOf, sentence } from '../refusal.js';
import { deepInfraFields } from './fields.js';
import { deepInfraImages } from './images.js';

const MICRO_USD_PER_USD = 1_000_000;

const STATUS_WORDS: Readonly<Record<string, JobStatus>> = {
  queued: 'queued',
  running: 'running',
  succeeded: 'completed',
  ok: 'completed',
  failed: 'failed',
  error: 'failed',
};

/**
 * DeepInfra: one long request that answers with the picture. There is no place to look at a job afterwards, so an
 * answer that does not arrive is a picture that is lost, and perhaps paid for.
 */
export function deepinfra(options: ProviderOptions): Provider {
  const call = (rest: Parameters<typeof exchange>[3]) => exchange('deepinfra', options, { authorization: `Bearer ${options.apiKey}` }, rest);
  const { baseUrl } = options;

  return {
    name: 'deepinfra',
    async start(request) {
      const model = request.offer.model.id;
      const startedAtMs = options.now();
      const { body, header } = await call({ label: 'start', method: 'POST', url: `${baseUrl}/inference/${model}`, body: deepInfraFields(request), starts: true, isSlow: true });
      const job = readJob(body, { model, seed: request.seed, startedAtMs }, options);
      if (!jobHasEnded(job)) throw new WireflowError(mayHaveStarted('deepinfra', 'DeepInfra took the request and has not sent the image.'));
      return { ...job, requestId: requestIdOf(header) ?? text(body['request_id']) };
    },
    look() {
      throw new WireflowError({
        kind: 'not_found',
        problem: 'DeepInfra hands an image over once, in its first answer, and keeps no job to look at.',
        nextStep: 'Use the files of the step that made the image.',
      });
    },
    cancel: null,
    async checkKey() {
      await call({ label: 'rate_limit', method: 'GET', url: `${baseUrl}/me/rate_limit` });
    },
    // The only call that knows it also tells card and address, which nobody here needs.
    balance: null,
  };
}

function readJob(body: JsonObject, known: { model: string; seed: number | null; startedAtMs: number }, options: ProviderOptions): Job {
  const inference = isObject(body['inference_status']) ? body['inference_status'] : {};
  const images = deepInfraImages(body, options.now());
  const status = statusOf(body, inference, images.length > 0);
  const cost = number(inference['cost']);
  return {
    provider: 'deepinfra',
    model: known.model,
    id: text(body['request_id']) ?? '',
    lookUpUrl: null,
    status,
    images: status === 'completed' ? images : [],
    seed: first([body], ['seed'], number) ?? known.seed,
    costMicroUsd: wholeTimes(cost, MICRO_USD_PER_USD),
    startedAt: isoTime(known.startedAtMs),
    finishedAt: jobHasEnded({ status }) ? isoTime(options.now()) : null,
    requestId: null,
    error: safeWords(deepInfraReason(status, body), options),
  };
}

/** A moderated picture can come as HTTP 200 without one; a partner's answer has a state of its own, or none at all. */
function statusOf(body: JsonObject, inference: JsonObject, hasImages: boolean): JobStatus {
  const words = [inference['status'], body['status']].map((word) => text(word)?.trim().toLowerCase() ?? null);
  if (words.some((word) => word !== null && /moderat/.test(word))) return 'moderated';
  const known = words.map((word) => (word === null ? undefined : wordIn(STATUS_WORDS, word))).filter((status) => status !== undefined);
  if (known.includes('failed')) return hasModerationWords(body) ? 'moderated' : 'failed';
  if (hasImages) return allFiltered(body) ? 'moderated' : 'completed';
  if (allFiltered(body)) return 'moderated';
  // A webhook's answer, which nobody asked for here.
  return known.some((status) => status === 'queued' || status === 'running') ? 'running' : 'failed';
}

function allFiltered({ nsfw_content_detected: flags }: JsonObject): boolean {
  return Array.isArray(flags) && flags.length > 0 && flags.every((flag) => flag === true);
}

function hasModerationWords(body: JsonObject): boolean {
  return /moderat|nsfw|safety|flagged/i.test(messageOf(body));
}

/** Why there is no picture, in one sentence; null where nothing has failed. */
export function deepInfraReason(status: JobStatus, body: JsonObject): string | null {
  if (status === 'moderated') return 'The prompt or the image was stopped by the content filter of the model behind DeepInfra.';
  if (status !== 'failed') return null;
  const words = messageOf(body);
  return words === '' ? 'DeepInfra answered without an image.' : sentence(words);
}
