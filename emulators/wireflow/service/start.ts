import { executionId, uuid } from '../ids.js';
import type { GraphEdge, GraphNode } from '../graph/nodes.js';
import { imageCount, imageModel, inputKind, valueOf } from '../graph/nodes.js';
import type { CreditLine } from './credits.js';
import { EmulatedExecution } from './execution.js';
import type { ExecutionPlan } from './execution.js';
import { ServiceError } from './service_error.js';
import type { State } from './state.js';
import type { EmulatedWorkflow } from './workflow.js';

/** Guess: how long an execution waits before it runs, at most; a short run waits a quarter of its time. */
const QUEUE_MS = 600;

export interface StartRequest {
  workflow: EmulatedWorkflow;
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
  startedBy: ExecutionPlan['startedBy'];
  request: unknown;
}

/** What a run of these nodes costs, node by node. */
export const costOf = (nodes: readonly GraphNode[]): CreditLine[] =>
  nodes.flatMap((node) => {
    const model = imageModel(node);
    if (!model) return [];
    return [{ nodeId: node.id, nodeLabel: node.data.label, credits: model.creditsPerImage * imageCount(node) }];
  });

/**
 * Starts an execution.
 * @throws ServiceError 400 for an inactive workflow, 402 without the credits, 429 when the day's executions are used up
 */
export function startExecution(state: State, start: StartRequest): EmulatedExecution {
  const { workflow, nodes } = start;
  if (!workflow.isActive) throw new ServiceError(400, 'Workflow is not active', 'workflow_inactive');
  const now = state.clock.now();
  state.limits.checkDay(now);
  const cost = costOf(nodes);
  state.credits.check(cost);
  const durationMs = state.settings.durationMs ?? workflow.durationMs;
  const error = workflow.failsWith ?? blockedImage(state, nodes);
  const execution = keep(state, {
    id: executionId(),
    batchId: uuid(),
    workflowId: workflow.id,
    workflowName: workflow.name,
    startedBy: start.startedBy,
    request: start.request,
    nodes,
    edges: start.edges,
    credits: cost.reduce((sum, line) => sum + line.credits, 0),
    createdAt: now,
    runsAt: now + Math.min(QUEUE_MS, durationMs / 4),
    endsAt: now + durationMs,
    outcome: error === null ? 'COMPLETED' : 'FAILED',
    error,
  });
  state.limits.countStarted();
  state.credits.chargeWhenDone(execution);
  return execution;
}

/** Adds an execution to the account's history; its images appear on the CDN once somebody has seen their addresses. */
export function keep(state: State, plan: ExecutionPlan): EmulatedExecution {
  const execution = new EmulatedExecution(plan, state.clock, (outputs) => {
    for (const output of outputs) for (const image of output.images) state.pictures.set(image.file, image.picture);
  });
  state.executions.add(execution);
  return execution;
}

/** The error of a run whose image input comes from an outside host, where the emulator was told to block those. */
function blockedImage(state: State, nodes: readonly GraphNode[]): string | null {
  if (!state.settings.blockOutsideImages) return null;
  for (const node of nodes) {
    const value = inputKind(node)?.type === 'image' ? valueOf(node) : undefined;
    if (typeof value === 'string' && value !== '' && !value.startsWith(`${state.origin}/cdn/`)) {
      // Guess: the wording.
      return `${node.data.label}: images from outside hosts are blocked. Upload the image to Wireflow first.`;
    }
  }
  return null;
}
