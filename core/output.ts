import type { Execution } from './execution.js';
import { imagesOf } from './images.js';

/** A value that a step hands on, in words that every platform can show. */
export interface OutputField {
  readonly key: string;
  readonly label: string;
  readonly type: 'text' | 'integer' | 'time' | 'file' | 'list';
  /** What the items of a list hold. */
  readonly items?: readonly OutputField[];
  /** Always there, and never empty. */
  readonly always?: boolean;
}

/** The file of one image. The core knows only where it is; each platform hands on the file in its own way. */
export type FileOf = (executionId: string, imageNumber: number) => string | null;

/** What every action, trigger and search gives for one execution: the same keys, whatever its state. */
export const EXECUTION_FIELDS: readonly OutputField[] = [
  { key: 'id', label: 'ID', type: 'text', always: true },
  { key: 'execution_id', label: 'Execution ID', type: 'text', always: true },
  { key: 'status', label: 'Status', type: 'text', always: true },
  { key: 'message', label: 'Message', type: 'text' },
  { key: 'error', label: 'Error', type: 'text' },
  { key: 'workflow_id', label: 'Workflow ID', type: 'text' },
  { key: 'workflow_name', label: 'Workflow Name', type: 'text' },
  { key: 'started_at', label: 'Started At', type: 'time' },
  { key: 'finished_at', label: 'Finished At', type: 'time' },
  { key: 'request_id', label: 'Request ID', type: 'text' },
  { key: 'image_count', label: 'Number of Images', type: 'integer', always: true },
  { key: 'image_url', label: 'First Image URL', type: 'text' },
  { key: 'image_file', label: 'First Image File', type: 'file' },
  {
    key: 'images',
    label: 'Images',
    type: 'list',
    items: [
      { key: 'url', label: 'URL', type: 'text', always: true },
      { key: 'file', label: 'File', type: 'file' },
      { key: 'width', label: 'Width (in Pixels)', type: 'integer' },
      { key: 'height', label: 'Height (in Pixels)', type: 'integer' },
      { key: 'content_type', label: 'Content Type', type: 'text' },
      { key: 'filename', label: 'File Name', type: 'text' },
      { key: 'node_label', label: 'Made By', type: 'text' },
    ],
  },
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
  workflow_id: string | null;
  workflow_name: string | null;
  started_at: string | null;
  finished_at: string | null;
  request_id: string | null;
  image_count: number;
  image_url: string | null;
  image_file: string | null;
  images: ImageOutput[];
};

/** @param fileOf makes the reference to an image's file; images are numbered from 1 */
export function executionOutput(execution: Execution, fileOf: FileOf): ExecutionOutput {
  const images = imagesOf(execution.outputs).map((image, index) => ({
    url: image.url,
    file: fileOf(execution.id, index + 1),
    width: image.width,
    height: image.height,
    content_type: image.contentType,
    filename: image.filename,
    node_label: image.nodeLabel,
  }));
  return {
    id: execution.id,
    execution_id: execution.id,
    status: execution.status,
    message: execution.message,
    error: execution.error,
    workflow_id: execution.workflowId,
    workflow_name: execution.workflowName,
    started_at: execution.startedAt,
    finished_at: execution.finishedAt,
    request_id: execution.requestId,
    image_count: images.length,
    image_url: images[0]?.url ?? null,
    image_file: images[0]?.file ?? null,
    images,
  };
}
