import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { byLastUse, namesInList, workflowUrl, type Workflow } from '../../../../../core/model/workflow.js';
import { nodeErrorFor } from '../engine/errors.js';
import { openWireflow } from '../engine/step.js';

/** The account's workflows for a list, the most recently used first. */
async function listed(host: ILoadOptionsFunctions, filter: string | undefined, valueOf: (workflow: Workflow) => string): Promise<INodeListSearchResult> {
  try {
    const { client } = await openWireflow(host);
    client.requireKey();
    const wanted = filter?.trim().toLowerCase() ?? '';
    const all = await client.listWorkflows();
    const names = namesInList(all);
    const workflows = all.filter(({ name }) => name.toLowerCase().includes(wanted)).sort(byLastUse);
    return {
      results: workflows.map((workflow) => ({
        name: names.get(workflow.id) ?? workflow.name,
        value: valueOf(workflow),
        url: workflowUrl(workflow.id),
      })),
    };
  } catch (error) {
    throw nodeErrorFor(host.getNode(), error);
  }
}

export async function searchWorkflows(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
  return listed(this, filter, ({ id }) => id);
}

/** By webhook id, or by workflow id where the webhook is off. */
export async function searchWebhooks(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
  return listed(this, filter, ({ id, webhookId }) => webhookId ?? id);
}
