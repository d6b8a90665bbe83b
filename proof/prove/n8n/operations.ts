import type { Emulator, EndpointName } from '../../../emulators/wireflow/index.js';
import type { Role } from '../matrix/promises.js';

/** One way to use the node, with the roles of the requests that it sends then. */
export interface Operation {
  readonly how: string;
  readonly startsAt?: EndpointName;
  readonly roles: Partial<Readonly<Record<EndpointName, Role>>>;
  /**
   * @param mark stands in the prompt of what is started
   * @param executionId a completed run of the account
   */
  parameters(emulator: Emulator, mark: string, executionId: string): Record<string, unknown>;
}

const WORKFLOW = 'text-to-image';
const image = (emulator: Emulator, prompt: string, more = {}) => ({ resource: 'image', operation: 'generate', webhook: emulator.webhookUrl(WORKFLOW), prompt, wait: false, ...more });
const run = (emulator: Emulator, prompt: string, more = {}) => ({ resource: 'workflow', operation: 'run', workflow: emulator.workflow(WORKFLOW).id, prompt, inputs: { value: {} }, wait: false, ...more });
const BESIDE: Operation['roles'] = { listWorkflows: 'extra', triggerInfo: 'extra', getExecution: 'extra', poll: 'extra', image: 'extra', download: 'extra' };

/** The node's operations on one item each. */
export const OPERATIONS: readonly Operation[] = [
  { how: 'Image: Generate', startsAt: 'trigger', roles: { ...BESIDE, trigger: 'start' }, parameters: image },
  { how: 'Image: Generate, waiting', startsAt: 'trigger', roles: { ...BESIDE, trigger: 'start' }, parameters: (emulator, mark) => image(emulator, mark, { wait: true, timeout: 20 }) },
  { how: 'Workflow: Run', startsAt: 'run', roles: { ...BESIDE, describeInputs: 'either', run: 'start' }, parameters: run },
  { how: 'Workflow: Estimate', roles: { estimate: 'read' }, parameters: (emulator) => ({ resource: 'workflow', operation: 'estimate', workflow: emulator.workflow(WORKFLOW).id }) },
  { how: 'Workflow: Get Many', roles: { listWorkflows: 'read' }, parameters: () => ({ resource: 'workflow', operation: 'getAll', returnAll: false, limit: 10 }) },
  { how: 'Execution: Get', roles: { poll: 'either', getExecution: 'extra', listWorkflows: 'extra', image: 'extra', download: 'extra' }, parameters: (_emulator, _mark, executionId) => ({ resource: 'execution', operation: 'get', executionId }) },
  { how: 'Execution: Get Many', roles: { listExecutions: 'list', listWorkflows: 'extra', poll: 'extra', getExecution: 'extra' }, parameters: () => ({ resource: 'execution', operation: 'getAll', returnAll: false, limit: 5 }) },
  { how: 'Account: Get Credits', roles: { usage: 'balance' }, parameters: () => ({ resource: 'account', operation: 'getCredits' }) },
];
