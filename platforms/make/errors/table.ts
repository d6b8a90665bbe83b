import { startUnknown } from '../../../core/api/error_sentences.js';
import { ENDPOINTS, type EndpointName } from '../../../core/api/endpoints.js';
import { call, choose, EMPTY, iml, literal, textOr, type Expression } from '../iml/expression.js';
import type { ErrorEntry, ErrorTable } from '../format/component.js';
import { inMakeWords } from '../words.js';
import { coreError, type Case } from './core_words.js';
import { blend, type Variant } from './edits.js';
import { WORDS } from './notes.js';
import { makeErrorType } from './types.js';

/** Every status that the service or its host is known to answer with. Make treats all of 400-599 as errors. */
export const ERROR_STATUSES = [
  400, 401, 402, 403, 404, 405, 408, 409, 410, 413, 422, 429, 500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511,
  // Of the hosts and networks in front of a service.
  520, 521, 522, 523, 524, 525, 526, 527, 529, 530, 598, 599,
] as const;

const REDIRECTS = [301, 302, 303, 307, 308] as const;

/** A status that means nothing in particular: what the core says about it goes for every other one. */
const OTHER_STATUS = 418;

/** A reply without words is noted as an empty JSON text. */
const HAS_WORDS = "length(ifempty(temp.said, '')) > 2";

const REQUEST_ID = iml(choose('temp.request', "' (Request ID: ' + temp.request + ')'", EMPTY));

/** What Make itself does after a limit; the core's sentence is about Zapier. */
const AFTER_A_LIMIT = 'Make runs the scenario again later; where it stores incomplete executions, it repeats this module by itself.';

/** What differs with the reply, each in its own part of the text. */
const MARKS = { words: 'WIREFLOWS-WORDS', wait: '97', needed: '70001', available: '70002' } as const;

interface PartVariant {
  readonly when: Expression;
  readonly reply: Omit<Case, 'status'>;
  readonly blanks: Variant['blanks'];
  readonly part: 'problem' | 'nextStep';
  /** Where it matters; everywhere when absent. */
  readonly status?: number;
}

const VARIANTS: readonly PartVariant[] = [
  { part: 'problem', when: HAS_WORDS, reply: { body: { error: MARKS.words } }, blanks: { [MARKS.words]: WORDS } },
  // After a 5xx a wait changes what is said of a start, but not whether it is safe to start again by itself.
  { part: 'problem', status: 429, when: 'temp.wait', reply: { headers: { 'retry-after': MARKS.wait } }, blanks: { [MARKS.wait]: 'temp.wait' } },
  {
    part: 'problem',
    when: 'temp.needed',
    reply: { body: { requiredCredits: Number(MARKS.needed), availableCredits: Number(MARKS.available) } },
    blanks: { [MARKS.needed]: 'temp.needed', [MARKS.available]: 'temp.available' },
  },
];

/** Words of the service that change what the person should do. */
const TELLING: readonly { readonly status: number; readonly word: string; readonly part: PartVariant['part'] }[] = [
  { status: 400, word: 'not active', part: 'nextStep' },
  { status: 401, word: 'expired', part: 'problem' },
];

export interface TableOptions {
  /**
   * The expression that holds the id of what this module has started. With it, every entry keeps the id in sight and
   * has the one type after which Make never runs the module again.
   */
  readonly started?: Expression;
  /** For a table that stands where nothing of a reply has been noted: sentences without blanks. */
  readonly isPlain?: true;
}

/** The whole table for one endpoint, because whether Make merges a module's table with the base's is not known. */
export function errorTable(endpoint: EndpointName, options: TableOptions = {}): ErrorTable {
  const other = entry(endpoint, OTHER_STATUS, options);
  const message = other.message.replace(String(OTHER_STATUS), iml('statusCode'));
  const moved = ENDPOINTS[endpoint].starts ? REDIRECTS.map((status) => [String(status), movedStart(endpoint, status)] as const) : [];
  return { ...other, message, ...Object.fromEntries([...moved, ...ERROR_STATUSES.map((status) => [String(status), entry(endpoint, status, options)] as const)]) };
}

/** Where Make calls these an error: whoever sends a start on to another address may have taken it. */
function movedStart(endpoint: EndpointName, status: number): ErrorEntry {
  const { problem, nextStep } = startUnknown(coreError(endpoint, { status }).problem);
  return { type: 'DataError', message: `[${iml('statusCode')}] ${inMakeWords(`${problem} ${nextStep}`)}${REQUEST_ID}` };
}

function entry(endpoint: EndpointName, status: number, { started, isPlain }: TableOptions): ErrorEntry {
  const plain = coreError(endpoint, { status });
  const say = (part: PartVariant['part'], differing: readonly Variant[]) => inMakeWords(blend(plain[part], differing));
  const variants = (part: PartVariant['part']) => (isPlain ? [] : variantsOf(endpoint, status, part));
  const requestId = isPlain ? '' : REQUEST_ID;
  const problem = say('problem', variants('problem'));
  const next = plain.kind === 'rate_limited' ? afterALimit(endpoint) : say('nextStep', variants('nextStep'));
  const other = coreError(endpoint, { status, body: NOT_OURS });
  if (started === undefined && !isPlain && other.kind !== plain.kind) {
    const words = choose(IS_OWN, asExpression(`${problem} ${next}`), literal(inMakeWords(other.message)));
    return { type: iml(choose(IS_OWN, literal(makeErrorType(plain.kind)), literal(makeErrorType(other.kind)))), message: `[${iml('statusCode')}] ${iml(words)}${requestId}` };
  }
  if (started === undefined) return { type: makeErrorType(plain.kind), message: `[${iml('statusCode')}] ${problem} ${next}${requestId}` };
  return {
    type: 'DataError',
    message: `[${iml('statusCode')}] It was started as execution ${iml(started)}, but it could not be looked at. ${problem} Read its result later with the module Get an execution: running this module again starts, and pays for, a second execution unless Only Once ID is filled in.${requestId}`,
  };
}

/** A page of somebody in between, such as a firewall: no key is dead because of it. */
const NOT_OURS = '<html></html>';
const IS_OWN = 'ifempty(temp.own, true)';

/** A text with expressions as one expression. */
function asExpression(text: string): Expression {
  const parts = text.split(/\{\{(.*?)\}\}/).map((part, at) => (at % 2 === 1 ? part : part === '' ? EMPTY : literal(part)));
  return parts.join(' + ');
}

function afterALimit(endpoint: EndpointName): string {
  return `${ENDPOINTS[endpoint].starts ? 'Nothing was started. ' : ''}${AFTER_A_LIMIT}`;
}

function variantsOf(endpoint: EndpointName, status: number, part: PartVariant['part']): Variant[] {
  const general = VARIANTS.filter((variant) => variant.part === part && (variant.status ?? status) === status).map(({ when, reply, blanks }) => ({ when, blanks, text: coreError(endpoint, { status, ...reply })[part] }));
  const telling = TELLING.filter((variant) => variant.status === status && variant.part === part).map(({ word }) => ({
    when: call('contains', call('lower', textOr('temp.said')), literal(word)),
    blanks: {},
    text: coreError(endpoint, { status, body: { error: word } })[part],
  }));
  if (general.some(({ when, text }) => when === 'temp.needed' && text !== coreError(endpoint, { status })[part])) {
    // The numbers say it better than the words in which the service repeats them.
    return general.map((variant) => (variant.when === HAS_WORDS ? { ...variant, when: choose('temp.needed', 'false', HAS_WORDS) } : variant));
  }
  // The word "expired" is the whole news: quoting it again would say it twice.
  return telling.length > 0 ? telling.concat(general.filter(({ text }) => telling.every((one) => one.text === text))) : general;
}
