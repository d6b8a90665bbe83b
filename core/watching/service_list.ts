import type { WireflowClient } from '../api/client.js';
import { WireflowError } from '../model/errors.js';
import type { Execution } from '../model/execution.js';
import type { Memory } from '../memory.js';
import type { ExecutionPage } from '../api/readers/index.js';
import type { RequestBudget } from './request_budget.js';
import { byLastUse, type Workflow } from '../model/workflow.js';

/**
 * The ways to list executions, in the order in which they are tried. That the service has such a list is documented;
 * its path is not (docs/service.md, "List executions").
 */
const WAYS = ['account', 'workflow'] as const;

const WAY_KEY = 'execution_list_way';
const WAY_KEPT_S = 24 * 60 * 60;
const PAGE_SIZE = 100;
/** One workflow may have been deleted meanwhile; where the first two have no list, there is no such path. */
const ENOUGH_UNANSWERED = 2;
/** A list that hints at no paging, but has as many items as servers like to cut at, may have been cut. */
const USUAL_PAGE_SIZES = new Set([10, 20, 25, 50, PAGE_SIZE]);

export interface ListRequest {
  /** Null for the whole account. */
  readonly workflowId: string | null;
  /** Reading ends at executions that started before this, ms since 1970. */
  readonly backToMs: number;
  /** The same for what stands in for a list where there is none, ms since 1970; `backToMs` when left out. */
  readonly rememberedBackToMs?: number;
  readonly maxPages: number;
  readonly budget: RequestBudget;
  /** How many requests the reading leaves in the budget. */
  readonly keptRequests: number;
  /** Whether what has come so far will do when the service stops answering midway. */
  readonly mayEndEarly: boolean;
}

/**
 * Executions from the newest back to `backToMs`, as far as pages and budget go, in the order in which they came.
 *
 * @param memory remembers which way answered
 * @throws WireflowError `no_execution_list` when no known way answers; whatever else the service refuses with
 */
export async function listExecutions(client: WireflowClient, memory: Memory, request: ListRequest): Promise<Execution[]> {
  const remembered = await memory.get(WAY_KEY);
  const ways = [...WAYS].sort((a, b) => Number(b === remembered) - Number(a === remembered));
  for (const way of ways) {
    const executions = way === 'account' ? await readPages(client, null, request) : await throughWorkflows(client, request);
    if (executions === null) continue;
    if (way !== remembered) await memory.set(WAY_KEY, way, WAY_KEPT_S);
    return (way === 'account' ? await ofChosenWorkflow(client, request, executions) : null) ?? executions;
  }
  throw new WireflowError({
    kind: 'no_execution_list',
    problem: 'Wireflow answers no request for a list of executions that this integration knows.',
    nextStep: 'Use the search Find Execution with the Execution ID of an earlier step instead.',
  });
}

/**
 * The chosen workflow's own list, where the account's does not say to which workflow its executions belong and so can
 * not show whether the filter was obeyed. Null where that list is not needed or does not exist.
 */
async function ofChosenWorkflow(client: WireflowClient, request: ListRequest, executions: readonly Execution[]): Promise<Execution[] | null> {
  if (request.workflowId === null || executions.every(({ workflowId }) => workflowId !== null)) return null;
  return readPages(client, { id: request.workflowId, name: null }, request);
}

/** Where only the list of one workflow exists: the chosen workflow's, or each one's, the most recently run first. */
async function throughWorkflows(client: WireflowClient, request: ListRequest): Promise<Execution[] | null> {
  if (request.workflowId !== null) return readPages(client, { id: request.workflowId, name: null }, request);
  request.budget.take();
  const workflows = ranSince(await client.listWorkflows(), request.backToMs);
  const executions = new Map<string, Execution>();
  let unanswered = 0;
  for (const [index, workflow] of workflows.entries()) {
    const found = await readPages(client, workflow, request, index > unanswered);
    if (found === null) unanswered += 1;
    if (unanswered === Math.min(ENOUGH_UNANSWERED, workflows.length) && index === unanswered - 1) return null;
    for (const execution of found ?? []) if (!executions.has(execution.id)) executions.set(execution.id, execution);
  }
  return [...executions.values()];
}

function ranSince(workflows: readonly Workflow[], sinceMs: number): Workflow[] {
  const sorted = [...workflows].sort(byLastUse);
  // Where the service says for none when it ran, any of them may have.
  if (sorted.every(({ lastExecutedAt }) => lastExecutedAt === null)) return sorted;
  return sorted.filter(({ lastExecutedAt }) => lastExecutedAt !== null && Date.parse(lastExecutedAt) >= sinceMs);
}

/**
 * @param workflow whose list is read; null for the account's list
 * @param hasOthers whether another list has been read already
 * @returns null when there is no such list
 */
async function readPages(
  client: WireflowClient,
  workflow: Pick<Workflow, 'id'> & { readonly name: string | null } | null,
  { workflowId, backToMs, maxPages, budget, keptRequests, mayEndEarly }: ListRequest,
  hasOthers = false,
): Promise<Execution[] | null> {
  const found = new Map<string, Execution>();
  const filter = workflow === null && workflowId !== null ? { workflowId } : {};
  let next: Readonly<Record<string, string>> | null = {};
  let offset = 0;
  for (let page = 1; next !== null && page <= maxPages && budget.take(keptRequests); page += 1) {
    const query: Readonly<Record<string, string>> = { ...filter, limit: String(PAGE_SIZE), ...next };
    const isEnough = mayEndEarly && (page > 1 || hasOthers);
    const reply: ExecutionPage | 'later' | null = await client
      .listExecutions(workflow?.id ?? null, query, { page, offset })
      .catch((error: unknown) => {
        if (isEnough && error instanceof WireflowError && error.canRetry) return 'later';
        throw error;
      });
    if (reply === null && page === 1) return null;
    if (reply === null || reply === 'later') break;
    const fresh = reply.executions.filter(({ id }) => !found.has(id));
    for (const execution of fresh) found.set(execution.id, named(execution, workflow));
    offset += reply.executions.length;
    // A server that ignores the paging parameters sends the same page again.
    if (fresh.length === 0 || reachesBack(reply.executions, backToMs)) break;
    next = reply.next ?? (USUAL_PAGE_SIZES.has(reply.executions.length) ? { page: String(page + 1), offset: String(offset) } : null);
  }
  // The filter's name is a guess: a server that does not know it sends everything.
  return [...found.values()].filter((execution) => workflowId === null || (execution.workflowId ?? workflowId) === workflowId);
}

function named(execution: Execution, workflow: { readonly id: string; readonly name: string | null } | null): Execution {
  if (workflow === null) return execution;
  return { ...execution, workflowId: execution.workflowId ?? workflow.id, workflowName: execution.workflowName ?? workflow.name };
}

/** Runs may stand in the order in which they were accepted, which is not quite that in which they started. */
const ORDER_SLACK_MS = 60_000;

/** Whether a page that runs from new to old ends before `backToMs`. Other orders have to be read on. */
function reachesBack(executions: readonly Execution[], backToMs: number): boolean {
  const times = executions.map(({ startedAt }) => Date.parse(startedAt ?? ''));
  const [newest = NaN] = times;
  const oldest = times.at(-1) ?? NaN;
  const isNewToOld = oldest <= newest && times.every((time, index) => time <= (times[index - 1] ?? time) + ORDER_SLACK_MS);
  return isNewToOld && oldest < backToMs;
}
