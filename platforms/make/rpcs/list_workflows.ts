import type { RpcDefinition } from '../format/component.js';
import { firstOf, iml } from '../iml/expression.js';
import { workflowPages } from '../reading/workflows.js';
import { requestTo } from '../request.js';

/** Fills the workflow dropdowns. More than this many nobody scrolls through; an ID can be typed. */
const MOST_OPTIONS = 500;

export const listWorkflows: RpcDefinition = {
  id: 'listWorkflows',
  label: 'Search workflows',
  connection: 'apiKey',
  params: [],
  communication: requestTo('listWorkflows', {
    temp: workflowPages.temp,
    response: {
      ...workflowPages.response,
      limit: MOST_OPTIONS,
      output: { label: iml(firstOf(['item.name', 'item.workflowName', 'item.title', 'item.id', 'item.workflowId'])), value: iml(firstOf(['item.id', 'item.workflowId'])) },
    },
    pagination: workflowPages.pagination,
  }),
};
