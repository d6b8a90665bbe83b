import { NodeConnectionTypes, type INodeExecutionData, type INodeType, type INodeTypeDescription, type IPollFunctions } from 'n8n-workflow';
import { LIMIT_FIELD } from '../../../../core/account/low_balance.js';
import { property } from './fields/property.js';
import { download, simplify } from './fields/shared.js';
import { workflowLocator } from './fields/workflow.js';
import { searchWorkflows } from './listing/workflows.js';
import { poll } from './polling/poll.js';

const EXECUTION_EVENTS = ['executionCompleted', 'executionFailed', 'newImage'];

export class WireflowTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Wireflow Trigger',
    name: 'wireflowTrigger',
    icon: { light: 'file:wireflow.svg', dark: 'file:wireflow.dark.svg' },
    group: ['trigger'],
    version: [1],
    subtitle: '={{ $parameter["event"] }}',
    description: 'Starts the workflow when images are ready, an execution has failed or credits are low',
    defaults: { name: 'Wireflow Trigger' },
    polling: true,
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'wireflowApi', required: true }],
    properties: [
      {
        displayName: 'Trigger On',
        name: 'event',
        type: 'options',
        noDataExpression: true,
        options: [
          { name: 'Execution Completed', value: 'executionCompleted', description: 'When an execution has finished and its images are ready' },
          { name: 'Execution Failed', value: 'executionFailed', description: 'When an execution has failed, timed out or been cancelled' },
          { name: 'Low Credit Balance', value: 'lowBalance', description: 'When the credits of the account fall below a limit' },
          { name: 'New Image', value: 'newImage', description: 'When an image is ready, once for each image of an execution' },
        ],
        default: 'executionCompleted',
      },
      workflowLocator({ description: 'Empty means every workflow of the account', displayOptions: { show: { event: EXECUTION_EVENTS } } }),
      property(LIMIT_FIELD, { default: 100, displayOptions: { show: { event: ['lowBalance'] } } }),
      { ...download, displayOptions: { show: { event: ['executionCompleted', 'newImage'] } } },
      { ...simplify, displayOptions: { show: { event: ['executionCompleted', 'executionFailed'] } } },
    ],
  };

  methods = { listSearch: { searchWorkflows } };

  async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
    return poll(this);
  }
}
