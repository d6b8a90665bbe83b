import type { INodeExecutionData } from 'n8n-workflow';
import { readExecutionId, readWorkflowId } from '../../../../../core/fields/chosen_ids.js';
import { NO_MEMORY } from '../../../../../core/memory.js';
import { waitAndLearn } from '../../../../../core/runs/wait_and_learn.js';
import { hasEnded } from '../../../../../core/model/execution.js';
import { RequestBudget } from '../../../../../core/watching/request_budget.js';
import { listExecutions } from '../../../../../core/watching/service_list.js';
import { latestFirst } from '../../../../../core/watching/trigger_memory.js';
import { executionItem } from '../engine/output.js';
import { processMemory } from '../engine/process_memory.js';
import type { Step } from '../engine/step.js';
import { executionItems } from './execution_items.js';
import { listLimit } from './lists.js';
import { isOn } from './switches.js';
import { located, parameter, timeoutMs } from './parameters.js';

const MAX_PAGES = 10;
const LIST_BUDGET = { maxRequests: 40, maxMs: 60_000 };

export async function getExecution(step: Step, item: number): Promise<INodeExecutionData[]> {
  const id = readExecutionId(parameter(step.host, 'executionId', item));
  step.client.requireKey();
  return executionItems(step, item, await step.client.poll(id));
}

/** Looks at an execution until it has ended, the time is over, or somebody stops the workflow. */
export async function waitForExecution(step: Step, item: number): Promise<INodeExecutionData[]> {
  const { host, client, baseUrl, clock, signal } = step;
  const id = readExecutionId(parameter(host, 'executionId', item));
  client.requireKey();
  const first = await client.poll(id);
  const startedAtMs = first.startedAt === null ? clock.now() : Date.parse(first.startedAt);
  const limitMs = timeoutMs(host, item);
  const seen = await waitAndLearn(client, processMemory(baseUrl), clock, first, { startedAtMs, deadlineMs: clock.now() + limitMs, signal });
  const message = hasEnded(seen.status) ? seen.message : (seen.message ?? 'The execution goes on in Wireflow: wait for it again by its Execution ID.');
  return executionItems(step, item, { ...seen, message });
}

export async function getManyExecutions(step: Step, item: number): Promise<INodeExecutionData[]> {
  const { host, client } = step;
  const workflowId = readWorkflowId(located(parameter(host, 'workflow', item)));
  const limit = listLimit(host, item);
  client.requireKey();
  const { executions } = await listExecutions(client, NO_MEMORY, {
    workflowId,
    backToMs: 0,
    maxPages: MAX_PAGES,
    budget: new RequestBudget(client, LIST_BUDGET),
    keptRequests: 0,
    mayEndEarly: true,
  });
  const simplify = isOn(host, item, 'simplify');
  return latestFirst(executions)
    .slice(0, limit)
    .map((execution) => ({ json: executionItem(execution, simplify), pairedItem: { item } }));
}
