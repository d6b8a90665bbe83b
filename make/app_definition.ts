import { base, common } from './base.js';
import { apiKey } from './connections/api_key.js';
import type { AppDefinition } from './format/component.js';
import { generateImage } from './modules/generate_image.js';
import { getExecution } from './modules/get_execution.js';
import { watchExecutions } from './modules/watch_executions.js';
import { readme } from './readme.js';
import { listWorkflows } from './rpcs/list_workflows.js';

/** The whole app. Groups are in the order in which Make's editor shows them: triggers first, "Other" last. */
export const app: AppDefinition = {
  base,
  common,
  readme,
  connections: [apiKey],
  rpcs: [listWorkflows],
  groups: [{ label: 'Executions', modules: [watchExecutions, generateImage, getExecution] }],
};
