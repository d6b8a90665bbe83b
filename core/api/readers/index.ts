/** Tolerant readers: every documented reply shape in, our own types out. One file per thing that is read. */
export { readBalance, readEstimate } from './credits.js';
export { readExecution } from './execution.js';
export { readExecutionPage } from './executions.js';
export { withoutKnown } from './known_entries.js';
export type { NextPage, Page, Query } from './next_page.js';
export { refusalIn } from './refusal.js';
export { NO_REPLY, parseReply, refusedUnderSuccess, unreadable, type Reply } from './reply.js';
export { executionNamedIn, readStarted } from './started.js';
export { readWebhookInfo, readWorkflowGraph, readWorkflows, type WorkflowGraph } from './workflow.js';
export { readWorkflowInputs } from './workflow_inputs.js';
