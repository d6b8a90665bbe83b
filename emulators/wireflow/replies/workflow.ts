import { iso } from '../clock.js';
import type { EmulatedWorkflow } from '../service/workflow.js';
import type { ReplyShapes } from './profile.js';

type Json = Record<string, unknown>;

/** A workflow as the list shows it (reference/workflows). */
export function workflowItem(workflow: EmulatedWorkflow, executions: number, lastStartMs: number | null): Json {
  return {
    id: workflow.id,
    name: workflow.name,
    description: workflow.description,
    // Guess: no webhook id is shown while the webhook is off.
    webhookId: workflow.webhookEnabled ? workflow.webhookId : null,
    webhookUrl: null,
    isActive: workflow.isActive,
    isPublished: workflow.isPublished,
    executionCount: executions,
    lastExecutedAt: lastStartMs === null ? null : iso(lastStartMs),
    tags: workflow.tags,
    createdAt: iso(workflow.createdAt),
    updatedAt: iso(workflow.updatedAt),
  };
}

/** The list, as a bare array or under `data`. */
export const workflowList = (items: Json[], shape: ReplyShapes['lists']): unknown =>
  shape === 'bare' ? items : { data: items };

/** The saved workflow with its graph. */
export function workflowBody(item: Json, workflow: EmulatedWorkflow, shape: ReplyShapes['workflow']): Json {
  const whole = { ...item, nodes: workflow.nodes, edges: workflow.edges };
  if (shape === 'bare') return whole;
  return shape === 'data' ? { data: whole } : { workflow: whole };
}
