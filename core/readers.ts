/** Tolerant readers: every documented reply shape in, our own types out. One file per thing that is read. */
export { readBalance, readEstimate } from './readers/credits.js';
export { readExecution } from './readers/execution.js';
export { readExecutionPage, type ExecutionPage } from './readers/executions.js';
export { NO_REPLY, parseReply, unreadable, type Reply } from './readers/reply.js';
export { readStarted } from './readers/started.js';
export { readWebhookInfo, readWorkflowGraph, readWorkflows, type WorkflowGraph } from './readers/workflow.js';
export { readWorkflowInputs } from './readers/workflow_inputs.js';
