import { jsonObject } from '../http/call.js';
import type { Call } from '../http/call.js';
import type { Reply } from '../http/reply.js';
import { withTriggerData } from '../graph/trigger_data.js';
import { viewOf } from '../replies/execution_view.js';
import { triggerBody } from '../replies/start.js';
import { ServiceError } from '../service/service_error.js';
import { findWorkflow } from '../service/find.js';
import { startExecution } from '../service/start.js';

/** `POST /workflow/{webhookId}/trigger`: starts a run for the workflow's owner, without a key (reference/webhooks). */
export function trigger(call: Call): Reply {
  const workflow = findWorkflow(call.state, call.id);
  const request = jsonObject(call);
  const nodes = withTriggerData(workflow.nodes, workflow.edges, request);
  const execution = startExecution(call.state, { workflow, nodes, edges: workflow.edges, startedBy: 'trigger', request });
  return { status: 202, body: triggerBody(viewOf(execution, '', call.tweak, false)) };
}

/** `GET /workflow/{webhookId}/trigger`: what the webhook belongs to (reference/webhooks). */
export function triggerInfo(call: Call): Reply {
  const { id, name, isActive } = findWorkflow(call.state, call.id);
  const message = 'Webhook is configured. Use POST to trigger execution.';
  return { status: 200, body: { workflowId: id, name, isActive, message } };
}

/** The question that a browser asks before it posts. */
export function triggerPreflight({ state }: Call): Reply {
  const { cors } = state.settings;
  if (cors === 'header' || cors === 'none') throw new ServiceError(405, 'Method not allowed', 'method_not_allowed');
  const methods = { 'access-control-allow-methods': 'GET, POST, OPTIONS' };
  return { status: 204, body: null, headers: cors === 'without_headers' ? methods : { ...methods, 'access-control-allow-headers': 'Content-Type' } };
}
