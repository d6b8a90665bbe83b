import { NO_IMAGE_FOUND } from '../../../core/outputs/execution_output.js';
import { workflowUrl } from '../../../core/model/workflow.js';
import { keep } from '../check.js';
import { wordsOf } from '../errors/said.js';
import { EXECUTION_INTERFACE } from '../fields/execution_output.js';
import type { Json, Request } from '../format/component.js';
import { asJson, call, choose, EMPTY, firstOf, iml, isFilled, literal, paths, textOr, without, type Expression } from '../iml/expression.js';
import { unwrapped } from './envelope.js';
import { lastGiver, linkList, LINK_PATTERNS, linksOnly, listedPictures, markedLinks, NO_RESULTS, NO_RESULTS_ELSEWHERE, picturesOnly } from './images.js';
import { NO_REASONS, saidIn, saidParts, withoutNoReasons } from './no_reasons.js';
import { isGoing, STATES, statusFrom } from './status.js';
import { asDate, endedIn, startedIn, TIME_EDITS, TIME_PATTERNS, withEdit } from './times.js';
import { amountIn, asAmount, bareText } from './values.js';

const CREDIT_KEYS = ['creditsUsed', 'creditsCharged', 'totalCredits', 'credits'];
/** Of a collection that says why: the parts that a person can read, then all of it. */
const REASON_KEYS = ['error.message', 'error.detail', 'error.code', 'error'];
const OTHER_REASON_KEYS = ['errors', 'errorMessage', 'error_message', 'failureReason'];

const RUN = 'temp.run';

const MARKED = 'temp.final_marked + temp.all_marked';

/** A finished execution without any result says so; a link to something else, or a text, may be the result itself. */
const HAS_NOTHING = `length(temp.links) = 0 && indexOf(temp.results, '"http') + indexOf(temp.results, '"text"') < -1`;
const SAYS_MORE = 'length(temp.own_words) > 0 && length(temp.node_words) > 0 && indexOf(temp.own_words, temp.node_words) < 0';

/**
 * Reads the reply that was kept, step by step: values of one step can not be told to see each other. After these,
 * `temp` holds everything that `executionOutput` gives.
 */
export const readRun: readonly Request[] = [
  keep({ seen: iml(call('parseJSON', 'temp.reply')), states: STATES, timed: iml('temp.reply') }),
  keep({ status: iml(statusFrom('temp.word')) }),
  keep({ ...TIME_PATTERNS, ...NO_REASONS }),
  ...TIME_EDITS.map((edit) => keep({ timed: iml(withEdit('temp.timed', edit)) })),
  keep({ timed: iml(withoutNoReasons('temp.timed')) }),
  keep({ parsed: iml(call('parseJSON', 'temp.timed')) }),
  keep({ run: iml(unwrapped('temp.parsed')) }),
  keep({
    final: iml(asJson(firstOf(paths([RUN], ['finalOutput', 'output'])))),
    nodes: iml(`${asJson(`${RUN}.nodeStates`)} + ${asJson(`${RUN}.nodeResults`)}`),
    more_nodes: iml(`${asJson(firstOf([`${RUN}.nodeRuns`, `${RUN}.executionRuns[1].nodeRuns`]))} + ${asJson(`${RUN}.outputs`)}`),
    own_error: iml(asJson(firstOf(paths([RUN], REASON_KEYS)))),
    other_error: iml(asJson(firstOf(paths([RUN], OTHER_REASON_KEYS)))),
    credits_text: iml(bareText(paths([RUN], CREDIT_KEYS))),
    began: iml(startedIn(RUN)),
    ended: iml(endedIn(RUN)),
    workflow_id: iml(firstOf([...paths([RUN], ['workflowId', 'workflow_id']), `${RUN}.workflow.id`])),
  }),
  keep({ own_error: iml(choose('length(temp.own_error) > 2', 'temp.own_error', 'temp.other_error')), node_error: iml(firstNodeError('temp.nodes + temp.more_nodes')), all: iml('temp.nodes + temp.more_nodes'), results: iml('temp.nodes + temp.more_nodes + temp.final') }),
  ...NO_RESULTS.map((noResult) => keep({ all: iml(without('temp.all', noResult, 'gi')) })),
  keep({ all_marked: iml(markedLinks('temp.all')), final_marked: iml(markedLinks('temp.final')) }),
  // A paid execution without a picture is worth a guess: whatever stands in the reply under a name of results.
  keep({ elsewhere: iml(choose(`temp.status != 'completed' || indexOf(${MARKED}, '<') >= 0`, EMPTY, asJson(RUN))) }),
  ...NO_RESULTS_ELSEWHERE.map((noResult) => keep({ elsewhere: iml(without('temp.elsewhere', noResult, 'gi')) })),
  keep({ elsewhere: iml(markedLinks('temp.elsewhere')) }),
  keep({ all_marked: iml(choose(isFilled('temp.elsewhere'), 'temp.elsewhere', 'temp.all_marked')) }),
  keep({ ahead: iml(choose("indexOf(temp.final_marked, '<') >= 0", 'temp.final_marked', lastGiver('temp.all_marked'))) }),
  // What a chain has made on its way is no result: a later module would take the draft for the image.
  keep({ links: iml(choose(isGoing('temp.status'), EMPTY, linksOnly('temp.ahead + temp.all_marked'))) }),
  keep({ pictures: iml(picturesOnly('temp.links')), own_words: iml(wordsOf(saidParts('temp.own_error'))), node_words: iml(wordsOf(saidParts('temp.node_error'))) }),
  // The run may say no more than that a node has failed, and the node why.
  keep({ image_urls: iml(linkList('temp.pictures')), says_more: iml(SAYS_MORE), is_bare: iml(HAS_NOTHING), only_words: iml(choose(isFilled('temp.own_words'), 'temp.own_words', 'temp.node_words')) }),
  keep({
    started: iml(asDate('temp.began')),
    finished: iml(asDate('temp.ended')),
    credits: iml(asAmount('temp.credits_text')),
    note: iml(choose("temp.status = 'completed' && temp.is_bare", literal(NO_IMAGE_FOUND), 'undefined')),
    error: iml(choose('temp.says_more', "temp.own_words + ': ' + temp.node_words", 'temp.only_words')),
  }),
];

/** From the first failure that any node tells of, up to the end of its first text. */
function firstNodeError(nodes: Expression): Expression {
  const fromThere = without(nodes, '^((?!"error" *: *["{[]).)*("error" *: *)?');
  return without(fromThere, '" *[,}[-^].*$');
}

const nothingIfEmpty = (text: Expression): Expression => choose(isFilled(textOr(text)), text, 'undefined');

export const MESSAGE: Expression = firstOf([`${RUN}.message`, 'temp.note']);

export interface ExecutionSource {
  readonly id: Expression;
  readonly message?: Expression;
  /** Where the module was told the workflow: not every reply repeats it. */
  readonly workflowId?: Expression;
}

/** The same keys as on Zapier, as far as IML can fill them; `readRun` comes before. */
export function executionOutput({ id, workflowId = 'temp.workflow_id', message = MESSAGE }: ExecutionSource): Json {
  return outputOf({
    id,
    execution_id: id,
    status: 'temp.status',
    message,
    error: nothingIfEmpty('temp.error'),
    workflow_id: workflowId,
    workflow_url: choose(workflowId, `${literal(workflowUrl(''))} + ${textOr(workflowId)}`, 'undefined'),
    workflow_name: firstOf([...paths([RUN], ['workflowName', 'workflow_name']), `${RUN}.workflow.name`]),
    credits: 'temp.credits',
    started_at: 'temp.started',
    finished_at: 'temp.finished',
    request_id: nothingIfEmpty('temp.request_id'),
    image_count: call('length', 'temp.image_urls'),
    image_url: call('first', 'temp.image_urls'),
    image_urls: 'temp.image_urls',
    reply: 'temp.seen',
  });
}

/** What a request for a list of executions notes beforehand, so that what reads them stays short. */
export const LISTED_PATTERNS: Readonly<Record<string, string>> = { ...NO_REASONS, ...TIME_PATTERNS, ...LINK_PATTERNS };

/** An execution in a list, in one expression per value: a trigger has no steps in which to note anything. Needs `LISTED_PATTERNS`. */
export function listedOutput(item: Expression, { id, status }: { readonly id: Expression; readonly status: Expression }): Json {
  const workflowId = firstOf([...paths([item], ['workflowId', 'workflow_id']), `${item}.workflow.id`]);
  const images = linkList(listedPictures(`${asJson(`${item}.finalOutput`)} + ${asJson(item)}`));
  const error = saidIn(asJson(firstOf(paths([item], [...REASON_KEYS, ...OTHER_REASON_KEYS]))));
  return outputOf({
    id,
    execution_id: id,
    status,
    message: `${item}.message`,
    // Less than three signs are an empty text or collection.
    error: textOr(wordsOf(without(error, '^.{0,2}$')), 'undefined'),
    workflow_id: workflowId,
    workflow_url: choose(workflowId, `${literal(workflowUrl(''))} + ${textOr(workflowId)}`, 'undefined'),
    workflow_name: firstOf([...paths([item], ['workflowName', 'workflow_name']), `${item}.workflow.name`]),
    credits: amountIn(bareText(paths([item], CREDIT_KEYS))),
    started_at: asDate(startedIn(item)),
    finished_at: asDate(endedIn(item)),
    request_id: nothingIfEmpty('temp.request'),
    image_count: call('length', images),
    image_url: call('first', images),
    image_urls: images,
    reply: item,
  });
}

/** @throws Error for a key that the core has and this reading has not */
function outputOf(values: Readonly<Record<string, Expression>>): Json {
  return Object.fromEntries(
    EXECUTION_INTERFACE.map(({ name }) => {
      const value = values[name];
      if (value === undefined) throw new Error(`Say how IML reads “${name}”, or list it in NOT_IN_IML.`);
      return [name, iml(value)];
    }),
  );
}
