import type { Execution, Output } from '../model/execution.js';

const SAMPLE_IMAGE: Output = {
  kind: 'image',
  url: 'https://cdn.wireflow.ai/00000000-0000-1000-8000-000000000000.png',
  text: null,
  // Not every reply tells the sides of a picture: what may stay empty is not shown as if it came.
  width: null,
  height: null,
  contentType: 'image/png',
  filename: '00000000-0000-1000-8000-000000000000.png',
  nodeLabel: 'Flux 2 Pro',
};

/** A finished run, as an example of what to map. Everything in it is invented. */
export const SAMPLE_FINISHED: Execution = {
  id: 'exec_456',
  status: 'completed',
  message: null,
  error: null,
  workflowId: 'cm1abc123',
  workflowName: 'Product Image Generator',
  startedAt: '2026-03-20T12:01:00.000Z',
  finishedAt: '2026-03-20T12:01:14.000Z',
  requestId: 'req_example_1',
  credits: 10,
  outputs: [SAMPLE_IMAGE],
};

/** A run that has just been accepted. Its images come later, from the trigger or the search. */
export const SAMPLE_STARTED: Execution = {
  ...SAMPLE_FINISHED,
  status: 'queued',
  message: 'Workflow execution queued successfully',
  workflowId: null,
  workflowName: null,
  startedAt: null,
  finishedAt: null,
  credits: null,
  outputs: [],
};

/** The same as a step that starts it hands it on: with what the step itself knows. */
export const SAMPLE_START_OF_STEP: Execution = {
  ...SAMPLE_STARTED,
  workflowId: SAMPLE_FINISHED.workflowId,
  workflowName: SAMPLE_FINISHED.workflowName,
  startedAt: SAMPLE_FINISHED.startedAt,
};

/** The same without a key: nothing but the start is sent, so the workflow stays unknown where the reply does not name it. */
export const SAMPLE_START_WITHOUT_KEY: Execution = { ...SAMPLE_STARTED, startedAt: SAMPLE_FINISHED.startedAt };

/** A run that has failed, for the trigger that tells of them. */
export const SAMPLE_FAILED: Execution = {
  ...SAMPLE_FINISHED,
  status: 'failed',
  message: null,
  error: 'Flux 2 Pro: the request was rejected by the content moderation system.',
  credits: null,
  outputs: [],
};
