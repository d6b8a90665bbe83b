import { iso } from '../clock.js';
import type { ExecutionView, NodeView } from './execution_view.js';
import type { ReplyShapes } from './profile.js';

type Json = Record<string, unknown>;

/** The reply to a poll. */
export function pollBody(view: ExecutionView, shape: ReplyShapes['poll']): Json {
  switch (shape) {
    case 'nodeRuns':
      return { ...status(view), error: view.error, nodeResults: { nodeRuns: nodeRuns(view) } };
    case 'enveloped':
      return { data: { ...status(view), error: view.error, nodeResults: { nodeRuns: nodeRuns(view) }, ...finalOutput(view) } };
    case 'nodeStates':
      return { ...status(view), error: view.error, nodeStates: nodeStates(view) };
    case 'all':
      return {
        ...status(view),
        error: view.error,
        nodeStates: nodeStates(view),
        nodeResults: { nodeRuns: nodeRuns(view) },
        ...finalOutput(view),
        creditsUsed: view.creditsUsed,
      };
  }
}

/** The reply to a look at one execution; `outputs` false leaves the nodes out, as a list may. */
export function executionBody(view: ExecutionView, shape: ReplyShapes['execution'], outputs = true): Json {
  const body = bareExecution(view, shape, outputs);
  return shape === 'enveloped' ? { data: body } : body;
}

/** One execution as a member of a list. */
export function bareExecution(view: ExecutionView, shape: ReplyShapes['execution'], outputs: boolean): Json {
  const credits = { creditsUsed: view.creditsUsed };
  const runs = outputs ? { nodeResults: { nodeRuns: nodeRuns(view) } } : {};
  const states = outputs ? { nodeStates: nodeStates(view) } : {};
  const final = outputs ? finalOutput(view) : {};
  switch (shape) {
    case 'executionRun':
      return { ...executionRun(view, outputs), ...credits };
    case 'nodeRuns':
      return { executionId: view.id, workflowId: view.workflowId, ...status(view), error: view.error, ...times(view), ...credits, ...runs };
    case 'enveloped':
      return { executionId: view.id, workflowId: view.workflowId, ...status(view), error: view.error, ...times(view), ...credits, ...runs, ...final };
    case 'nodeStates':
      return { executionId: view.id, workflowId: view.workflowId, ...status(view), error: view.error, ...times(view), ...credits, ...states };
    case 'all':
      return { executionId: view.id, ...executionRun(view, outputs), ...times(view), ...credits, ...states, ...runs, ...final };
  }
}

/** One member of `executionRuns` (reference/executions). Guess: `workflowId` in it. */
export function executionRun(view: ExecutionView, outputs = true): Json {
  return {
    id: view.id,
    workflowId: view.workflowId,
    startTime: iso(view.startedAt ?? view.createdAt),
    endTime: view.finishedAt === null ? null : iso(view.finishedAt),
    ...status(view),
    error: view.error,
    ...(outputs ? { nodeRuns: nodeRuns(view) } : {}),
    batchId: view.batchId,
    runIndexInBatch: 0,
    inputIndex: 0,
  };
}

const status = (view: ExecutionView): Json => (view.word === null ? {} : { status: view.word });

// Guess: the names of the times outside executionRuns; only startTime and endTime are published.
const times = (view: ExecutionView): Json => ({
  createdAt: iso(view.createdAt),
  startedAt: view.startedAt === null ? null : iso(view.startedAt),
  completedAt: view.finishedAt === null ? null : iso(view.finishedAt),
});

const nodeRuns = (view: ExecutionView): Json[] =>
  view.nodes.map((node) => ({ nodeId: node.nodeId, status: node.status, output: output(node), error: node.error }));

function output(node: NodeView): Json | null {
  if (node.images.length > 0) {
    // Guess: width, height and content_type beside url, as the model providers give them.
    return { images: node.images.map((image) => ({ ...image, content_type: 'image/png' })) };
  }
  return node.text === null ? null : { text: node.text };
}

const nodeStates = (view: ExecutionView): Json[] =>
  view.nodes.map((node) => ({
    nodeId: node.nodeId,
    label: node.label,
    status: node.status,
    error: node.error,
    outputUrl: node.images[0]?.url ?? null,
    outputUrls: node.images.map((image) => image.url),
    text: node.text,
    progress: null,
    requestId: node.requestId,
  }));

const finalOutput = (view: ExecutionView): Json => {
  const url = view.status === 'COMPLETED' ? view.nodes.findLast((node) => node.images.length > 0)?.images[0]?.url : undefined;
  return { finalOutput: url === undefined ? null : { url } };
};
