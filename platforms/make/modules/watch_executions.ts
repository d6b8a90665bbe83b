import { WORKFLOW_FIELD } from '../../../core/fields/target_fields.js';
import { EXECUTION_STATUSES, hasEnded } from '../../../core/model/execution.js';
import { SAMPLE_FINISHED } from '../../../core/outputs/samples.js';
import { EXECUTION_INTERFACE, executionSample } from '../fields/execution_output.js';
import { limitField } from '../fields/limit.js';
import { parameter } from '../fields/parameters.js';
import type { ModuleDefinition, Request } from '../format/component.js';
import { asJson, call, choose, firstOf, iml, literal, textOr, without } from '../iml/expression.js';
import { listIn } from '../reading/envelope.js';
import { LISTED_PATTERNS, listedOutput } from '../reading/execution.js';
import { withoutNoReasons } from '../reading/no_reasons.js';
import { checkList, goesOn, NEXT_PAGE, PAGE_PATTERNS, pageTemp } from '../reading/paging.js';
import { STATES, statusFrom, statusWord } from '../reading/status.js';
import { asDateIfThere, endedIn, placedIn, startedIn, withTimes } from '../reading/times.js';
import { AN_ID, isId } from '../reading/values.js';
import { requestTo } from '../request.js';

const DEFAULT_LIMIT = 2;
const MAX_PAGES = 30;
const PANEL_PAGES = 3;
/** Runs that last longer than this are missed; each further hour means more pages at every look. */
const LONGEST_RUN_HOURS = 3;

const LIST = listIn('body', ['executions', 'executionRuns', 'items', 'results', 'history']);
const ID = firstOf(['item.executionId', 'item.id']);
const STATUS = statusFrom(statusWord(['item.status']));

/** A run without any time has no place in the order by which Make tells new from old. */
const HAS_TIME = textOr(placedIn('item'), 'false');
const ENDED_AT = asDateIfThere(placedIn('item'));

const END = asDateIfThere(endedIn('item'));
/** Further off than any clock or zone can be wrong. */
const FARTHEST_HOURS = 24;
/** Longer than a list takes to show an execution that has ended. */
const SETTLED_AFTER_S = 10;
/** Longer than two clocks are apart, and less than two zones: where one execution is given at once, a longer one that waits is lost. */
const CLOCKS_APART_S = 15 * 60;
const BOUNDS = {
  settled: iml(call('addSeconds', 'now', String(-SETTLED_AFTER_S))),
  soon: iml(call('addSeconds', 'now', String(CLOCKS_APART_S))),
  far: iml(call('addHours', 'now', String(FARTHEST_HOURS))),
};

/** Where a start is ahead as well, or nobody tells it, the service's clock is another one, and in itself right. */
const IS_BY_ANOTHER_CLOCK = choose('item.began_at', `${asDateIfThere('item.began_at')} > temp.soon`, `${END} > temp.soon`);

/**
 * All that ended before the last one given counts as known, and is never given. So what has ended just now waits for the next
 * look: one that ended before it may be listed a moment later. And so does an end that is still to come, by a clock that is wrong for
 * this run alone.
 */
const HAS_COME = choose(endedIn('item'), `${END} < temp.settled || (${END} < temp.far && ${IS_BY_ANOTHER_CLOCK})`, 'true');

/** The states that are watched for. */
const WANTED = choose("parameters.status = 'ended'", literal(EXECUTION_STATUSES.filter(hasEnded).join(' ')), textOr('parameters.status', literal('completed')));
const HAS_STATE = `contains(temp.wanted, ${STATUS})`;
const WORKFLOW = textOr('parameters.workflow');
/** The filter's name is a guess: a service that does not know it sends everything. */
const IS_OF_WORKFLOW = `(length(temp.workflow) = 0 || ${firstOf(['item.workflowId', 'item.workflow_id', 'item.workflow.id', 'temp.workflow'])} = temp.workflow)`;

/** Without any letter that would lead to another path. */
const SAFE_WORKFLOW = without(WORKFLOW, '[^A-Za-z0-9_.:~-]|[.][.]', 'g');

const OLDEST_START = startedIn('iterate.container.last');
/** The panel may know no last date: then its own number of pages ends it. */
const SINCE = choose('data.lastDate', `addHours(data.lastDate, -${LONGEST_RUN_HOURS})`, call('parseDate', literal('1970-01-01T00:00:00Z')));
const IS_IN_WINDOW = choose(OLDEST_START, `${asDateIfThere(OLDEST_START)} > temp.since`, 'true');

/** Which of the two lists the service has is published nowhere, and Make can not try one after the other. */
const IS_BY_WORKFLOW = `(parameters.list = 'workflow' && length(${WORKFLOW}) > 0)`;
const NO_LIST = 'Wireflow does not answer for this list of executions. Choose the other list under the advanced settings of this module, or use the module Get an execution with an execution ID.';

/**
 * Nothing is sent that Wireflow might refuse: no parameter of this list is documented, and Make can not ask again without
 * one. The filter is asked of each execution here.
 */
const listed = requestTo('listExecutions', {
  temp: { ...LISTED_PATTERNS, ...PAGE_PATTERNS, ...BOUNDS, an_id: AN_ID, states: STATES, wanted: iml(WANTED), workflow: iml(WORKFLOW), since: iml(SINCE) },
  response: {
    temp: { ...pageTemp(withoutNoReasons(asJson(LIST))), missing: NO_LIST },
    valid: checkList('a list of executions'),
    // Read again from its own text, with every time in one form under one name.
    iterate: { container: iml(call('parseJSON', withTimes('temp.list'))), condition: iml(`${isId(ID)} && ${HAS_STATE} && ${IS_OF_WORKFLOW} && ${HAS_TIME} && ${HAS_COME}`) },
    trigger: { type: 'date', order: 'unordered', id: iml(ID), date: iml(ENDED_AT) },
    limit: iml('parameters.limit'),
    output: listedOutput('item', { id: ID, status: STATUS }),
  },
});

const request: Request = {
  ...listed,
  url: `/workflows/${iml(choose(IS_BY_WORKFLOW, `${SAFE_WORKFLOW} + '/executions'`, literal('executions')))}`,
  pagination: {
    qs: NEXT_PAGE,
    condition: iml(`${goesOn(MAX_PAGES)} && ${IS_IN_WINDOW}`),
  },
};

/**
 * The order is `unordered` although the list seems to run from new to old: it is sorted by the start, and what counts
 * here is the end. With `desc`, Make stops at the first run it knows and misses a longer one that ended later
 * (docs/make-internals.md, "Watch executions").
 */
export const watchExecutions: ModuleDefinition = {
  id: 'watchExecutions',
  label: 'Watch executions',
  description: 'Triggers when an execution has ended.',
  type: 'trigger',
  connection: 'apiKey',
  communication: request,
  epoch: {
    // Make's panel takes at most three requests and 300 rows.
    pagination: { qs: NEXT_PAGE, condition: iml(goesOn(PANEL_PAGES)) },
    response: {
      limit: 300,
      output: { label: iml(`${ID} + ' (' + ${STATUS} + ')'`), date: iml(ENDED_AT) },
    },
  },
  staticParams: [
    { ...parameter(WORKFLOW_FIELD), type: 'select', options: 'rpc://listWorkflows' },
    {
      name: 'status',
      type: 'select',
      label: 'Status',
      required: true,
      default: 'completed',
      options: [
        { label: 'Completed', value: 'completed' },
        { label: 'Failed', value: 'failed' },
        { label: 'Any end', value: 'ended' },
      ],
    },
    {
      name: 'list',
      type: 'select',
      label: 'List of executions',
      required: false,
      advanced: true,
      default: 'account',
      options: [
        { label: 'Of the account', value: 'account' },
        { label: 'Of the chosen workflow', value: 'workflow' },
      ],
      help: 'Choose the other one if Wireflow does not answer for the first, or if executions of other workflows come.',
    },
    limitField(DEFAULT_LIMIT, true),
  ],
  interface: EXECUTION_INTERFACE,
  samples: executionSample(SAMPLE_FINISHED, 'list'),
};
