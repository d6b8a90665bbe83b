import { WORKFLOW_FIELD } from '../../../core/fields/target_fields.js';
import { SAMPLE_FINISHED } from '../../../core/outputs/samples.js';
import { errorTable } from '../errors/table.js';
import { EXECUTION_INTERFACE, executionSample } from '../fields/execution_output.js';
import { limitField } from '../fields/limit.js';
import { parameter } from '../fields/parameters.js';
import type { ModuleDefinition, Request } from '../format/component.js';
import { call, choose, firstOf, iml, literal, textOr, without } from '../iml/expression.js';
import { listIn } from '../reading/envelope.js';
import { listedOutput } from '../reading/execution.js';
import { statusFrom, statusWord } from '../reading/status.js';
import { asDate, placedIn, startedIn, withTimes } from '../reading/times.js';
import { requestTo } from '../request.js';

/** As the core asks for it; a service with smaller pages sends its own size (core: execution_list.ts). */
const DEFAULT_LIMIT = 2;
const PAGE_SIZE = 100;
const MAX_PAGES = 10;
const PANEL_PAGES = 3;
/** Runs that last longer than this are missed; each further hour means more pages at every look. */
const LONGEST_RUN_HOURS = 3;

const LIST = listIn('body', ['executions', 'executionRuns', 'items', 'results', 'history']);
const ID = firstOf(['item.executionId', 'item.id']);
const ENDED_AT = asDate(placedIn('item'));
const STATUS = statusFrom(statusWord(['item.status']));

/** A run without any time has no place in the order by which Make tells new from old. */
const HAS_TIME = `length('' + ${textOr(placedIn('item'))}) > 0`;

const HAS_STATE = choose(
  "parameters.status = 'ended'",
  `${STATUS} != 'queued' && ${STATUS} != 'running'`,
  `${STATUS} = ifempty(parameters.status, ${literal('completed')})`,
);
const WORKFLOW = textOr('parameters.workflow');
/** The filter's name is a guess: a service that does not know it sends everything. */
const IS_OF_WORKFLOW = `(length(${WORKFLOW}) = 0 || ${firstOf(['item.workflowId', 'item.workflow_id', 'item.workflow.id', WORKFLOW])} = ${WORKFLOW})`;

/** Without any letter that would lead to another path. */
const SAFE_WORKFLOW = without(WORKFLOW, '[^A-Za-z0-9_.:~-]|[.][.]', 'g');

const CURSOR = firstOf(['body.nextCursor', 'body.next_cursor', 'body.cursor', 'body.pagination.nextCursor', 'body.meta.nextCursor', 'body.data.nextCursor']);
const MORE = firstOf(['body.hasMore', 'body.has_more', 'body.pagination.hasMore', 'body.meta.hasMore', 'body.data.hasMore']);
/** A list that hints at nothing, but has as many items as servers like to cut at, may have been cut. */
const LOOKS_CUT = [10, 20, 25, 50, PAGE_SIZE].map((size) => `${call('length', LIST)} = ${size}`).join(' || ');
const MORE_HINTS = `${CURSOR} || ${MORE} || (${MORE} != false && (${LOOKS_CUT}))`;
const OLDEST_START = textOr(asDate(startedIn('iterate.container.last')), 'now');
/** The panel may know no last date: then its own number of pages ends it. */
const IS_IN_WINDOW = choose('data.lastDate', `${OLDEST_START} > addHours(data.lastDate, -${LONGEST_RUN_HOURS})`, 'true');

/** Which of the two lists the service has is published nowhere, and Make can not try one after the other. */
const IS_BY_WORKFLOW = `(parameters.list = 'workflow' && length(${WORKFLOW}) > 0)`;
const NO_LIST = `[${iml('statusCode')}] Wireflow does not answer for this list of executions. Choose the other list under the advanced settings of this module, or use the module Get an execution with an execution ID.`;
const ERRORS = { ...errorTable('listExecutions'), '404': { type: 'DataError', message: NO_LIST }, '405': { type: 'DataError', message: NO_LIST } } as const;

const listed = requestTo('listExecutions', {
  qs: { workflowId: iml(choose(`${IS_BY_WORKFLOW} || length(${WORKFLOW}) = 0`, 'undefined', WORKFLOW)), limit: PAGE_SIZE },
  response: {
    // Read again from its own text, with every time in one form under one name.
    temp: { runs_text: iml(withTimes(call('createJSON', LIST))) },
    iterate: { container: iml(call('parseJSON', 'temp.runs_text')), condition: iml(`${HAS_STATE} && ${IS_OF_WORKFLOW} && ${HAS_TIME}`) },
    trigger: { type: 'date', order: 'unordered', id: iml(ID), date: iml(ENDED_AT) },
    limit: iml('parameters.limit'),
    output: listedOutput('item', { id: ID, status: STATUS }),
  },
});

/** A cursor where the reply has one, else both ways to count. */
const NEXT_PAGE = {
  cursor: iml(choose(CURSOR, CURSOR, 'undefined')),
  page: iml(choose(CURSOR, 'undefined', 'pagination.page')),
  offset: iml(choose(CURSOR, 'undefined', `(pagination.page - 1) * ${call('length', LIST)}`)),
};

const request: Request = {
  ...listed,
  url: `/workflows/${iml(choose(IS_BY_WORKFLOW, `${SAFE_WORKFLOW} + '/executions'`, literal('executions')))}`,
  response: { ...listed.response, error: ERRORS },
  pagination: {
    qs: NEXT_PAGE,
    condition: iml(`pagination.page <= ${MAX_PAGES} && (${MORE_HINTS}) && ${IS_IN_WINDOW}`),
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
  description: 'Triggers when an execution has ended and its images are ready.',
  type: 'trigger',
  connection: 'apiKey',
  communication: request,
  epoch: {
    // Make's panel takes at most three requests and 300 rows.
    pagination: { qs: NEXT_PAGE, condition: iml(`pagination.page <= ${PANEL_PAGES} && (${MORE_HINTS})`) },
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
      help: 'Choose the other one if Wireflow does not answer for the first.',
    },
    limitField(DEFAULT_LIMIT, true),
  ],
  interface: EXECUTION_INTERFACE,
  samples: executionSample(SAMPLE_FINISHED),
};
