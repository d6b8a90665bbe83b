import type { Call } from '../http/call.js';
import type { Reply } from '../http/reply.js';
import { executionListBody } from '../replies/execution_list.js';
import { bareExecution } from '../replies/execution.js';
import { viewOf } from '../replies/execution_view.js';
import { workflowById } from '../service/find.js';
import { pageOf } from '../service/history.js';
import { ServiceError } from '../service/service_error.js';

/** `GET /workflows/executions`. Guess: the path; the reference only says that the history can be listed. */
export function listExecutions(call: Call): Reply {
  const { paths } = call.state.settings.executionList;
  // Where this path does not exist, the word "executions" is a workflow id that nobody has.
  if (paths !== 'both' && paths !== 'account') throw new ServiceError(404, 'Workflow not found', 'workflow_not_found');
  return list(call);
}

/** `GET /workflows/{id}/executions`. Guess: the path. */
export function listWorkflowExecutions(call: Call): Reply {
  const { paths } = call.state.settings.executionList;
  if (paths !== 'both' && paths !== 'workflow') throw new ServiceError(404, 'Not found', 'not_found');
  return list(call, workflowById(call.state, call.id).id);
}

function list({ state, query, tweak }: Call, workflowId?: string): Reply {
  const { outputs } = state.settings.executionList;
  const page = pageOf(state, query, workflowId);
  const items = page.executions.map((execution) =>
    bareExecution(viewOf(execution, `${state.origin}/cdn/`, tweak, outputs, state.settings), state.shapes.execution, outputs),
  );
  return { status: 200, body: executionListBody(items, page, state) };
}
