import { ESTIMATE_OUTPUT_FIELDS, estimateOutput, SAMPLE_ESTIMATE } from '../../../core/outputs/account_output.js';
import { blend } from '../errors/edits.js';
import { interfaceItems } from '../fields/interface_items.js';
import { checkWorkflowId, workflowField, workflowId } from '../fields/workflow_field.js';
import type { InterfaceItem, ModuleDefinition } from '../format/component.js';
import { call, choose, iml } from '../iml/expression.js';
import { ESTIMATE_TEMP, readEstimate } from '../reading/estimate.js';
import { requestTo } from '../request.js';

const WORKFLOW = 'workflow';
const MARK = '70,001';
const summary = (isComplete: boolean) => estimateOutput('', { ...SAMPLE_ESTIMATE, credits: 70_001, isComplete }).summary;

const VALUES: Readonly<Record<string, string>> = {
  id: iml(workflowId(WORKFLOW)),
  credits: iml('temp.credits'),
  is_lower_bound: iml('temp.is_lower_bound'),
  summary: blend(summary(true), [{ when: 'temp.is_lower_bound', text: summary(false), blanks: {} }]).replace(MARK, iml('temp.credits')),
  available_credits: iml('temp.credits_left'),
  is_covered: iml('temp.is_covered'),
};

/** IML can not rename the keys of a list's items, so the nodes are handed on as Wireflow names them. */
const BREAKDOWN: InterfaceItem = {
  name: 'breakdown',
  type: 'array',
  label: 'Nodes',
  spec: [
    { name: 'nodeLabel', type: 'text', label: 'Name' },
    { name: 'model', type: 'text', label: 'Model' },
    { name: 'credits', type: 'number', label: 'Credits' },
  ],
};

const NODES = choose("indexOf(temp.rows, '[') = 0", call('parseJSON', 'temp.rows'), 'undefined');

const { nodes, ...sample } = estimateOutput('cm1abc123', SAMPLE_ESTIMATE);
const FIELDS = ESTIMATE_OUTPUT_FIELDS.filter(({ key }) => key !== 'nodes');

export const estimateRun: ModuleDefinition = {
  id: 'estimateRun',
  label: 'Estimate an execution',
  description: 'Returns what an execution of a workflow would cost, without starting it.',
  type: 'action',
  crud: 'read',
  connection: 'apiKey',
  mappableParams: [workflowField({ label: 'Workflow ID', mode: 'edit' })],
  communication: [
    checkWorkflowId(WORKFLOW),
    requestTo('estimate', { id: workflowId(WORKFLOW), body: {}, response: { temp: ESTIMATE_TEMP } }),
    ...readEstimate('true'),
    { response: { output: { ...Object.fromEntries(FIELDS.map(({ key }) => [key, VALUES[key] ?? iml('undefined')])), breakdown: iml(NODES), reply: iml(call('parseJSON', 'temp.reply')) } } },
  ],
  interface: [...interfaceItems(FIELDS), BREAKDOWN, { name: 'reply', type: 'any', label: 'Reply of Wireflow' }],
  samples: { ...sample, breakdown: nodes.map(({ label, model, credits }, at) => ({ nodeId: `node-${at + 1}`, nodeLabel: label, model, credits, unitCredits: credits, iterations: 1, unknownIterations: false, fanOutUncertainty: 'none' })) },
};
