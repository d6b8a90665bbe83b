import { isUnknownPath, type WireflowClient } from '../api/client.js';
import { WireflowError } from '../model/errors.js';
import type { Execution } from '../model/execution.js';
import { graphWithValues, inputsOfGraph } from './workflow_graph.js';
import { toldApart, type WorkflowInput } from '../model/workflow.js';

/**
 * What a workflow asks for, each input under a label of its own: as the service describes it, or, where it knows no such call, as its saved graph shows.
 *
 * @throws WireflowError `not_found` when there is no such workflow either way
 */
export async function inputsOf(client: WireflowClient, workflowId: string): Promise<WorkflowInput[]> {
  const inputs = await client.describeInputs(workflowId).catch(async (error: unknown) => {
    if (!isUnknownPath(error)) throw error;
    return inputsOfGraph(await client.getWorkflow(workflowId));
  });
  return toldApart(inputs);
}

/**
 * Runs the saved workflow with values for its inputs; where the service does not know the call, executes the saved
 * graph with the values put in. Its own 404 has started nothing, so trying the other way buys nothing twice; that goes under
 * a key of its own, since a service may answer a key it knows with the refusal again.
 */
export async function runSaved(client: WireflowClient, workflowId: string, values: ReadonlyMap<string, unknown>, idempotencyKey?: string): Promise<Execution> {
  return client.run(workflowId, Object.fromEntries(values), idempotencyKey).catch(async (error: unknown) => {
    if (!isNotFound(error)) throw error;
    return client.execute(workflowId, graphWithValues(await client.getWorkflow(workflowId), values), idempotencyKey === undefined ? undefined : `${idempotencyKey}-execute`);
  });
}

function isNotFound(error: unknown): boolean {
  return error instanceof WireflowError && error.kind === 'not_found';
}
