import { hasEnded, type Execution, type Output } from '../model/execution.js';
import { imageTypeOfEnding } from '../model/image_type.js';
import { canRetryRun, failureKind, type FailureKind } from '../model/failure_kind.js';
import { imagesOf, type Image } from '../model/images.js';
import { withOwnNames } from '../model/own_names.js';
import type { OutputField } from './output_field.js';
import { workflowUrl } from '../model/workflow.js';

/**
 * The file of one image, whose name no other one beside it has. The core knows only where it is; each platform hands on the
 * file in its own way. `number` is its place among the images that a step hands on, from 1.
 */
export type FileOf = (executionId: string, image: Image, number: number) => string | null;

/**
 * What every action, trigger and search gives for one execution: the same keys, whatever its state. In the order of use:
 * editors show them so, and what only support asks for stands at the end.
 */
export const EXECUTION_FIELDS: readonly OutputField[] = [
  { key: 'status', label: 'Status', type: 'text', always: true },
  { key: 'image_url', label: 'First Image URL', type: 'text' },
  { key: 'image_file', label: 'First Image File', type: 'file' },
  { key: 'image_count', label: 'Number of Images', type: 'integer', always: true },
  { key: 'message', label: 'Message', type: 'text' },
  { key: 'error', label: 'Error', type: 'text' },
  { key: 'error_kind', label: 'Kind of Error', type: 'text' },
  { key: 'can_retry', label: 'Can Be Retried', type: 'boolean', always: true },
  { key: 'execution_id', label: 'Execution ID', type: 'text', always: true },
  { key: 'run_id', label: 'Only Once ID', type: 'text' },
  { key: 'workflow_name', label: 'Workflow Name', type: 'text' },
  { key: 'workflow_url', label: 'Workflow URL', type: 'text' },
  { key: 'credits', label: 'Credits', type: 'number' },
  { key: 'started_at', label: 'Started At', type: 'time' },
  { key: 'finished_at', label: 'Finished At', type: 'time' },
  { key: 'duration_seconds', label: 'Duration (in Seconds)', type: 'number' },
  {
    key: 'images',
    label: 'Images',
    type: 'list',
    items: [
      { key: 'url', label: 'Image URLs', type: 'text', always: true },
      { key: 'file', label: 'Image Files', type: 'file' },
      { key: 'filename', label: 'Image File Names', type: 'text' },
      { key: 'width', label: 'Image Widths (in Pixels)', type: 'integer' },
      { key: 'height', label: 'Image Heights (in Pixels)', type: 'integer' },
      { key: 'content_type', label: 'Image Content Types', type: 'text' },
      { key: 'node_label', label: 'Images Made By', type: 'text' },
    ],
  },
  {
    key: 'outputs',
    label: 'All Outputs',
    type: 'list',
    items: [
      { key: 'kind', label: 'Output Kinds', type: 'text', always: true },
      { key: 'url', label: 'Output URLs', type: 'text' },
      { key: 'text', label: 'Output Texts', type: 'text' },
      { key: 'node_label', label: 'Outputs Made By', type: 'text' },
    ],
  },
  { key: 'workflow_id', label: 'Workflow ID', type: 'text' },
  { key: 'id', label: 'ID', type: 'text', always: true },
  { key: 'request_id', label: 'Request ID', type: 'text' },
];

/** Types, not interfaces: platforms take plain records. */
export type ImageOutput = {
  url: string;
  file: string | null;
  width: number | null;
  height: number | null;
  content_type: string | null;
  filename: string | null;
  node_label: string | null;
};

export type ExecutionOutput = {
  id: string;
  execution_id: string;
  status: Execution['status'];
  message: string | null;
  error: string | null;
  error_kind: FailureKind | null;
  can_retry: boolean;
  workflow_id: string | null;
  workflow_name: string | null;
  workflow_url: string | null;
  started_at: string | null;
  finished_at: string | null;
  duration_seconds: number | null;
  credits: number | null;
  run_id: string | null;
  request_id: string | null;
  image_count: number;
  image_url: string | null;
  image_file: string | null;
  images: ImageOutput[];
  outputs: { kind: Output['kind']; url: string | null; text: string | null; node_label: string | null }[];
};

/**
 * @param fileOf makes the reference to an image's file
 * @param runId what the person mapped to know the run by; only the step that starts it has it
 */
export function executionOutput(execution: Execution, fileOf: FileOf, runId: string | null = null): ExecutionOutput {
  // What a chain has made on its way is no result: a later step would take the draft for the image.
  const outputs = hasEnded(execution.status) ? execution.outputs : execution.outputs.filter(({ kind }) => kind === 'text');
  const images = imagesOf(withOwnNames(outputs)).map((image, index) => ({
    url: image.url,
    file: fileOf(execution.id, image, index + 1),
    filename: image.filename,
    width: image.width,
    height: image.height,
    content_type: image.contentType ?? imageTypeOfEnding(image.filename)?.contentType ?? null,
    node_label: image.nodeLabel,
  }));
  const failure = failureKind(execution);
  return {
    status: execution.status,
    image_url: images[0]?.url ?? null,
    image_file: images[0]?.file ?? null,
    image_count: images.length,
    message: execution.message ?? aboutGap(execution),
    error: execution.error,
    error_kind: failure,
    can_retry: canRetryRun(failure),
    execution_id: execution.id,
    run_id: runId,
    workflow_name: execution.workflowName,
    workflow_url: execution.workflowId === null ? null : workflowUrl(execution.workflowId),
    credits: execution.credits,
    started_at: execution.startedAt,
    finished_at: execution.finishedAt,
    duration_seconds: durationSeconds(execution),
    images,
    outputs: outputs.map(({ kind, url, text, nodeLabel }) => ({ kind, url, text, node_label: nodeLabel })),
    workflow_id: execution.workflowId,
    id: execution.id,
    request_id: execution.requestId,
  };
}

export const NO_IMAGE_FOUND = 'The execution is finished, but no image was found in what Wireflow says of it.';

/** What came is handed on, and said to be less than the workflow promises. */
function aboutGap({ status, emptyNode, outputs }: Execution): string | null {
  if (emptyNode !== undefined) return `The execution is finished, but “${emptyNode}” has given no result.`;
  if (status !== 'completed' || outputs.some(({ kind, url }) => url !== null || kind === 'text')) return null;
  return outputs.find(({ text }) => text !== null)?.text ?? NO_IMAGE_FOUND;
}

function durationSeconds({ startedAt, finishedAt }: Execution): number | null {
  if (startedAt === null || finishedAt === null) return null;
  return Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
}
