import type { Call } from '../http/call.js';
import type { EndpointName } from '../http/endpoints.js';
import type { Reply } from '../http/reply.js';
import { download, image } from './cdn.js';
import { execute } from './execute.js';
import { getExecution, poll } from './executions.js';
import { listExecutions, listWorkflowExecutions } from './execution_list.js';
import { listMedia, mediaUpload, mediaUploadComplete, mediaUploadPut, mediaUploadUrl } from './media.js';
import { listNodeTypes } from './nodes.js';
import { describeInputs, run } from './run.js';
import * as savedWorkflows from './saved_workflows.js';
import { trigger, triggerInfo, triggerPreflight } from './trigger.js';
import { estimate, usage } from './usage.js';
import { getWorkflow, listWorkflows } from './workflows.js';

/** What each endpoint does, once key, limits and scope have been checked. */
export const HANDLERS: Record<EndpointName, (call: Call) => Reply | Promise<Reply>> = {
  trigger,
  triggerInfo,
  triggerPreflight,
  execute,
  describeInputs,
  run,
  poll,
  getExecution,
  listExecutions,
  listWorkflowExecutions,
  listWorkflows,
  getWorkflow,
  estimate,
  usage,
  mediaUpload,
  mediaUploadUrl,
  mediaUploadPut,
  mediaUploadComplete,
  image,
  download,
  ...savedWorkflows,
  listNodeTypes,
  listMedia,
};
