import type { WireflowClient } from '../api/client.js';
import { WireflowError } from '../model/errors.js';
import { hasEnded, withKnownFacts, type Execution } from '../model/execution.js';
import type { Memory } from '../memory.js';
import { RequestBudget } from './request_budget.js';
import { withWorkflowNames } from './workflow_names.js';

const REQUESTS = { maxRequests: 2, maxMs: 8_000, reserved: 1 };

/** The workflow that was chosen, as far as it is known. */
export interface ChosenWorkflow {
  readonly id: string;
  readonly name: string | null;
}

/**
 * An execution with what is known of it beside the reply it was read from: the workflow that was chosen, that workflow's
 * name, and for one that has ended what the service's other reply about it says of times and credits (docs/service.md,
 * "Poll replies"). At most two free requests, none of which is an error when it fails.
 *
 * @param chosen the workflow that the execution was started of, where the step knows it
 */
export async function withFactsBesideReply(client: WireflowClient, memory: Memory, execution: Execution, chosen: ChosenWorkflow | null): Promise<Execution> {
  const named = { ...execution, workflowId: execution.workflowId ?? chosen?.id ?? null, workflowName: execution.workflowName ?? chosen?.name ?? null };
  if (!client.hasKey) return named;
  const budget = new RequestBudget(client, REQUESTS);
  const whole = await withTimesAndCredits(client, named, budget);
  const [known] = await withWorkflowNames(client, memory, [whole], budget);
  return known ?? whole;
}

async function withTimesAndCredits(client: WireflowClient, execution: Execution, budget: RequestBudget): Promise<Execution> {
  const { workflowId, startedAt, finishedAt, credits } = execution;
  if (!hasEnded(execution.status) || [workflowId, startedAt, finishedAt, credits].every((fact) => fact !== null) || !budget.take()) return execution;
  const described = await client.describeExecution(execution.id).catch((error: unknown) => {
    if (error instanceof WireflowError) return null;
    throw error;
  });
  if (described === null) return execution;
  // What the service says about its own times counts more than what a step has seen from outside.
  return { ...withKnownFacts(execution, described), startedAt: described.startedAt ?? startedAt, finishedAt: described.finishedAt ?? finishedAt };
}
