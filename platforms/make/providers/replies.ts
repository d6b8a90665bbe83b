import { bflReason } from '../../../core/providers/bfl/bfl.js';
import { BFL_STATUS_WORDS } from '../../../core/providers/bfl/status.js';
import { deepInfraReason } from '../../../core/providers/deepinfra/deepinfra.js';
import type { JobStatus, ProviderName } from '../../../core/providers/job.js';
import { REPLICATE_MODERATION, REPLICATE_STATUS_WORDS, replicateReason } from '../../../core/providers/replicate/replicate.js';
import { keep } from '../check.js';
import { blend } from '../errors/edits.js';
import { wordsOf } from '../errors/said.js';
import type { Json, Request } from '../format/component.js';
import { asJson, call, choose, EMPTY, firstOf, iml, isFilled, literal, matches, pattern, textOr, without, type Expression } from '../iml/expression.js';
import { bodyIfJson, WHOLE_COLLECTION } from '../reading/json_text.js';
import { linkList, linksOnly, markedLinks } from '../reading/images.js';
import { NO_REASONS, notedReasons } from '../reading/no_reasons.js';
import { withoutSecret } from '../reading/secrets.js';
import { statusFrom } from '../reading/status.js';
import { bareText, isNumber, toMillionths } from '../reading/values.js';

/** What a reply says; an empty list where it is a page or a part of one, under whatever type. */
export const TOLD = bodyIfJson('[]');

/** What a request whose reply is read so notes beforehand. */
export const NEEDED_TO_READ = { whole: WHOLE_COLLECTION, ...NO_REASONS } as const;

/** What is kept of every reply about a job: texts alone, since what a later reply does to an earlier one's lists is not known. */
export const LOOK_NOTES: Readonly<Record<string, string>> = {
  reply: iml(withoutSecret(call('createJSON', TOLD))),
  // In small letters, with one blank for everything else, also at both ends.
  word: iml(call('replace', call('lower', call('createJSON', textOr(call('get', TOLD, literal('status')), literal('running')))), pattern('[^a-z]+', 'g'), literal(' '))),
};

/** How each provider's replies are read, in the core's words. All read `temp.seen`, the last reply. */
interface Reading {
  readonly words: Readonly<Record<string, JobStatus>>;
  /** Where pictures stand. */
  readonly pictures: readonly Expression[];
  readonly cost: readonly Expression[];
  /** What one dollar is in the provider's unit. */
  readonly perDollar: number;
  /** Where it may say why there is no picture, and why its filter stopped it. */
  readonly error: readonly Expression[];
  readonly filter: readonly Expression[];
  /** What of the reply is noted to tell whether a filter has stopped it, and how that is told. */
  readonly notes: Readonly<Record<string, string>>;
  readonly isModerated: Expression;
  /** The core's sentences, with expressions for what the reply says. */
  readonly moderated: string;
  readonly failed: string;
}

const MARK = 'THE-WORDS';
/** The core's sentence with what the reply says in it, and without where it says nothing. */
function reason(plain: string | null, quoted: string | null, words: Expression): string {
  return blend(plain ?? '', [{ when: isFilled(words), text: quoted ?? '', blanks: { [MARK]: words } }]);
}

const FILTER_SAID = 'temp.filter_words';
const ERROR_SAID = 'temp.error_words';
const bflSays = (status: JobStatus, word: string, details: unknown) => bflReason(status, { status: word, details });
/** Without what IML can not say: a word's border, and quotes. */
const FILTER_WORDS = REPLICATE_MODERATION.source.replace(/\\b/g, '').replaceAll(`['"]?`, '.?').replace('^keyerror', 'keyerror').replace('$', '');

const READINGS: Readonly<Record<ProviderName, Reading>> = {
  bfl: {
    words: BFL_STATUS_WORDS,
    pictures: [firstOf(['temp.seen.result.sample', 'temp.seen.result.url', 'temp.seen.result.samples', 'temp.seen.result'])],
    cost: ['temp.seen.cost', 'temp.cost_at_start'],
    perDollar: 100,
    error: ['temp.seen.details.error', 'temp.seen.details.message', 'temp.seen.details'],
    filter: ['temp.seen.details.`Moderation Reasons`'],
    notes: {},
    isModerated: `temp.said_status = ${literal('moderated')}`,
    moderated: blend(bflSays('moderated', 'Request Moderated', {}) ?? '', [
      { when: call('contains', 'temp.word', literal('content')), text: bflSays('moderated', 'Content Moderated', {}) ?? '', blanks: {} },
      { when: isFilled(FILTER_SAID), text: bflSays('moderated', 'Request Moderated', { 'Moderation Reasons': MARK }) ?? '', blanks: { [MARK]: FILTER_SAID } },
    ]),
    failed: reason(bflSays('failed', 'Error', null), bflSays('failed', 'Error', { error: MARK }), ERROR_SAID),
  },
  deepinfra: {
    words: {},
    pictures: ['images', 'image_urls', 'image_url', 'image', 'data'].map((key) => `temp.seen.${key}`),
    cost: ['temp.seen.inference_status.cost'],
    perDollar: 1,
    error: ['temp.seen.detail.error', 'temp.seen.detail', 'temp.seen.error.message', 'temp.seen.error', 'temp.seen.message'],
    filter: [],
    notes: { words: iml(call('lower', `${asJson('temp.seen.inference_status.status')} + ${asJson('temp.seen.status')}`)), flags: iml(asJson('temp.seen.nsfw_content_detected')) },
    isModerated: `${call('contains', 'temp.words', literal('moderat'))} || ${matches('temp.flags', '[[](true,?)+]')}`,
    moderated: deepInfraReason('moderated', {}) ?? '',
    failed: reason(deepInfraReason('failed', {}), deepInfraReason('failed', { message: MARK }), ERROR_SAID),
  },
  replicate: {
    words: REPLICATE_STATUS_WORDS,
    pictures: ['temp.seen.output'],
    cost: [],
    perDollar: 1,
    error: ['temp.seen.error'],
    filter: [],
    notes: { moderation: `/^.*(${FILTER_WORDS}).*$/i`, error_text: iml(asJson('temp.seen.error')) },
    isModerated: `temp.said_status = ${literal('failed')} && length(${call('replace', 'temp.error_text', 'temp.moderation', EMPTY)}) = 0`,
    moderated: (replicateReason('moderated', 'failed', MARK, {}) ?? '').replace(MARK, iml(ERROR_SAID)),
    failed: reason(replicateReason('failed', 'failed', null, {}), replicateReason('failed', 'failed', MARK, {}), ERROR_SAID),
  },
};

/** As the text of a pattern: the words after which a job never changes again. */
export function finalWords(provider: ProviderName): string {
  const final = Object.entries(READINGS[provider].words).filter(([, status]) => status !== 'queued' && status !== 'running').map(([word]) => word);
  return `/^ (${final.join('|')}) $/`;
}

/** BFL answers a job that it does not know with a word. */
export const IS_UNKNOWN: Expression = `temp.word = ${literal(' task not found ')}`;

/** The first picture's bytes in Base64, wherever they stand, in either of its alphabets: no link has so many letters behind its quote. */
const BYTES = without(without('temp.pictures', '^.*?" *(data:[^,"]*,|[a-z/;]*base64,)? *(?=[A-Za-z0-9+/_-]{64})'), '".*$');
const HAS_PICTURE = 'length(temp.image_urls) > 0 || length(temp.bytes) > 0';

/** What differs between jobs that are looked at and pictures that are sent at once: what three steps note, and how the state is told. */
interface Way {
  readonly seen: Readonly<Record<string, Json>>;
  readonly said: Readonly<Record<string, string>>;
  readonly told: Readonly<Record<string, string>>;
  readonly bytes: Expression;
  readonly status: Expression;
}

const lookedAt = (provider: ProviderName): Way => ({
  // The provider's words and what they mean, as data that expressions look up.
  seen: { states: Object.entries(READINGS[provider].words).map(([word, status]) => ({ word: ` ${word} `, status })) },
  said: { said_status: iml(statusFrom('temp.word')) },
  told: {},
  bytes: EMPTY,
  status: choose(`temp.said_status = ${literal('completed')} && !temp.has_picture`, literal('failed'), 'temp.said_status'),
});

const says = (...words: string[]): string => iml(words.map((word) => call('contains', 'temp.words', literal(word))).join(' || '));
const SENT_AT_ONCE: Way = {
  seen: {},
  said: {},
  told: { says_failed: says('"failed"', '"error"'), says_queued: says('queued', 'running') },
  bytes: BYTES,
  status: choose('temp.has_picture && !temp.says_failed', literal('completed'), choose('temp.says_queued', literal('running'), literal('failed'))),
};

const plainWords = (noted: Expression): Expression => without(wordsOf(call('substring', noted, '0', '300')), '[.!…]+$');

/** Reads `temp.reply`, step by step. Afterwards `temp` holds status, image_urls, bytes, cost, seed and reason. */
export function readReply(provider: ProviderName): Request[] {
  const { pictures, cost, perDollar, error, filter, notes, isModerated, moderated, failed } = READINGS[provider];
  const { seen, said, told, bytes, status } = provider === 'deepinfra' ? SENT_AT_ONCE : lookedAt(provider);
  const [errors, filters] = [notedReasons('error', error), notedReasons('filter', filter)];
  const ifFiltered = (temp: Readonly<Record<string, string>>) => (filter.length === 0 ? {} : temp);
  const places = Object.fromEntries(pictures.map((place, at) => [`picture_${at + 1}`, iml(asJson(place))]));
  return [
    keep({ seen: iml(call('parseJSON', 'temp.reply')), ...seen }),
    keep({ ...said, ...places, ...notes, cost_text: iml(cost.length === 0 ? EMPTY : bareText(cost)), ...errors.temp, ...filters.temp }),
    keep({ is_moderated: iml(isModerated), ...told, pictures: iml(Object.keys(places).map((name) => `temp.${name}`).join(" + ',' + ")), said_error: iml(errors.first), ...ifFiltered({ said_filter: iml(filters.first) }) }),
    keep({ bytes: iml(bytes), marked: iml(markedLinks('temp.pictures')), error_words: iml(plainWords('temp.said_error')), ...ifFiltered({ filter_words: iml(plainWords('temp.said_filter')) }) }),
    keep({ bytes: iml(choose(matches('temp.bytes', '[A-Za-z0-9+/_-]{60}[A-Za-z0-9+/_=-]+ *'), 'temp.bytes', EMPTY)), links: iml(linksOnly('temp.marked')) }),
    keep({ image_urls: iml(choose("indexOf(temp.pictures, 'http') >= 0", linkList('temp.links'), 'emptyarray')), cost: iml(choose(isNumber('temp.cost_text'), call('parseNumber', 'temp.cost_text', literal('.')), 'undefined')) }),
    // What holds pictures as Base64 is long.
    keep({ has_picture: iml(HAS_PICTURE), ...Object.fromEntries([...Object.keys(places), 'pictures', 'marked'].map((name) => [name, ''])) }),
    keep({ status: iml(choose('temp.is_moderated', literal('moderated'), status)), cost_usd: iml(choose(isNumber('temp.cost_text'), toMillionths('temp.cost', perDollar), 'undefined')), why_moderated: moderated, why_failed: failed }),
    keep({ reason: iml(choose(`temp.status = ${literal('moderated')}`, 'temp.why_moderated', 'temp.why_failed')) }),
  ];
}
