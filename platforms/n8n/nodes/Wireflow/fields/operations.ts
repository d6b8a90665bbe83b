import type { INodeProperties } from 'n8n-workflow';

export const resource: INodeProperties = {
  displayName: 'Resource',
  name: 'resource',
  type: 'options',
  noDataExpression: true,
  options: [
    { name: 'Account', value: 'account' },
    { name: 'Execution', value: 'execution' },
    { name: 'Image', value: 'image' },
    { name: 'Workflow', value: 'workflow' },
  ],
  default: 'image',
};

const operationOf = (resourceName: string, defaultValue: string, options: INodeProperties['options']): INodeProperties => ({
  displayName: 'Operation',
  name: 'operation',
  type: 'options',
  noDataExpression: true,
  displayOptions: { show: { resource: [resourceName] } },
  options: options ?? [],
  default: defaultValue,
});

export const operations: INodeProperties[] = [
  operationOf('account', 'getCredits', [
    { name: 'Get Credits', value: 'getCredits', action: 'Get credits of account', description: 'Retrieve how many credits are left' },
  ]),
  operationOf('execution', 'get', [
    { name: 'Get', value: 'get', action: 'Get execution', description: 'Retrieve an execution by its ID, with its images' },
    { name: 'Get Many', value: 'getAll', action: 'Get many executions', description: 'Retrieve the latest executions of a workflow or of the account' },
    { name: 'Wait', value: 'wait', action: 'Wait for execution', description: 'Retrieve an execution as soon as its images are ready' },
  ]),
  operationOf('image', 'generate', [
    { name: 'Generate', value: 'generate', action: 'Generate image', description: 'Send a prompt to a workflow and get what it makes' },
    { name: 'Generate with Provider', value: 'generateWithProvider', action: 'Generate image with provider', description: 'Make images with a FLUX model at Black Forest Labs, DeepInfra or Replicate' },
    { name: 'Get From Provider', value: 'getFromProvider', action: 'Get image from provider', description: 'Retrieve images that were not ready in time, by their Job Address' },
  ]),
  operationOf('workflow', 'run', [
    { name: 'Estimate', value: 'estimate', action: 'Estimate workflow', description: 'Retrieve what an execution would cost, before it costs anything' },
    { name: 'Get Many', value: 'getAll', action: 'Get many workflows', description: 'Retrieve the workflows of the account' },
    { name: 'Run', value: 'run', action: 'Run workflow', description: 'Start a workflow with values for its inputs and get what it makes' },
  ]),
];
