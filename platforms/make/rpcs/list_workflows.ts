import type { RpcDefinition } from '../format/component.js';
import { asJson, call, choose, EMPTY, firstOf, iml } from '../iml/expression.js';
import { WORKFLOW_ID, workflowPages } from '../reading/workflows.js';
import { requestTo } from '../request.js';

/** Fills the workflow dropdowns. More than this many nobody scrolls through; an ID can be typed. */
const MOST_OPTIONS = 500;

const NAME = ['item.name', 'item.workflowName', 'item.title'];
/** Looked for in the page's JSON: a comma in a name would make two of it where `map` searches. */
const IS_ONE_OF_SEVERAL = `length(${call('split', call('lower', 'temp.list'), `'"name":' + ${call('lower', asJson('item.name'))}`)}) > 2`;
/** Behind a name that another workflow of the page has as well. */
const TOLD_APART = choose(IS_ONE_OF_SEVERAL, `' (' + ${WORKFLOW_ID} + ')'`, EMPTY);

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
      output: { label: `${iml(firstOf([...NAME, WORKFLOW_ID]))}${iml(TOLD_APART)}`, value: iml(WORKFLOW_ID) },
    },
    pagination: workflowPages.pagination,
  }),
};
