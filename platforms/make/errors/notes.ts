import { ENDPOINTS, type EndpointName } from '../../../core/api/endpoints.js';
import { asJson, call, iml, literal, paths, textOr, without } from '../iml/expression.js';
import { REQUEST_ID, withoutSecret } from '../reading/secrets.js';
import { bareText } from '../reading/values.js';
import { inMakeWords } from '../words.js';
import { coreError } from './core_words.js';
import { noteSaid, QUOTING, QUOTING_A_START } from './said.js';

/** Where a reply says why: the two documented envelopes first, then what validators write. */
const WORD_PATHS = ['body.error.message', 'body.message', 'body.error', 'body.errors', 'body.detail'];
/** Of a reply that says why in no place that is known: what is no reason, and names that say no more than that one follows. */
const NO_REASON = '^".*|"(ok|success|code|status|stack|request_?id)":("[^"]*"|[^",}]*),?|"[a-z_]*(error|mess|msg|reason|desc|detail)[a-z_]*":';

/**
 * What is noted of every reply before its error table is asked (`response.temp` comes before everything else): so each
 * error is a sentence with blanks, and what fills them stands here.
 */
const OF_EVERY_REPLY: Readonly<Record<string, string>> = {
  said: noteSaid(WORD_PATHS),
  rest: iml(withoutSecret(without(asJson('body'), NO_REASON, 'gi'))),
  needed: iml(textOr('body.requiredCredits', textOr('body.error.requiredCredits'))),
  available: iml(textOr('body.availableCredits', textOr('body.error.availableCredits', "'fewer'"))),
  // A date says nothing where a number of seconds is told.
  wait: iml(without(textOr('headers.`retry-after`'), '^.*[^0-9].*$')),
  request: iml(REQUEST_ID),
  // Whether Wireflow itself has answered: it does so with a collection, and every reply of its own has a number.
  own: iml(`indexOf(${asJson('body')}, '{') = 0 || (length(${asJson('body')}) = 2 && length(${textOr('headers.`x-request-id`')}) > 0)`),
};

export const NOTHING_STARTED = 'Nothing was started.';

export interface NoteOptions {
  /** For a free look before a start: every sentence says that none was made. */
  readonly isBeforeStart?: boolean | undefined;
}

/** The execution that an error names beside itself; no sign of it leads anywhere else. */
const NAMED = without(bareText([...paths(['body', 'body.data'], ['executionId', 'execution_id'])]), '[^a-z0-9_.:~-]+', 'gi');

/** The service keeps what it said to this Only Once ID: there was a start before. */
const IS_KNOWN = call('contains', call('lower', asJson('body')), literal('idempoten'));

/**
 * Words that more was asked for than is allowed at a time, as far as a short expression finds them (core: credit_words.ts); the
 * name under which a reply tells what is left, such as "rateLimit": 60, says nothing.
 */
const TOO_MUCH = 'rate.?limit(?![a-z_]*":)|too.many|throttl|(quota|limit)[^"]{0,11}(exceed|reach|exhaust)|exceed[^"]*(quota|limit)';
export const SAYS_TOO_MUCH = `indexOf(${call('replace', call('lower', asJson('body')), literal(`/${TOO_MUCH}/`), literal('<1>'))}, '<1>') >= 0`;

/** What is said where a limit is told under a status that speaks of a key. */
function limitWords(endpoint: EndpointName, isBeforeStart: boolean): string {
  const { problem } = coreError(endpoint, { status: 429 });
  const { auth, starts } = ENDPOINTS[endpoint];
  return [problem, ...(isBeforeStart || starts ? [NOTHING_STARTED] : []), ...(auth === 'none' ? [] : ['The key can stay.']), 'Make runs the scenario again later.'].join(' ');
}

/** What is said where somebody on the way to Wireflow has refused, with the number that they gave. */
function foreignWords(endpoint: EndpointName, isBeforeStart: boolean): string {
  const { problem, nextStep } = coreError(endpoint, { status: 403, body: '<html></html>' });
  return [problem.replace('403', iml('statusCode')), ...(isBeforeStart ? [NOTHING_STARTED] : []), nextStep].join(' ');
}

/** What the base's table says of this endpoint alone: what was not found, and which scope the key lacks. */
export function errorNotes(endpoint: EndpointName, { isBeforeStart = false }: NoteOptions = {}): Readonly<Record<string, string>> {
  const { problem, nextStep } = coreError(endpoint, { status: 404 });
  const scope = ENDPOINTS[endpoint].auth === 'none' ? {} : { no_scope: coreError(endpoint, { status: 403 }).problem.replace(/\.$/, '') };
  return {
    ...OF_EVERY_REPLY,
    over: iml(SAYS_TOO_MUCH),
    limit: limitWords(endpoint, isBeforeStart),
    but_limit: ` But Wireflow speaks of a limit: then ${ENDPOINTS[endpoint].auth === 'none' ? '' : 'the key can stay, and '}Make runs the scenario again later.`,
    theirs: inMakeWords(foreignWords(endpoint, isBeforeStart)),
    ...(ENDPOINTS[endpoint].starts ? { named: iml(NAMED), is_known: iml(IS_KNOWN) } : {}),
    missing: inMakeWords([problem, ...(isBeforeStart ? [NOTHING_STARTED] : []), nextStep].join(' ')),
    ...scope,
    ...(isBeforeStart ? { before: `${NOTHING_STARTED} ` } : {}),
  };
}

/** What a request to this endpoint notes beforehand for its errors. */
export function quotingOf(endpoint: EndpointName): Readonly<Record<string, string>> {
  return ENDPOINTS[endpoint].starts ? QUOTING_A_START : QUOTING;
}
