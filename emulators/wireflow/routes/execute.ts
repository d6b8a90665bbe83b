import { isObject, jsonObject } from '../http/call.js';
import type { Call } from '../http/call.js';
import type { Reply } from '../http/reply.js';
import { mergedGraph } from '../graph/execute_body.js';
import { withTriggerData } from '../graph/trigger_data.js';
import { viewOf } from '../replies/execution_view.js';
import { executeBody } from '../replies/start.js';
import { workflowById } from '../service/find.js';
import { startExecution } from '../service/start.js';

/** `POST /workflows/{id}/execute` (reference/executions, and the Flux Pro API pricing article). */
export function execute(call: Call): Reply {
  const { state } = call;
  const workflow = workflowById(state, call.id);
  const request = jsonObject(call);
  const { nodes, edges } = mergedGraph(workflow, request);
  // Guess: `inputs` (the quick start of the reference) and `triggerData` find their nodes as a webhook's body does.
  const named = { ...object(request.inputs), ...object(request.triggerData) };
  const execution = startExecution(state, {
    workflow,
    nodes: withTriggerData(nodes, edges, named),
    edges,
    startedBy: 'execute',
    request,
  });
  const view = viewOf(execution, `${state.origin}/cdn/`, call.tweak);
  return {
    status: 201,
    body: executeBody(view, state.shapes.execute),
    // Guess: a relative address that ends in /poll; "the execution status endpoint" is all that is said.
    headers: { location: `/api/v1/workflows/executions/${execution.id}/poll` },
  };
}

const object = (value: unknown): Record<string, unknown> => (isObject(value) ? value : {});
