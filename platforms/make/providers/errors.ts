import { CREDIT_WORDS } from '../../../core/model/credit_words.js';
import { CLIENT_GONE } from '../../../core/api/who_answered.js';
import type { WireflowError } from '../../../core/model/errors.js';
import { PROVIDER_LABELS, type ProviderName } from '../../../core/providers/job.js';
import { errorFromRefusal } from '../../../core/providers/refusal.js';
import { blend, either } from '../errors/edits.js';
import { SAYS_TOO_MUCH } from '../errors/notes.js';
import { noteSaid, QUOTE, QUOTE_OF_A_START, QUOTING_A_START, SAID, type Quote } from '../errors/said.js';
import { LISTED_STATUSES } from '../errors/table.js';
import { makeErrorType } from '../errors/types.js';
import type { ErrorEntry, ErrorTable, Valid } from '../format/component.js';
import { asJson, call, choose, EMPTY, firstOf, iml, literal, type Expression } from '../iml/expression.js';
import { REQUEST_ID as SENT_ID } from '../reading/secrets.js';
import { inMakeWords } from '../words.js';

/** Beside those that every table lists: failures that a provider’s host is known to answer with. */
const FAILURES = [...CLIENT_GONE, 501, 505, 506, 507, 508, 510, 511, 520, 521, 522, 523, 524, 525, 526, 527, 529, 530, 598, 599];

/** Where a refusal says why, in the order in which the core looks; a list of faults may echo whole pictures. */
const DETAIL_PATHS = [call('get', 'body', literal('detail.1.msg')), 'body.detail.error', 'body.detail.message', 'body.detail'];
const OTHER_PATHS = ['body.error.message', 'body.error', 'body.message', 'body.title'];
/** More than this of it is not searched. */
const LONGEST_SAID = 300;

/** What a request notes beforehand for its errors, all as plain texts: each stands in several of them. */
export function refusalTexts(provider: ProviderName, starts: boolean): Readonly<Record<string, string>> {
  const limit = refusal(provider, 429, '', starts);
  return {
    ...QUOTING_A_START,
    credit_words: `/^.*(${CREDIT_WORDS}).*$/i`,
    bad_key: inMakeWords(refusal(provider, 401, '', starts).message),
    by_others: inMakeWords(refusal(provider, 403, '', starts).message),
    limit: inMakeWords(`${limit.problem} ${nextStepOf(limit, starts)}`),
  };
}

const saysNoCredit = (places: readonly Expression[]): Expression => `length(${call('replace', call('substring', asJson(firstOf(places)), '0', String(LONGEST_SAID)), 'temp.credit_words', EMPTY)}) = 0`;

/** What is noted of every reply before its error table is asked. */
export const REFUSAL_NOTES: Readonly<Record<string, string>> = {
  said: noteSaid(DETAIL_PATHS),
  rest: noteSaid(OTHER_PATHS),
  no_credit: iml(saysNoCredit(DETAIL_PATHS)),
  // Only where the details say nothing, as with the words.
  rest_no_credit: iml(choose('body.detail', 'false', saysNoCredit(OTHER_PATHS))),
  over: iml(SAYS_TOO_MUCH),
  // Providers answer with a collection.
  foreign: iml(`indexOf(${asJson('body')}, '{') != 0`),
  request_id: iml(SENT_ID),
};

const REDIRECTS = [301, 302, 303, 307, 308] as const;
const MARK = 'THE-WORDS';
const REQUEST_ID = iml(choose('temp.request_id', "' (Request ID: ' + temp.request_id + ')'", EMPTY));
const AFTER_A_LIMIT = 'Nothing was started. Make runs the scenario again later; where it stores incomplete executions, it repeats this module by itself.';

interface Story {
  readonly provider?: ProviderName;
  readonly statuses: (status: number) => boolean;
  readonly when: Expression;
  readonly words: string;
  /** The sentence, where it is noted beforehand. */
  readonly noted?: Expression;
}

/**
 * What tells another story than the status (core: refusal.ts): an empty account, whatever the status; a page of somebody on the
 * way, which says nothing of the key; a limit that is told as if the key were bad; BFL, that it took nothing.
 */
const OTHER_STORIES: readonly Story[] = [
  { statuses: (status) => status < 500 && status !== 402, when: 'temp.no_credit || temp.rest_no_credit', words: 'positive balance' },
  { statuses: (status) => status === 403, when: 'temp.foreign', words: '', noted: 'temp.by_others' },
  { statuses: (status) => status === 401 || status === 403, when: 'temp.over', words: 'rate limit exceeded', noted: 'temp.limit' },
  { provider: 'bfl', statuses: (status) => status === 503, when: call('contains', call('lower', SAID), literal('shedding requests')), words: 'shedding requests' },
];

export interface TableOptions {
  readonly starts: boolean;
  /** The expression that holds the address of what this module has started: then every entry keeps it in sight. */
  readonly started?: { readonly job: Expression; readonly lookAgain: string };
}

/** The whole table of a request to a provider: the core's sentences, and after a start the one type that Make never repeats. */
export function providerErrors(provider: ProviderName, options: TableOptions): ErrorTable {
  const other = entry(provider, 418, options);
  const moved = REDIRECTS.map((status) => [String(status), movedEntry(provider, status, options)] as const);
  return { ...other, message: other.message.replace('418', iml('statusCode')), ...Object.fromEntries(moved), ...Object.fromEntries([...LISTED_STATUSES, ...FAILURES].map((status) => [String(status), entry(provider, status, options)])) };
}

/** Where Make calls these an error: whoever sends a start on to another address may have taken it. */
function movedEntry(provider: ProviderName, status: number, { starts, started }: TableOptions): ErrorEntry {
  const { problem, nextStep } = refusal(provider, status, '', starts);
  const text = started === undefined ? `${problem} ${nextStep}` : afterStart(provider, started, problem);
  return { type: 'DataError', message: `[${iml('statusCode')}] ${inMakeWords(text)}${REQUEST_ID}` };
}

/** The same where Make calls them a reply. */
export function notMoved(provider: ProviderName): Valid {
  const [status] = REDIRECTS;
  const { message } = movedEntry(provider, status, { starts: false });
  return { condition: iml('statusCode < 300'), type: 'DataError', message: message.replace(String(status), iml('statusCode')) };
}

function entry(provider: ProviderName, status: number, { starts, started }: TableOptions): ErrorEntry {
  const usual = refusal(provider, status, MARK, starts);
  // What may have been bought is not to be sent again, whatever the provider advises.
  const quote = usual.kind === 'start_unknown' ? QUOTE_OF_A_START : QUOTE;
  const told = (error: WireflowError, said: string): string => {
    if (error.kind === 'bad_key') return iml('temp.bad_key');
    return inMakeWords(`${inTheirWords(error.problem, said, quote)} ${nextStepOf(error, starts)}`);
  };
  const message = (text: string): string => `[${iml('statusCode')}] ${text}${REQUEST_ID}`;
  if (started !== undefined) return { type: 'DataError', message: message(afterStart(provider, started, told(usual, MARK))) };
  const stories = OTHER_STORIES.filter((each) => (each.provider ?? provider) === provider && each.statuses(status));
  const plain = { type: literal(makeErrorType(usual.kind)), text: told(usual, MARK) };
  const { type, text } = stories.reduceRight((otherwise, { when, words, noted }) => {
    const special = refusal(provider, status, words, starts);
    return { type: choose(when, literal(makeErrorType(special.kind)), otherwise.type), text: either(when, noted === undefined ? told(special, words) : iml(noted), otherwise.text) };
  }, plain);
  return { type: stories.length === 0 ? makeErrorType(usual.kind) : (iml(type) as ErrorEntry['type']), message: message(text) };
}

const nextStepOf = (error: WireflowError, starts: boolean): string => (error.kind === 'rate_limited' && starts ? AFTER_A_LIMIT : error.nextStep);

/** What the core says of a refusal that said this, with what the reply says in its place, if anything. */
function inTheirWords(problem: string, said: string, { words, hasWords }: Quote): string {
  return blend(problem.replace(`: ${said}`, ''), [{ when: hasWords, text: problem.replace(said, MARK), blanks: { [MARK]: words } }]);
}

function afterStart(provider: ProviderName, { job, lookAgain }: NonNullable<TableOptions['started']>, text: string): string {
  return `It was started at ${PROVIDER_LABELS[provider]} as job ${iml(job)}, but it could not be looked at. ${text} Look again with the module ${lookAgain} and this address: running this module again starts, and pays for, a second image.`;
}

function refusal(provider: ProviderName, status: number, words: string, starts: boolean): WireflowError {
  return errorFromRefusal(provider, { status, body: words === '' ? null : { detail: words }, header: () => null }, { starts, nowMs: 0 });
}
