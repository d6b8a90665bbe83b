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

/** The whole app. Groups are in the order in which Make's editor shows them: triggers first, "Other" last. */
export const app: AppDefinition = {
  base,
  common,
  readme,
  connections: [apiKey, webhook, ...providerConnections],
  rpcs: [workflowOptions, workflowInputs],
  groups: [
    { label: 'Executions', modules: [watchExecutions, generateImage, runWorkflow, waitForExecution, getExecution] },
    { label: 'Images', modules: [uploadImage, downloadImage] },
    { label: 'Other providers', modules: providerModules },
    { label: 'Workflows', modules: [estimateRun, listWorkflows] },
    { label: 'Account', modules: [getCreditBalance] },
    { label: 'Other', modules: [makeApiCall] },
  ],
};
