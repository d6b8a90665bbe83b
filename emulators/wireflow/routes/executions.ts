import type { Call } from '../http/call.js';
import type { Reply } from '../http/reply.js';
import { executionBody, pollBody } from '../replies/execution.js';
import { viewOf } from '../replies/execution_view.js';
import type { ExecutionView } from '../replies/execution_view.js';
import { executionById } from '../service/find.js';

/** `GET /workflows/executions/{id}/poll`. A failed execution is a 200 too (wireflow-skill, wf.sh). */
export const poll = (call: Call): Reply => ({ status: 200, body: pollBody(view(call), call.state.shapes.poll) });

/** `GET /workflows/executions/{id}`. */
export const getExecution = (call: Call): Reply => ({
  status: 200,
  body: executionBody(view(call), call.state.shapes.execution),
});

const view = (call: Call): ExecutionView =>
  viewOf(executionById(call.state, call.id), `${call.state.origin}/cdn/`, call.tweak, true, call.state.settings);
