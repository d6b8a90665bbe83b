import { costInWords } from '../runs/cost_cap.js';
import type { OutputField } from './output_field.js';
import { workflowUrl, type Estimate, type Workflow } from '../model/workflow.js';

export const WORKFLOW_OUTPUT_FIELDS: readonly OutputField[] = [
  { key: 'id', label: 'ID', type: 'text', always: true },
  { key: 'name', label: 'Name', type: 'text', always: true },
  { key: 'is_active', label: 'Is Active', type: 'boolean', always: true },
  { key: 'has_webhook', label: 'Has Webhook', type: 'boolean', always: true },
  { key: 'last_executed_at', label: 'Last Executed At', type: 'time' },
  { key: 'url', label: 'URL', type: 'text', always: true },
];

/** A workflow as a step hands it on. Its webhook id stays here: it is a secret. */
export function workflowOutput({ id, name, isActive, webhookId, lastExecutedAt }: Workflow) {
  return { id, name, is_active: isActive, has_webhook: webhookId !== null, last_executed_at: lastExecutedAt, url: workflowUrl(id) };
}

export const SAMPLE_WORKFLOW: Workflow = {
  id: 'cm1abc123',
  name: 'Product Image Generator',
  webhookId: null,
  isActive: true,
  lastExecutedAt: '2026-03-20T12:01:00.000Z',
  updatedAt: null,
};

export const BALANCE_OUTPUT_FIELDS: readonly OutputField[] = [
  { key: 'id', label: 'ID', type: 'text', always: true },
  { key: 'credits', label: 'Credits', type: 'number', always: true },
];

export function balanceOutput(credits: number) {
  return { id: 'credit_balance', credits };
}

export const ESTIMATE_OUTPUT_FIELDS: readonly OutputField[] = [
  { key: 'id', label: 'ID', type: 'text', always: true },
  { key: 'credits', label: 'Credits', type: 'number', always: true },
  { key: 'is_lower_bound', label: 'May Cost More', type: 'boolean', always: true },
  { key: 'summary', label: 'Summary', type: 'text', always: true },
  { key: 'available_credits', label: 'Available Credits', type: 'number' },
  { key: 'is_covered', label: 'Enough Credits', type: 'boolean' },
  {
    key: 'nodes',
    label: 'Nodes',
    type: 'list',
    items: [
      { key: 'label', label: 'Node Names', type: 'text', always: true },
      { key: 'model', label: 'Node Models', type: 'text' },
      { key: 'credits', label: 'Node Credits', type: 'number', always: true },
    ],
  },
];

/** @param workflowId whose run was estimated */
export function estimateOutput(workflowId: string, estimate: Estimate) {
  return {
    id: workflowId,
    credits: estimate.credits,
    is_lower_bound: !estimate.isComplete,
    summary: `An execution costs ${costInWords(estimate)}.`,
    available_credits: estimate.available,
    is_covered: estimate.isCovered,
    nodes: estimate.nodes.map(({ label, model, credits }) => ({ label, model, credits })),
  };
}

export const SAMPLE_ESTIMATE: Estimate = {
  credits: 15,
  isComplete: true,
  available: 985,
  isCovered: true,
  nodes: [{ label: 'Flux 2 Pro', model: 'flux-2-pro', credits: 15 }],
};
