import { base, common } from './base.js';
import { apiKey } from './connections/api_key.js';
import { webhook } from './connections/webhook.js';
import type { AppDefinition } from './format/component.js';
import { downloadImage } from './modules/download_image.js';
import { estimateRun } from './modules/estimate_run.js';
import { generateImage } from './modules/generate_image.js';
import { getCreditBalance } from './modules/get_credit_balance.js';
import { getExecution } from './modules/get_execution.js';
import { listWorkflows } from './modules/list_workflows.js';
import { makeApiCall } from './modules/make_api_call.js';
import { runWorkflow } from './modules/run_workflow.js';
import { uploadImage } from './modules/upload_image.js';
import { waitForExecution } from './modules/wait_for_execution.js';
import { watchExecutions } from './modules/watch_executions.js';
import { providerConnections } from './providers/connections.js';
import { providerModules } from './providers/modules.js';
import { readme } from './readme.js';
import { listWorkflows as workflowOptions } from './rpcs/list_workflows.js';
import { workflowInputs } from './rpcs/workflow_inputs.js';

/** The whole app. Groups are in the order in which Make's editor shows them: triggers first, "Other" last; within a group what reads stands before what makes. */
export const app: AppDefinition = {
  base,
  common,
  readme,
  connections: [apiKey, webhook, ...providerConnections],
  rpcs: [workflowOptions, workflowInputs],
  groups: [
    { label: 'Triggers', modules: [watchExecutions] },
    { label: 'Workflows', modules: [listWorkflows, estimateRun, generateImage, runWorkflow] },
    { label: 'Executions', modules: [getExecution, waitForExecution] },
    { label: 'Images', modules: [downloadImage, uploadImage] },
    { label: 'Other providers', modules: providerModules },
    { label: 'Other', modules: [getCreditBalance, makeApiCall] },
  ],
};
