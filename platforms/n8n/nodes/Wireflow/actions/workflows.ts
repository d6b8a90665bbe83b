import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { readChosenWorkflowId } from '../../../../../core/fields/chosen_ids.js';
import { byLastUse } from '../../../../../core/model/workflow.js';
import { estimateOutput, workflowOutput } from '../../../../../core/outputs/account_output.js';
import { inN8nKeys } from '../engine/output.js';
import type { Step } from '../engine/step.js';
import { listLimit } from './lists.js';
import { located, parameter } from './parameters.js';

export async function getManyWorkflows({ host, client }: Step, item: number): Promise<INodeExecutionData[]> {
  client.requireKey();
  const limit = listLimit(host, item);
  const workflows = (await client.listWorkflows()).sort(byLastUse).slice(0, limit);
  return workflows.map((workflow) => ({ json: inN8nKeys(workflowOutput(workflow)) as IDataObject, pairedItem: { item } }));
}

/** What a run of a workflow would cost; free. */
export async function estimateWorkflow({ host, client }: Step, item: number): Promise<INodeExecutionData[]> {
  const workflowId = readChosenWorkflowId(located(parameter(host, 'workflow', item)));
  client.requireKey();
  return [{ json: inN8nKeys(estimateOutput(workflowId, await client.estimate(workflowId))) as IDataObject, pairedItem: { item } }];
}
