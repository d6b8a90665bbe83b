import { SAMPLE_WORKFLOW, WORKFLOW_OUTPUT_FIELDS, workflowOutput } from '../../../core/outputs/account_output.js';
import { workflowUrl } from '../../../core/model/workflow.js';
import { interfaceItems } from '../fields/interface_items.js';
import { limitField } from '../fields/limit.js';
import type { ModuleDefinition } from '../format/component.js';
import { call, choose, iml, literal, matches, textOr, type Expression } from '../iml/expression.js';
import { WORKFLOW_ID, WORKFLOW_NAME, workflowPages } from '../reading/workflows.js';
import { requestTo } from '../request.js';

const DEFAULT_LIMIT = 10;

/** The webhook's id stays out: whoever holds it can spend the account's credits. */
const VALUES: Readonly<Record<string, Expression>> = {
  id: WORKFLOW_ID,
  name: WORKFLOW_NAME,
  is_active: 'item.isActive != false',
  has_webhook: `length(${textOr('item.webhookId')}) > 0 && item.webhookEnabled != false`,
  last_executed_at: choose(matches(textOr('item.lastExecutedAt'), '[0-9]{4}-[0-9]{2}-[0-9]{2}T.*Z'), call('parseDate', 'item.lastExecutedAt'), 'undefined'),
  url: `${literal(workflowUrl(''))} + ${textOr(WORKFLOW_ID)}`,
};

export const listWorkflows: ModuleDefinition = {
  id: 'listWorkflows',
  label: 'Search workflows',
  description: 'Returns a list of the account’s workflows, the most recently changed first.',
  type: 'search',
  connection: 'apiKey',
  mappableParams: [
    { name: 'only_active', type: 'boolean', label: 'Only active', required: false, help: 'If enabled, workflows that are switched off are left out.' },
    limitField(DEFAULT_LIMIT, false),
  ],
  communication: requestTo('listWorkflows', {
    temp: workflowPages.temp,
    qs: { isActive: iml("if(parameters.only_active, 'true', undefined)") },
    response: {
      ...workflowPages.response,
      limit: iml('parameters.limit'),
      output: Object.fromEntries(WORKFLOW_OUTPUT_FIELDS.map(({ key }) => [key, iml(VALUES[key] ?? 'undefined')])),
    },
    pagination: workflowPages.pagination,
  }),
  interface: interfaceItems(WORKFLOW_OUTPUT_FIELDS),
  samples: workflowOutput(SAMPLE_WORKFLOW),
};
