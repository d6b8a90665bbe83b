import { CREDIT_WORDS } from '../../../core/model/credit_words.js';
import { CLIENT_GONE } from '../../../core/api/who_answered.js';
import type { WireflowError } from '../../../core/model/errors.js';
import { PROVIDER_LABELS, type ProviderName } from '../../../core/providers/job.js';
import { errorFromRefusal } from '../../../core/providers/refusal.js';
import { blend } from '../errors/edits.js';
import { ADVICE_PATTERN, quotedWords } from '../errors/notes.js';
import { LISTED_STATUSES } from '../errors/table.js';
import { makeErrorType } from '../errors/types.js';
import type { ErrorEntry, ErrorTable, Valid } from '../format/component.js';
import { asJson, call, choose, EMPTY, firstOf, iml, listIfOne, literal, matches, textOr, type Expression } from '../iml/expression.js';
import { REQUEST_ID as SENT_ID, withoutSecret } from '../reading/secrets.js';
import { inMakeWords } from '../words.js';

/** Beside those that every table lists: failures that a provider’s host is known to answer with. */
const FAILURES = [...CLIENT_GONE, 501, 505, 506, 507, 508, 510, 511, 520, 521, 522, 523, 524, 525, 526, 527, 529, 530, 598, 599];

/** Where a refusal says why, in the order in which the core looks; a list of faults may echo whole pictures. */
const WORD_PATHS = [call('first', call('map', listIfOne('body.detail'), literal('msg'))), 'body.detail.error', 'body.detail.message', 'body.detail', 'body.error.message', 'body.error', 'body.message', 'body.title'];
const LONGEST_WORDS = 300;

/** What is noted of every reply before its error table is asked. */
export const REFUSAL_NOTES: Readonly<Record<string, string>> = {
  said: iml(call('substring', withoutSecret(asJson(firstOf(WORD_PATHS))), '0', String(LONGEST_WORDS))),
  advice: ADVICE_PATTERN,
  request_id: iml(SENT_ID),
  // Asked once, so that each sentence stays as short as Make takes it.
  no_credit: iml(saysOf(call('substring', asJson(firstOf(WORD_PATHS)), '0', String(LONGEST_WORDS)), CREDIT_WORDS)),
};

function saysOf(said: Expression, words: string): Expression {
  return matches(call('lower', said), `.*(${words}).*`);
}

const REDIRECTS = [301, 302, 303, 307, 308] as const;
const HAS_WORDS = "length(ifempty(temp.said, '')) > 2";
const WORDS = quotedWords(textOr('temp.said'));
const SAID_OF_A_START = call('replace', textOr('temp.said'), 'temp.advice', EMPTY);
const MARK = 'THE-WORDS';
const REQUEST_ID = iml(choose('length(temp.request_id) > 0', "' (Request ID: ' + temp.request_id + ')'", EMPTY));
const AFTER_A_LIMIT = 'Nothing was started. Make runs the scenario again later; where it stores incomplete executions, it repeats this module by itself.';

/** Words that tell another story than the status (core: refusal.ts): an empty account, whatever the status; BFL, that it took nothing. */
const OTHER_STORIES: readonly { readonly provider?: ProviderName; readonly statuses: (status: number) => boolean; readonly when: Expression; readonly words: string }[] = [
  { statuses: (status) => status < 500 && status !== 402, when: 'temp.no_credit', words: 'positive balance' },
  { provider: 'bfl', statuses: (status) => status === 503, when: saysOf(textOr('temp.said'), 'shedding requests'), words: 'shedding requests' },
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
  const told = (words: string): { error: WireflowError; text: string } => {
    const error = refusal(provider, status, '', starts);
    const special = words === '' ? error : refusal(provider, status, words, starts);
    const quoted = refusal(provider, status, words === '' ? MARK : `${words} ${MARK}`, starts);
    const plain = words === '' ? error.problem : special.problem;
    // What may have been bought is not to be sent again, whatever the provider advises.
    const [hasWords, said] = special.kind === 'start_unknown' ? [`length(${SAID_OF_A_START}) > 2`, quotedWords(SAID_OF_A_START)] : [HAS_WORDS, WORDS];
    const problem = words === '' ? blend(plain, [{ when: hasWords, text: quoted.problem, blanks: { [MARK]: said } }]) : quoted.problem.replace(`${words} ${MARK}`, iml(WORDS));
    const next = special.kind === 'rate_limited' && starts ? AFTER_A_LIMIT : special.nextStep;
    return { error: special, text: inMakeWords(`${problem} ${next}`) };
  };
  const usual = told('');
  const story = OTHER_STORIES.find((each) => (each.provider ?? provider) === provider && each.statuses(status));
  if (started !== undefined) return { type: 'DataError', message: `[${iml('statusCode')}] ${afterStart(provider, started, usual.text)}${REQUEST_ID}` };
  if (story === undefined) return { type: makeErrorType(usual.error.kind), message: `[${iml('statusCode')}] ${usual.text}${REQUEST_ID}` };
  const special = told(story.words);
  const { when } = story;
  return {
    type: iml(choose(when, literal(makeErrorType(special.error.kind)), literal(makeErrorType(usual.error.kind)))),
    message: `[${iml('statusCode')}] ${iml(choose(when, asExpression(special.text), asExpression(usual.text)))}${REQUEST_ID}`,
  };
}

function afterStart(provider: ProviderName, { job, lookAgain }: NonNullable<TableOptions['started']>, text: string): string {
  return `It was started at ${PROVIDER_LABELS[provider]} as job ${iml(job)}, but it could not be looked at. ${text} Look again with the module ${lookAgain} and this address: running this module again starts, and pays for, a second image.`;
}

function refusal(provider: ProviderName, status: number, words: string, starts: boolean): WireflowError {
  return errorFromRefusal(provider, { status, body: words === '' ? null : { detail: words }, header: () => null }, { starts, nowMs: 0 });
}

/** A text with expressions as one expression. */
export function asExpression(text: string): Expression {
  const parts = text.split(/\{\{(.*?)\}\}/).map((part, at) => (at % 2 === 1 ? part : part === '' ? EMPTY : literal(part)));
  return parts.join(' + ');
}
