import type { ErrorKind } from '../../../core/model/errors.js';
import { startUnknown } from '../../../core/api/error_sentences.js';
import { ENDPOINTS, type EndpointName } from '../../../core/api/endpoints.js';
import { call, choose, EMPTY, iml, literal, textOr, type Expression } from '../iml/expression.js';
import type { ErrorEntry, ErrorTable, Valid } from '../format/component.js';
import { inMakeWords } from '../words.js';
import { coreError, type Case } from './core_words.js';
import { blend, either, onlyIf, unless, type Variant } from './edits.js';
import { NOTHING_STARTED } from './notes.js';
import { QUOTE, QUOTE_OF_A_START } from './said.js';
import { makeErrorType } from './types.js';

/** The statuses with an entry of their own. Make treats all of 400-599 as errors; the general entry speaks for the others. */
export const LISTED_STATUSES = [400, 401, 402, 403, 404, 405, 407, 409, 410, 413, 422, 429, 451, 500, 502, 503, 504] as const;
const REDIRECTS = [301, 302, 303, 307, 308] as const;

/** Statuses that mean nothing in particular: a failure of the server, and a refusal. */
const A_FAILURE = 599;
const A_REFUSAL = 418;
/** What the core takes for a failure: those of servers, and what tells that the client has gone away. */
export const HAS_FAILED = "statusCode >= 500 || contains('408 460 499', '' + statusCode)";

const STATUS = `[${iml('statusCode')}] `;
const REQUEST_ID = iml(choose('temp.request', "' (Request ID: ' + temp.request + ')'", EMPTY));
const WORDS_UNLESS_NEEDED = choose('temp.needed', EMPTY, QUOTE.words);
const WORD_PIECES = [iml(QUOTE.words), iml(WORDS_UNLESS_NEEDED)];
const saysWord = (word: string): Expression => call('contains', call('lower', textOr('temp.said')), literal(word));

/** What Make itself does after a limit; the core's sentence is about Zapier. */
const AFTER_A_LIMIT = 'Make runs the scenario again later; where it stores incomplete executions, it repeats this module by itself.';

/** What differs with the reply, each in its own part of the text. */
const MARKS = { words: 'WIREFLOWS-WORDS', wait: '97', needed: '70001', available: '70002' } as const;
type Part = 'problem' | 'nextStep';

/** A page of somebody in between, such as a firewall: no key is dead because of it. */
const NOT_OURS = '<html></html>';
const IS_OWN = 'ifempty(temp.own, true)';
/** Statuses that speak of a key, and under which some services say that a limit is reached: that key is good, and must not end the scenario (core: credit_words.ts). */
const ABOUT_KEYS = new Set([401, 403]);
const IS_TOO_MUCH = 'temp.over';

export interface TableOptions {
  /**
   * The expression that holds the id of what this module has started. With it, every entry keeps the id in sight and
   * has the one type after which Make never runs the module again.
   */
  readonly started?: Expression;
  /** Whether the sentences of the endpoint alone come from what a request has noted (`errorNotes`). */
  readonly isShared?: true;
}

/**
 * A table of errors, whole: whether Make adds a module's own to the base's is not known. Modules that only read have
 * none and take the base's.
 */
export function errorTable(endpoint: EndpointName, options: TableOptions = {}): ErrorTable {
  const entries = LISTED_STATUSES.map((status) => [String(status), entry(endpoint, status, options)] as const);
  const moved = REDIRECTS.map((status) => [String(status), movedEntry(endpoint, status, options)] as const);
  return { ...general(endpoint, options), ...Object.fromEntries([...moved, ...entries]) };
}

/** Where Make calls these an error. Of the base's requests, which hold calls of the person's own, only a look before a start knows that there was none. */
function movedEntry(endpoint: EndpointName, status: number, { started, isShared }: TableOptions): ErrorEntry {
  const { problem, nextStep } = coreError(endpoint, { status });
  if (started !== undefined) return afterStart(started, inMakeWords(problem));
  const before = ENDPOINTS[endpoint].starts ? `${NAMED} ` : ` ${isShared ? BEFORE : ''}`;
  return { type: 'DataError', message: `${STATUS}${inMakeWords(problem)}${before}${inMakeWords(nextStep).replace(`${NOTHING_STARTED} `, '')}${REQUEST_ID}` };
}

/** The same where Make calls them a reply: one that points elsewhere holds nothing of what was asked for. */
export function notMoved(endpoint: EndpointName, options: TableOptions = {}): Valid {
  const [status] = REDIRECTS;
  const { message } = movedEntry(endpoint, status, options);
  return { condition: iml('statusCode < 300'), type: 'DataError', message: message.replace(String(status), iml('statusCode')) };
}

/** For every status without an entry. */
function general(endpoint: EndpointName, { started, isShared }: TableOptions): ErrorEntry {
  const [failure, refusal] = [A_FAILURE, A_REFUSAL].map((status) => coreError(endpoint, { status })) as [Told, Told];
  const ifFailed = (one: string, other: string): string => (one === other ? one : either(HAS_FAILED, inMakeWords(one), inMakeWords(other)));
  const parts = ({ problem }: Told): string[] => problem.split(/ \(HTTP \d+\)\./);
  const [[failed = '', after = ''], [refused = '', nothing = '']] = [parts(failure), parts(refusal)];
  const { hasWords, words } = ENDPOINTS[endpoint].starts ? QUOTE_OF_A_START : QUOTE;
  const problem = `${ifFailed(failed, refused)} (HTTP ${iml('statusCode')})${iml(choose(hasWords, literal(': '), EMPTY))}${iml(words)}.`;
  if (started !== undefined) return afterStart(started, problem);
  const type = ENDPOINTS[endpoint].starts ? 'DataError' : (iml(choose(HAS_FAILED, literal('ConnectionError'), literal('DataError'))) as ErrorEntry['type']);
  const tail = after === nothing ? '' : ifFailed(after, nothing);
  return { type, message: `${STATUS}${problem}${tail}${ENDPOINTS[endpoint].starts ? NAMED : ''} ${isShared ? BEFORE : ''}${ifFailed(failure.nextStep, refusal.nextStep)}${REQUEST_ID}` };
}

/** After a start of unknown fate: the execution that the reply names is the one to look at (core: exchange.ts). */
const NAMED = iml(choose('temp.named', "' Its ID: ' + temp.named + '.'", EMPTY));

type Told = ReturnType<typeof coreError>;

/** Of a look before a start: that there was none (`errorNotes`). */
const BEFORE = iml(textOr('temp.before'));

function entry(endpoint: EndpointName, status: number, options: TableOptions): ErrorEntry {
  if (status >= 500) return { ...general(endpoint, options), type: options.started !== undefined || ENDPOINTS[endpoint].starts ? 'DataError' : 'ConnectionError' };
  const plain = coreError(endpoint, { status });
  const problem = told(endpoint, status, 'problem', plain, options);
  if (options.started !== undefined) return afterStart(options.started, problem);
  const own = ownMessage(endpoint, status, { problem, plain }, options);
  const foreign = coreError(endpoint, { status, body: NOT_OURS });
  if (foreign.kind === plain.kind) return { type: makeErrorType(plain.kind), message: `${STATUS}${own}${REQUEST_ID}` };
  const typeOf = (kind: ErrorKind) => literal(makeErrorType(kind));
  const type = iml(choose(IS_OWN, ABOUT_KEYS.has(status) ? choose(IS_TOO_MUCH, typeOf('rate_limited'), typeOf(plain.kind)) : typeOf(plain.kind), typeOf(foreign.kind))) as ErrorEntry['type'];
  // A 403 quotes what was said, and is as long as Make takes: no condition more fits around its parts.
  const limit = ABOUT_KEYS.has(status) ? iml(choose(IS_TOO_MUCH, status === 401 ? 'temp.limit' : 'temp.but_limit', EMPTY)) : '';
  const isTold = status === 401 ? `${IS_OWN} && !${IS_TOO_MUCH}` : IS_OWN;
  return { type, message: `${STATUS}${onlyIf(isTold, own, WORD_PIECES)}${limit}${iml(choose(IS_OWN, EMPTY, 'temp.theirs'))}${REQUEST_ID}` };
}

interface Sentences {
  readonly problem: string;
  readonly plain: Told;
}

function ownMessage(endpoint: EndpointName, status: number, { problem, plain }: Sentences, { isShared }: TableOptions): string {
  if (isShared && plain.kind === 'not_found') return iml(textOr('temp.missing', literal(inMakeWords(plain.message))));
  const next = plain.kind === 'rate_limited' ? afterALimit(endpoint) : told(endpoint, status, 'nextStep', plain, {});
  const before = isShared && !next.includes(NOTHING_STARTED) ? BEFORE : '';
  if (!ENDPOINTS[endpoint].starts || !MAY_BE_KNOWN.has(status)) return `${problem} ${before}${next}`;
  const { problem: unknown, nextStep } = startUnknown('');
  return `${problem} ${onlyIf(IS_KNOWN, inMakeWords(`${unknown.trim()} ${nextStep}`))}${unless(IS_KNOWN, next)}`;
}

/** Noted by a start: there was one before (`errorNotes`). */
const IS_KNOWN = 'ifempty(temp.is_known, false)';
const MAY_BE_KNOWN = new Set([400, 409, 422]);

/** One part of what the core says, with everything in it that differs with the reply. */
function told(endpoint: EndpointName, status: number, part: Part, plain: Told, { isShared }: TableOptions): string {
  const text = inMakeWords(blend(plain[part], variantsOf(endpoint, status, part)));
  if (!isShared || part !== 'problem' || plain.kind !== 'forbidden') return text;
  const known = plain.problem.replace(/\.$/, '');
  return text.replace(known, iml(textOr('temp.no_scope', literal('The API key may not do this: it is missing a permission'))));
}

function afterStart(started: Expression, problem: string): ErrorEntry {
  return {
    type: 'DataError',
    message: `${STATUS}It was started as execution ${iml(started)}, but it could not be looked at. ${problem} Read its result later with the module Get an execution: running this module again starts, and pays for, a second execution unless Only Once ID is filled in.${REQUEST_ID}`,
  };
}

function afterALimit(endpoint: EndpointName): string {
  return ENDPOINTS[endpoint].starts ? `${NOTHING_STARTED} ${AFTER_A_LIMIT}` : AFTER_A_LIMIT;
}

/** Words of the service that change what the person should do. */
const TELLING: readonly { readonly status: number; readonly word: string; readonly part: Part }[] = [
  { status: 400, word: 'not active', part: 'nextStep' },
  { status: 401, word: 'expired', part: 'problem' },
];

function variantsOf(endpoint: EndpointName, status: number, part: Part): Variant[] {
  const plain = coreError(endpoint, { status })[part];
  const variant = (when: Expression, reply: Omit<Case, 'status'>, blanks: Variant['blanks']): Variant => ({ when, blanks, text: coreError(endpoint, { status, ...reply })[part] });
  const telling = TELLING.filter((each) => each.status === status && each.part === part).map(({ word }) => variant(saysWord(word), { body: { error: word } }, {}));
  if (part === 'nextStep') return telling;
  const needed = variant('temp.needed', { body: { requiredCredits: Number(MARKS.needed), availableCredits: Number(MARKS.available) } }, { [MARKS.needed]: 'temp.needed', [MARKS.available]: 'temp.available' });
  // The numbers say it better than the words in which the service repeats them.
  const isNeeded = needed.text !== plain;
  const words = variant(isNeeded ? choose('temp.needed', 'false', QUOTE.hasWords) : QUOTE.hasWords, { body: { error: MARKS.words } }, { [MARKS.words]: isNeeded ? WORDS_UNLESS_NEEDED : QUOTE.words });
  // The word "expired" is the whole news: quoting it again would say it twice.
  if (telling.length > 0) return telling;
  const wait = status === 429 ? [variant('temp.wait', { headers: { 'retry-after': MARKS.wait } }, { [MARKS.wait]: choose('temp.wait', 'temp.wait', EMPTY) })] : [];
  return [words, ...wait, ...(isNeeded ? [needed] : [])];
}
