import { executionRun } from './execution.js';
import type { ExecutionView } from './execution_view.js';
import type { ReplyShapes } from './profile.js';

type Json = Record<string, unknown>;

/** The 202 of the webhook trigger, the same in every source. */
export const triggerBody = (view: ExecutionView): Json => ({
  executionId: view.id,
  status: 'queued',
  message: 'Workflow execution queued successfully',
});

/** The 201 of execute. A start is told as RUNNING (reference/executions), although it waits a moment first. */
export function executeBody(view: ExecutionView, shape: ReplyShapes['execute']): Json {
  const running: ExecutionView = { ...view, word: 'RUNNING' };
  const runs = { workflowId: view.workflowId, batchId: view.batchId, executionRuns: [executionRun(running)] };
  switch (shape) {
    case 'id':
      return { executionId: view.id };
    case 'executionRuns':
      return runs;
    case 'status':
      return { executionId: view.id, status: 'RUNNING' };
    case 'data':
      return { data: { executionId: view.id, status: 'running' } };
    case 'all':
      return { executionId: view.id, status: 'RUNNING', ...runs };
  }
}

/** The reply of run. */
export const runBody = (view: ExecutionView, shape: ReplyShapes['run']): Json => ({
  data: { executionId: view.id, status: shape === 'lower' ? 'running' : 'RUNNING' },
});
