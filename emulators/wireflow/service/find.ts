import type { EmulatedExecution } from './execution.js';
import { ServiceError } from './service_error.js';
import type { State } from './state.js';
import type { EmulatedWorkflow } from './workflow.js';

/**
 * The workflow behind a webhook id or, "for convenience" (reference/webhooks), a workflow id.
 * Guess: a webhook that is switched off is not found.
 * @throws ServiceError 404
 */
export function findWorkflow(state: State, webhookOrWorkflowId: string): EmulatedWorkflow {
  const found = state.workflows.find(
    (workflow) =>
      (workflow.webhookId === webhookOrWorkflowId && workflow.webhookEnabled) ||
      (workflow.id === webhookOrWorkflowId && (workflow.webhookEnabled || state.settings.plainIdWithoutWebhook)),
  );
  if (!found) throw workflowNotFound();
  return found;
}

/** @throws ServiceError 404 */
export function workflowById(state: State, id: string): EmulatedWorkflow {
  const found = state.workflows.find((workflow) => workflow.id === id);
  if (!found) throw workflowNotFound();
  return found;
}

/**
 * Guess: the words; reference/errors shows none for an execution.
 * @throws ServiceError 404
 */
export function executionById(state: State, id: string): EmulatedExecution {
  const found = state.executions.find(id);
  if (!found) throw new ServiceError(404, 'Execution not found', 'execution_not_found');
  return found;
}

const workflowNotFound = (): ServiceError => new ServiceError(404, 'Workflow not found', 'workflow_not_found');
