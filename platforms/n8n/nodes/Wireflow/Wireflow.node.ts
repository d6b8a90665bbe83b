import { NodeConnectionTypes, type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { runOperation } from './actions/router.js';
import { executionProperties } from './fields/execution.js';
import { imageProperties } from './fields/image.js';
import { operations, resource } from './fields/operations.js';
import { providerProperties } from './fields/provider.js';
import { workflowProperties } from './fields/workflow.js';
import { workflowInputs } from './listing/workflow_inputs.js';
import { searchWebhooks, searchWorkflows } from './listing/workflows.js';

export class Wireflow implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Wireflow',
    name: 'wireflow',
    icon: { light: 'file:wireflow.svg', dark: 'file:wireflow.dark.svg' },
    group: ['transform'],
    version: [1],
    subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
    description: 'Generate images with AI workflows',
    defaults: { name: 'Wireflow' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [
      { name: 'wireflowApi', required: false, displayOptions: { hide: { operation: ['generateWithProvider', 'getFromProvider'] } } },
      // Each is shown where the chosen provider may be this one. What is asked of the resource alone has the editor show them first, as it shows the one above.
      { name: 'wireflowBlackForestLabsApi', required: false, displayOptions: { show: { resource: ['image'] }, hide: { operation: ['generate'], provider: ['deepinfra', 'replicate'] } } },
      { name: 'wireflowDeepInfraApi', required: false, displayOptions: { show: { resource: ['image'] }, hide: { operation: ['generate', 'getFromProvider'], provider: ['bfl', 'replicate'] } } },
      { name: 'wireflowReplicateApi', required: false, displayOptions: { show: { resource: ['image'] }, hide: { operation: ['generate'], provider: ['bfl', 'deepinfra'] } } },
    ],
    properties: [resource, ...operations, ...imageProperties, ...providerProperties, ...workflowProperties, ...executionProperties],
  };

  methods = {
    listSearch: { searchWebhooks, searchWorkflows },
    resourceMapping: { workflowInputs },
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return runOperation(this);
  }
}
