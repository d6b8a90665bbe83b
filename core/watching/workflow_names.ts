import type { WireflowClient } from '../api/client.js';
import type { Execution } from '../model/execution.js';
import { isObject, text } from '../json.js';
import type { Memory } from '../memory.js';
import type { RequestBudget } from './request_budget.js';

const KEY = 'workflow_names';
const KEPT_S = 24 * 60 * 60;

/**
 * Fills in workflow names that the replies left out, from the account's list: at most one request, and none while the
 * names are remembered. A name that can't be had stays empty.
 */
export async function withWorkflowNames(
  client: WireflowClient,
  memory: Memory,
  executions: readonly Execution[],
  budget: RequestBudget,
): Promise<Execution[]> {
  const nameless = executions.filter(({ workflowId, workflowName }) => workflowId !== null && workflowName === null);
  if (nameless.length === 0) return [...executions];
  const kept = await memory.get(KEY);
  let names = isObject(kept) ? kept : {};
  const isUnknown = ({ workflowId }: Execution) => !Object.hasOwn(names, workflowId ?? '');
  if (nameless.some(isUnknown) && budget.take()) {
    const workflows = await client.listWorkflows().catch(() => null);
    const listed = workflows?.map(({ id, name }) => [id, name] as const) ?? [];
    // A deleted workflow is remembered as nameless, so that it is not asked for again.
    const gone = nameless.filter(isUnknown).map(({ workflowId }) => [workflowId, null] as const);
    names = Object.fromEntries([...Object.entries(names), ...gone, ...listed]);
    // What could not be asked today may be known at the next poll.
    if (workflows !== null) await memory.set(KEY, names, KEPT_S);
  }
  return executions.map((execution) => ({
    ...execution,
    workflowName: execution.workflowName ?? text(names[execution.workflowId ?? '']),
  }));
}
