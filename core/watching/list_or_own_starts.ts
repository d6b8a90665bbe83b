import type { WireflowClient } from '../api/client.js';
import { WireflowError } from '../model/errors.js';
import { unknownExecution, type Execution } from '../model/execution.js';
import type { Listed, ListRequest } from './listed.js';
import { listExecutions } from './service_list.js';
import type { Memory } from '../memory.js';
import type { RequestBudget } from './request_budget.js';
import { startedSince, targetMark } from './own_starts.js';

export interface Recent extends Pick<Listed, 'backToMs' | 'rests' | 'cut' | 'isNear'> {
  readonly listed: Execution[];
  /** Whether they come with their state; otherwise each has to be looked up. */
  readonly tellsState: boolean;
  /** Sentences for the log: the way in use, and what could not be read. */
  readonly said: readonly string[];
}

/**
 * The account's recent executions from the service's list or, where the service offers none that we know, those that
 * the steps of this connection have started themselves. The second way needs documented calls only, but does not see
 * what was started elsewhere (docs/service.md, "List executions").
 *
 * @param needsSome whether a person waits for an example, and should read why there is none
 * @throws WireflowError `no_execution_list` when some are needed and neither way has any
 */
export async function recentExecutions(client: WireflowClient, memory: Memory, request: ListRequest, needsSome: boolean): Promise<Recent> {
  try {
    const { executions: listed, damaged, ...where } = await listExecutions(client, memory, request);
    return { ...where, listed, tellsState: true, said: ['Executions come from Wireflow’s list.', ...aboutGaps(where.cut.length, damaged)] };
  } catch (error) {
    if (!(error instanceof WireflowError) || error.kind !== 'no_execution_list') throw error;
    const listed = await rememberedExecutions(client, memory, request);
    if (listed.length === 0 && needsSome) throw error.with({ nextStep: START_ONE_FIRST });
    return {
      listed,
      backToMs: request.backToMs,
      rests: {},
      cut: [],
      tellsState: false,
      said: ['Wireflow offers no list that answers: executions are those that this connection has started.'],
    };
  }
}

function aboutGaps(cut: number, damaged: number): string[] {
  return [
    ...(cut > 0 ? ['The list may go on behind what could be read in this check; the rest follows in the next ones.'] : []),
    ...(damaged > 0 ? [`${damaged} ${damaged === 1 ? 'entry of the list has' : 'entries of the list have'} no readable ID and ${damaged === 1 ? 'was' : 'were'} left out.`] : []),
  ];
}

async function rememberedExecutions(client: WireflowClient, memory: Memory, { workflowId, backToMs, rememberedBackToMs = backToMs, budget }: ListRequest): Promise<Execution[]> {
  const nowMs = client.now();
  const runs = await startedSince(memory, Math.max(rememberedBackToMs, nowMs - LONGEST_MEMORY_MS), nowMs);
  const marks = workflowId === null || runs.length === 0 ? null : await marksOf(client, workflowId, budget);
  return runs.filter(({ target }) => marks === null || marks.has(target)).map(({ id, startedAtMs }) => ({
    ...unknownExecution(id),
    workflowId,
    startedAt: new Date(startedAtMs).toISOString(),
  }));
}

const START_ONE_FIRST =
  'This trigger still fires for executions that Generate Image or Run Workflow start with this connection: run one of them, then test again.';
const LONGEST_MEMORY_MS = 24 * 60 * 60_000;

/** A workflow's runs are started through its id or its webhook's. */
async function marksOf(client: WireflowClient, workflowId: string, budget: RequestBudget): Promise<Set<string>> {
  // Whose the runs are has to be known, however little is left; the look-ups that follow are fewer by it.
  budget.take();
  const workflows = await client.listWorkflows();
  const webhookId = workflows.find(({ id }) => id === workflowId)?.webhookId ?? null;
  return new Set([workflowId, ...(webhookId === null ? [] : [webhookId])].map(targetMark));
}
