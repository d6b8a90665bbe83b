import { workflowUrl } from '../../../core/model/workflow.js';
import { call, choose, firstOf, iml, listOr, literal, paths, textOr, type Expression } from '../iml/expression.js';
import type { Json } from '../format/component.js';
import { EXECUTION_INTERFACE } from '../fields/execution_output.js';
import { imageLinks, linkList } from './images.js';
import { statusFrom } from './status.js';

/** Where a module reads an execution from. */
export interface ExecutionSource {
  /** The object that speaks of the execution. */
  readonly run: Expression;
  readonly id: Expression;
  readonly requestId: Expression;
  /** The raw reply, for what this reading leaves out. */
  readonly reply: Expression;
  /** Where they were read before; otherwise they are read from `run`. */
  readonly status?: Expression;
  readonly message?: Expression;
  /** Where the module was told the workflow: not every reply repeats it. */
  readonly workflowId?: Expression;
  readonly links?: Expression;
}

const CREDIT_KEYS = ['creditsUsed', 'creditsCharged', 'totalCredits', 'credits'];
export const STARTED_KEYS = ['startTime', 'startedAt', 'started_at', 'createdAt'];
export const FINISHED_KEYS = ['endTime', 'finishedAt', 'completedAt', 'endedAt', 'finished_at'];

/** The same keys as on Zapier, as far as IML can fill them. */
export function executionOutput({ run, id, requestId, reply, workflowId = workflowIdIn(run), status = statusFrom(`${run}.status`), message = `${run}.message`, links = imageLinks(run) }: ExecutionSource): Json {
  const values: Readonly<Record<string, Expression>> = {
    id,
    execution_id: id,
    status,
    message,
    error: errorOf(run),
    workflow_id: workflowId,
    workflow_url: choose(workflowId, `${literal(workflowUrl(''))} + ${textOr(workflowId)}`, 'undefined'),
    credits: firstOf(paths([run], CREDIT_KEYS)),
    workflow_name: firstOf([...paths([run], ['workflowName', 'workflow_name']), `${run}.workflow.name`]),
    started_at: firstOf(paths([run], STARTED_KEYS)),
    finished_at: firstOf(paths([run], FINISHED_KEYS)),
    request_id: requestId,
    image_count: call('length', linkList(links)),
    image_url: call('first', linkList(links)),
    image_urls: linkList(links),
    reply,
  };
  return Object.fromEntries(EXECUTION_INTERFACE.map(({ name }) => [name, iml(known(values, name))]));
}

function workflowIdIn(run: Expression): Expression {
  return firstOf([...paths([run], ['workflowId', 'workflow_id']), `${run}.workflow.id`]);
}

/** @throws Error for a key that the core has and this reading has not */
function known(values: Readonly<Record<string, Expression>>, name: string): Expression {
  const value = values[name];
  if (value === undefined) throw new Error(`Say how IML reads “${name}”, or list it in NOT_IN_IML.`);
  return value;
}

/** The words of the first node that failed, as in the core; else the run's own, which may say no more than that it failed. */
export function errorOf(run: Expression): Expression {
  const nodes = listOr(firstOf([`${run}.nodeStates`, `${run}.nodeResults.nodeRuns`, `${run}.nodeRuns`]));
  return firstOf([call('first', call('map', nodes, literal('error'), literal('status'), literal('FAILED'))), `${run}.error.message`, `${run}.error`]);
}

