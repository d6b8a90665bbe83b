import { reasonIn } from '../../api/readers/reason.js';
import { first, isObject, isoTime, number, objectsIn, text, wholeTimes, type JsonObject } from '../../json.js';
import { WireflowError } from '../../model/errors.js';
import { exchange, safeWords, type ProviderOptions, type ProviderReply } from '../exchange.js';
import { mayCarryKey } from '../hosts.js';
import { jobHasEnded, type Job, type JobImage } from '../job.js';
import { pictureIn } from '../picture_word.js';
import type { Provider } from '../provider.js';
import { mayHaveStarted, requestIdOf, sentence } from '../refusal.js';
import { bflFields } from './fields.js';
import { isNotFoundWord, readBflStatus } from './status.js';

const LINK_LIVES_MS = 10 * 60_000;
const MICRO_USD_PER_CREDIT = 10_000;

/** Black Forest Labs: a start answers with the address to look at, and the picture is behind a link for ten minutes. */
export function bfl(options: ProviderOptions): Provider {
  const call = (rest: Parameters<typeof exchange>[3]) => exchange('bfl', options, { 'x-key': options.apiKey }, rest);
  const { baseUrl } = options;

  return {
    name: 'bfl',
    async start(request) {
      const model = request.offer.model.id;
      const startedAtMs = options.now();
      const reply = await call({ label: 'start', method: 'POST', url: `${baseUrl}/${model}`, body: bflFields(request), starts: true });
      const id = text(reply.body['id']);
      if (id === null) throw new WireflowError(mayHaveStarted('bfl', 'Black Forest Labs accepted the request and named no job.'));
      return {
        ...readJob(reply, id, options),
        // The first answer has no state, or that of a webhook: the job is only begun.
        status: 'queued',
        error: null,
        model,
        lookUpUrl: lookUpUrlOf(reply.body, id, baseUrl),
        startedAt: isoTime(startedAtMs),
        seed: request.offer.model.takesSeed ? request.seed : null,
      };
    },
    async look({ id, lookUpUrl }) {
      const url = lookUpUrl ?? lookUpUrlOf({}, id, baseUrl);
      // Seen: HTTP 503 with a whole answer whose state is final.
      const reply = await call({ label: 'look', method: 'GET', url, isAnswer: (body) => typeof body['status'] === 'string' && text(body['id']) !== null });
      if (isNotFoundWord(reply.body['status'])) throw forgotten();
      return { ...readJob(reply, id, options), lookUpUrl: url };
    },
    cancel: null,
    async checkKey() {
      await call({ label: 'credits', method: 'GET', url: `${baseUrl}/credits` });
    },
    async balance() {
      const { body } = await call({ label: 'credits', method: 'GET', url: `${baseUrl}/credits` });
      const credits = number(body['credits']);
      if (credits === null) throw new WireflowError({ kind: 'unreadable', problem: 'Black Forest Labs did not say how many credits are left.', nextStep: 'Look at your account there.' });
      return Math.round(credits * MICRO_USD_PER_CREDIT);
    },
  };
}

/** The cluster that has the job; one that the key must not go to is replaced by the common address, which may find it. */
function lookUpUrlOf(body: JsonObject, id: string, baseUrl: string): string {
  const named = text(body['polling_url']);
  return named !== null && mayCarryKey('bfl', named, baseUrl) ? named : `${baseUrl}/get_result?id=${encodeURIComponent(id)}`;
}

function readJob({ body, header }: ProviderReply, id: string, options: ProviderOptions): Job {
  const result = isObject(body['result']) ? body['result'] : {};
  const said = readBflStatus(body['status']);
  const images = said === 'completed' ? imagesOf(body, options.now()) : [];
  const status = said === 'completed' && images.length === 0 ? 'failed' : said;
  const cost = number(body['cost']);
  return {
    provider: 'bfl',
    model: '',
    id,
    lookUpUrl: null,
    status,
    images,
    seed: number(result['seed']),
    costMicroUsd: wholeTimes(cost, MICRO_USD_PER_CREDIT),
    startedAt: isoTime(result['start_time']),
    finishedAt: jobHasEnded({ status }) ? (isoTime(result['end_time']) ?? isoTime(options.now())) : null,
    requestId: requestIdOf(header),
    error: status === said ? safeWords(bflReason(said, body), options) : 'Black Forest Labs calls the image ready and hands none over.',
  };
}

/** Only `sample` is certain; a list, as other services give it, is read as well. */
function imagesOf(body: JsonObject, nowMs: number): JobImage[] {
  const { result } = body;
  const single = isObject(result) ? [result['sample'], result['url']] : [result];
  const several = isObject(result) && Array.isArray(result['samples']) ? result['samples'] : [];
  const words = [...single, ...several, ...objectsIn(several).map(({ url }) => url)].filter((word): word is string => typeof word === 'string');
  return [...new Set(words)].flatMap((word) => pictureIn(word, nowMs + LINK_LIVES_MS) ?? []);
}

/** Why there is no picture, in one sentence; null where nothing has failed. */
export function bflReason(status: Job['status'], { details, status: word }: JsonObject): string | null {
  if (status !== 'failed' && status !== 'moderated') return null;
  const known = isObject(details) ? details : {};
  const reasons = known['Moderation Reasons'];
  const list = (Array.isArray(reasons) ? reasons.map((reason) => reasonIn(reason)) : [reasonIn(reasons)]).filter((reason) => reason !== null).join(', ');
  if (status === 'moderated') {
    const what = /content/i.test(String(word)) ? 'The finished image' : 'The prompt or an input image';
    return `${what} was stopped by the content filter of Black Forest Labs${list === '' ? '.' : `: ${sentence(list)}`}`;
  }
  const words = first([known], ['error', 'message', 'detail', 'reason'], reasonIn) ?? reasonIn(details);
  return words === null ? 'Black Forest Labs could not make the image.' : sentence(words);
}

function forgotten(): WireflowError {
  return new WireflowError({
    kind: 'not_found',
    problem: 'Black Forest Labs does not know this job (any more).',
    nextStep: 'Its images are kept for ten minutes; if they were not fetched by then, the image has to be made again.',
  });
}
