import { isObject, jsonObject } from '../http/call.js';
import type { Call } from '../http/call.js';
import type { Reply } from '../http/reply.js';
import { checkedInputs, describe } from '../graph/inputs.js';
import { withValue } from '../graph/nodes.js';
import { viewOf } from '../replies/execution_view.js';
import { runBody } from '../replies/start.js';
import { workflowById } from '../service/find.js';
import { ServiceError } from '../service/service_error.js';
import { startExecution } from '../service/start.js';

/** `GET /workflows/{id}/run`: which inputs a run takes (reference/run). */
export function describeInputs({ state, id }: Call): Reply {
  const workflow = workflowById(state, id);
  const inputs = describe(workflow, state.shapes.choices);
  const data = {
    workflowId: workflow.id,
    workflowName: workflow.name,
    inputs,
    endpoint: `/api/v1/workflows/${workflow.id}/run`,
    method: 'POST',
    example: { inputs: Object.fromEntries(inputs.map((input) => [input.nodeId, input.default ?? `<${input.type}>`])) },
  };
  return { status: 200, body: { data } };
}

/** `POST /workflows/{id}/run`: the saved graph with these values, every node afresh; 202 (reference/run). */
export function run(call: Call): Reply {
  const workflow = workflowById(call.state, call.id);
  const request = jsonObject(call);
  const inputs = request.inputs ?? {};
  if (!isObject(inputs)) throw new ServiceError(400, 'inputs must be an object', 'invalid_inputs');
  const values = checkedInputs(workflow, inputs);
  const nodes = workflow.nodes.map((node) => (values.has(node.id) ? withValue(node, values.get(node.id)) : node));
  const execution = startExecution(call.state, { workflow, nodes, edges: workflow.edges, startedBy: 'run', request });
  return { status: 202, body: runBody(viewOf(execution, '', call.tweak, false), call.state.shapes.run) };
}
