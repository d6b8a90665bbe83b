import { bflReason } from '../../../core/providers/bfl/bfl.js';
import { BFL_STATUS_WORDS } from '../../../core/providers/bfl/status.js';
import { deepInfraReason } from '../../../core/providers/deepinfra/deepinfra.js';
import type { JobStatus, ProviderName } from '../../../core/providers/job.js';
import { REPLICATE_MODERATION, REPLICATE_STATUS_WORDS, replicateReason } from '../../../core/providers/replicate/replicate.js';
import { keep } from '../check.js';
import { wordsOf } from '../errors/notes.js';
import type { Request } from '../format/component.js';
import { asJson, call, choose, EMPTY, firstOf, iml, isFilled, literal, lookUp, matches, pattern, textOr, without, type Expression } from '../iml/expression.js';
import { bodyIfJson, WHOLE_COLLECTION } from '../reading/json_text.js';
import { linkList, linksOnly, markedLinks } from '../reading/images.js';
import { firstReason, NO_REASONS } from '../reading/no_reasons.js';
import { withoutSecret } from '../reading/secrets.js';
import { bareText, isNumber, toMillionths } from '../reading/values.js';
import { asExpression } from './errors.js';

/** What a reply says; an empty list where it is a page or a part of one, under whatever type. */
export const TOLD = bodyIfJson('[]');

/** What a request whose reply is read so notes beforehand. */
export const NEEDED_TO_READ = { whole: WHOLE_COLLECTION, ...NO_REASONS } as const;

/** What is kept of every reply about a job: texts alone, since what a later reply does to an earlier one's lists is not known. */
export const LOOK_NOTES: Readonly<Record<string, string>> = {
  reply: iml(withoutSecret(call('createJSON', TOLD))),
  word: iml(asJson(firstOf([call('get', TOLD, literal('status')), literal('running')]))),
};

/** How each provider's replies are read, in the core's words. All read `temp.seen`, the last reply. */
interface Reading {
  readonly words: Readonly<Record<string, JobStatus>>;
  /** Where pictures stand, as one JSON text. */
  readonly pictures: Expression;
  readonly cost: readonly Expression[];
  /** What one dollar is in the provider's unit. */
  readonly perDollar: number;
  /** Where it may say why there is no picture, and why its filter stopped it. */
  readonly error: readonly Expression[];
  readonly filter?: readonly Expression[];
  readonly isModerated: Expression;
  readonly moderated: Expression;
  readonly failed: Expression;
}

const MARK = 'THE-WORDS';
/** The core's sentence with what the reply says in it, and without where it says nothing. */
function reason(plain: string | null, quoted: string | null, words: Expression): Expression {
  const [without = '', withWords = ''] = [plain ?? '', quoted ?? ''];
  return choose(isFilled(words), asExpression(withWords.replace(MARK, iml(words))), literal(without));
}

const plainWords = (noted: string): Expression => without(wordsOf(call('substring', textOr(`temp.${noted}`), '0', '300')), '[.!…]+$');
const FILTER_SAID = plainWords('said_filter');
const ERROR_SAID = plainWords('said_error');
const bflSays = (status: JobStatus, word: string, details: unknown) => bflReason(status, { status: word, details });
const DEEPINFRA_WORDS = `${asJson('temp.seen.inference_status.status')} + ${asJson('temp.seen.status')}`;
/** Without what IML can not say: a word's border, and quotes. */
const FILTER_WORDS = REPLICATE_MODERATION.source.replace(/\\b/g, '').replaceAll(`['"]?`, '.?').replace('^keyerror', 'keyerror').replace('$', '');

const READINGS: Readonly<Record<ProviderName, Reading>> = {
  bfl: {
    words: BFL_STATUS_WORDS,
    pictures: asJson(firstOf(['temp.seen.result.sample', 'temp.seen.result.url', 'temp.seen.result.samples', 'temp.seen.result'])),
    cost: ['temp.seen.cost', 'temp.cost_at_start'],
    perDollar: 100,
    error: ['temp.seen.details.error', 'temp.seen.details.message', 'temp.seen.details'],
    filter: ['temp.seen.details.`Moderation Reasons`'],
    isModerated: `temp.said_status = ${literal('moderated')}`,
    moderated: choose(
      call('contains', call('lower', 'temp.word'), literal('content')),
      reason(bflSays('moderated', 'Content Moderated', {}), bflSays('moderated', 'Content Moderated', { 'Moderation Reasons': MARK }), FILTER_SAID),
      reason(bflSays('moderated', 'Request Moderated', {}), bflSays('moderated', 'Request Moderated', { 'Moderation Reasons': MARK }), FILTER_SAID),
    ),
    failed: reason(bflSays('failed', 'Error', null), bflSays('failed', 'Error', { error: MARK }), ERROR_SAID),
  },
  deepinfra: {
    words: {},
    pictures: `'[' + ${['images', 'image_urls', 'image_url', 'image', 'data'].map((key) => asJson(`temp.seen.${key}`)).join(" + ',' + ")} + ']'`,
    cost: ['temp.seen.inference_status.cost'],
    perDollar: 1,
    error: ['temp.seen.detail.error', 'temp.seen.detail', 'temp.seen.error.message', 'temp.seen.error', 'temp.seen.message'],
    isModerated: `(${call('contains', call('lower', DEEPINFRA_WORDS), literal('moderat'))} || ${matches(asJson('temp.seen.nsfw_content_detected'), '[[](true,?)+]')})`,
    moderated: literal(deepInfraReason('moderated', {}) ?? ''),
    failed: reason(deepInfraReason('failed', {}), deepInfraReason('failed', { message: MARK }), ERROR_SAID),
  },
  replicate: {
    words: REPLICATE_STATUS_WORDS,
    pictures: asJson('temp.seen.output'),
    cost: [],
    perDollar: 1,
    error: ['temp.seen.error'],
    isModerated: `(temp.said_status = ${literal('failed')} && ${matches(asJson('temp.seen.error'), `.*(${FILTER_WORDS}).*`, 'i')})`,
    moderated: asExpression((replicateReason('moderated', 'failed', MARK, {}) ?? '').replace(MARK, iml(ERROR_SAID))),
    failed: reason(replicateReason('failed', 'failed', null, {}), replicateReason('failed', 'failed', MARK, {}), ERROR_SAID),
  },
};

/** A word in small letters, with one blank for everything else, also at both ends. */
const plain = (word: Expression): Expression => call('replace', call('lower', word), pattern('[^a-z]+', 'g'), literal(' '));
const statusOf = (provider: ProviderName, word: Expression): Expression => textOr(lookUp(plain(word), Object.entries(READINGS[provider].words).map(([from, to]) => [` ${from} `, literal(to)])), literal('running'));

/** Whether a word says that the job will never change again. */
export function isFinal(provider: ProviderName, word: Expression): Expression {
  const final = Object.entries(READINGS[provider].words).filter(([, status]) => status !== 'queued' && status !== 'running').map(([from]) => from);
  return matches(plain(word), ` (${final.join('|')}) `);
}

/** BFL answers a job that it does not know with a word. */
export const IS_UNKNOWN: Expression = `${plain(textOr('temp.word'))} = ${literal(' task not found ')}`;

const SAYS_QUEUED = `(${call('contains', call('lower', DEEPINFRA_WORDS), literal('queued'))} || ${call('contains', call('lower', DEEPINFRA_WORDS), literal('running'))})`;
const SAYS_FAILED = matches(call('lower', DEEPINFRA_WORDS), '.*"(failed|error)".*');
/** The first picture's bytes in Base64, wherever they stand, in either of its alphabets: no link has so many letters behind its quote. */
const BYTES = without(without('temp.pictures', '^.*?" *(data:[^,"]*,|[a-z/;]*base64,)? *(?=[A-Za-z0-9+/_-]{64})'), '".*$');

/** Reads `temp.reply`, step by step. Afterwards `temp` holds status, image_urls, bytes, cost, seed and reason. */
export function readReply(provider: ProviderName): Request[] {
  const { pictures, cost, perDollar, error, filter = [], isModerated, moderated, failed } = READINGS[provider];
  const isSlow = provider === 'deepinfra';
  const hasPicture = `(length(temp.image_urls) > 0 || length(temp.bytes) > 0)`;
  const without_ = choose('temp.is_moderated', literal('moderated'), choose(`temp.said_status = ${literal('completed')} && !(${hasPicture})`, literal('failed'), 'temp.said_status'));
  const slow = choose('temp.is_moderated', literal('moderated'), choose(`${hasPicture} && !(${SAYS_FAILED})`, literal('completed'), choose(SAYS_QUEUED, literal('running'), literal('failed'))));
  return [
    keep({ seen: iml(call('parseJSON', 'temp.reply')), said_status: iml(isSlow ? literal('running') : statusOf(provider, 'temp.word')) }),
    keep({ pictures: iml(pictures), is_moderated: iml(isModerated), cost_text: iml(cost.length === 0 ? EMPTY : bareText(cost)), said_error: iml(firstReason(error)), ...(filter.length === 0 ? {} : { said_filter: iml(firstReason(filter)) }) }),
    keep({ bytes: iml(isSlow ? BYTES : EMPTY), links: iml(linksOnly(markedLinks('temp.pictures'))) }),
    keep({ bytes: iml(choose(matches(textOr('temp.bytes'), '[A-Za-z0-9+/_-]{60}[A-Za-z0-9+/_=-]+ *'), 'temp.bytes', EMPTY)), image_urls: iml(choose("indexOf(temp.pictures, 'http') >= 0", linkList('temp.links'), 'emptyarray')), pictures: '' }),
    keep({ status: iml(isSlow ? slow : without_), cost: iml(choose(isNumber(textOr('temp.cost_text')), call('parseNumber', 'temp.cost_text', literal('.')), 'undefined')) }),
    keep({ cost_usd: iml(choose(isNumber(textOr('temp.cost_text')), toMillionths('temp.cost', perDollar), 'undefined')), reason: iml(choose(`temp.status = ${literal('moderated')}`, moderated, failed)) }),
  ];
}
