import type { Call } from '../http/call.js';
import type { Reply } from '../http/reply.js';
import { workflowBody, workflowItem, workflowList } from '../replies/workflow.js';
import { workflowById } from '../service/find.js';
import type { State } from '../service/state.js';
import type { EmulatedWorkflow } from '../service/workflow.js';

/** `GET /workflows`: most recently updated first; `isActive`, `mediaId`, `teamId` narrow it (reference/workflows). */
export function listWorkflows({ state, query }: Call): Reply {
  const [isActive, mediaId, teamId] = [query.get('isActive'), query.get('mediaId'), query.get('teamId')];
  const items = state.workflows
    .filter((workflow) => isActive === null || String(workflow.isActive) === isActive)
    .filter((workflow) => mediaId === null || workflow.mediaId === mediaId)
    .filter((workflow) => teamId === null || workflow.teamId === teamId)
    .sort((one, other) => other.updatedAt - one.updatedAt)
    .map((workflow) => itemOf(state, workflow));
  return { status: 200, body: workflowList(items, state.shapes.lists) };
}

/** `GET /workflows/{id}`: the saved graph. */
export function getWorkflow({ state, id }: Call): Reply {
  const workflow = workflowById(state, id);
  return { status: 200, body: workflowBody(itemOf(state, workflow), workflow, state.shapes.workflow) };
}

const itemOf = (state: State, workflow: EmulatedWorkflow): Record<string, unknown> =>
  workflowItem(workflow, state.executions.count(workflow.id), state.executions.lastStart(workflow.id));
