import { reasonIn } from '../../api/readers/reason.js';
import { isObject, isoTime, number, text, wordIn, type JsonObject } from '../../json.js';
import { WireflowError } from '../../model/errors.js';
import { exchange, safeWords, type ProviderOptions, type ProviderReply } from '../exchange.js';
import { mayCarryKey } from '../hosts.js';
import { jobHasEnded, type Job, type JobImage, type JobStatus } from '../job.js';
import { pictureIn } from '../picture_word.js';
import type { Provider } from '../provider.js';
import { mayHaveStarted, requestIdOf, sentence } from '../refusal.js';
import { replicateFields } from './fields.js';

/** Inputs, outputs and files of a prediction are removed an hour after it. */
const LINK_LIVES_MS = 60 * 60_000;

/** Its words in small letters. */
export const REPLICATE_STATUS_WORDS: Readonly<Record<string, JobStatus>> = {
  starting: 'queued',
  processing: 'running',
  succeeded: 'completed',
  failed: 'failed',
  canceled: 'cancelled',
  cancelled: 'cancelled',
  aborted: 'cancelled',
};

/** Filters have no state of their own here: a failed prediction says it in words, or in the trace of the maker's filter. */
export const REPLICATE_MODERATION = /flagged as sensitive|\bE005\b|nsfw|content moderated|request moderated|moderation|safety (system|filter|check)|^keyerror: ?['"]?sample['"]?$/i;

/** Replicate: a start answers with a prediction, whose own address tells when the picture is there. */
export function replicate(options: ProviderOptions): Provider {
  const call = (rest: Parameters<typeof exchange>[3]) => exchange('replicate', options, { authorization: `Bearer ${options.apiKey}` }, rest);
  const { baseUrl } = options;
  const addressOf = (id: string) => `${baseUrl}/predictions/${encodeURIComponent(id)}`;

  return {
    name: 'replicate',
    async start(request) {
      const model = request.offer.model.id;
      // Without `Prefer: wait`: a paid request that is held open is one whose job id may never arrive.
      const reply = await call({ label: 'start', method: 'POST', url: `${baseUrl}/models/${model}/predictions`, body: { input: replicateFields(request) }, starts: true });
      const id = text(reply.body['id']);
      if (id === null) throw new WireflowError(mayHaveStarted('replicate', 'Replicate accepted the request and named no job.'));
      return { ...readPrediction(reply, id, options), model, seed: request.seed };
    },
    async look({ id, lookUpUrl }) {
      return readPrediction(await call({ label: 'look', method: 'GET', url: lookUpUrl ?? addressOf(id) }), id, options);
    },
    async cancel({ id }) {
      return readPrediction(await call({ label: 'cancel', method: 'POST', url: `${addressOf(id)}/cancel` }), id, options);
    },
    async checkKey() {
      await call({ label: 'account', method: 'GET', url: `${baseUrl}/account` });
    },
    balance: null,
  };
}

function readPrediction({ body, header }: ProviderReply, knownId: string, options: ProviderOptions): Job {
  const said = wordIn(REPLICATE_STATUS_WORDS, text(body['status'])?.trim().toLowerCase() ?? '') ?? 'running';
  const images = said === 'completed' ? imagesOf(body['output'], isoTime(body['completed_at']), options.now()) : [];
  const words = reasonIn(body['error']);
  const status = said === 'completed' && images.length === 0 ? 'failed' : said === 'failed' && REPLICATE_MODERATION.test(words?.trim() ?? '') ? 'moderated' : said;
  const id = text(body['id']) ?? knownId;
  const input = isObject(body['input']) ? body['input'] : {};
  return {
    provider: 'replicate',
    model: text(body['model']) ?? '',
    id,
    lookUpUrl: lookUpUrlOf(body, id, options.baseUrl),
    status,
    images,
    seed: number(input['seed']),
    // Replicate names no price in its replies: its cost stays an estimate.
    costMicroUsd: null,
    startedAt: isoTime(body['started_at']) ?? isoTime(body['created_at']),
    finishedAt: isoTime(body['completed_at']) ?? (jobHasEnded({ status }) ? isoTime(options.now()) : null),
    requestId: requestIdOf(header),
    error: safeWords(replicateReason(status, said, words, body), options),
  };
}

function lookUpUrlOf(body: JsonObject, id: string, baseUrl: string): string {
  const named = isObject(body['urls']) ? text(body['urls']['get']) : null;
  return named !== null && mayCarryKey('replicate', named, baseUrl) ? named : `${baseUrl}/predictions/${encodeURIComponent(id)}`;
}

/** One link, a list of links, or objects with one. */
function imagesOf(output: unknown, completedAt: string | null, nowMs: number): JobImage[] {
  const items = Array.isArray(output) ? output.flat() : [output];
  const words = items.map((item) => (isObject(item) ? (item['url'] ?? item['image'] ?? item['href']) : item));
  const expiresAtMs = (completedAt === null ? nowMs : Date.parse(completedAt)) + LINK_LIVES_MS;
  return words.flatMap((word): JobImage | JobImage[] => (typeof word === 'string' ? (pictureIn(word, expiresAtMs) ?? []) : []));
}

/** Why there is no picture, in one sentence; null where nothing has failed. */
export function replicateReason(status: JobStatus, said: JobStatus, words: string | null, body: JsonObject): string | null {
  if (said === 'completed' && status === 'failed') {
    return body['data_removed'] === true
      ? 'Replicate has removed the image: it keeps one for an hour.'
      : 'Replicate calls the image finished and hands none over.';
  }
  if (status === 'moderated') return `The prompt or the image was stopped by the model’s content filter: ${sentence(words ?? '')}`;
  if (status === 'failed') return words === null ? 'Replicate could not make the image.' : sentence(words);
  return null;
}
