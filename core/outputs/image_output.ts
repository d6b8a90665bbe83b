import { linkMark } from '../model/link_mark.js';
import type { ExecutionOutput, ImageOutput } from './execution_output.js';
import type { OutputField } from './output_field.js';

/** One image of an execution by itself, for Zaps that do something for each. */
export const IMAGE_FIELDS: readonly OutputField[] = [
  { key: 'url', label: 'Image URL', type: 'text', always: true },
  { key: 'file', label: 'Image File', type: 'file' },
  { key: 'filename', label: 'File Name', type: 'text' },
  { key: 'number', label: 'Number in the Execution', type: 'integer', always: true },
  { key: 'execution_id', label: 'Execution ID', type: 'text', always: true },
  { key: 'run_id', label: 'Only Once ID', type: 'text' },
  { key: 'workflow_name', label: 'Workflow Name', type: 'text' },
  { key: 'workflow_url', label: 'Workflow URL', type: 'text' },
  { key: 'finished_at', label: 'Finished At', type: 'time' },
  { key: 'width', label: 'Width (in Pixels)', type: 'integer' },
  { key: 'height', label: 'Height (in Pixels)', type: 'integer' },
  { key: 'content_type', label: 'Content Type', type: 'text' },
  { key: 'node_label', label: 'Made By', type: 'text' },
  { key: 'workflow_id', label: 'Workflow ID', type: 'text' },
  { key: 'id', label: 'ID', type: 'text', always: true },
];

export type SingleImageOutput = ImageOutput & {
  id: string;
  number: number;
  execution_id: string;
  run_id: string | null;
  workflow_id: string | null;
  workflow_name: string | null;
  workflow_url: string | null;
  finished_at: string | null;
};

/**
 * Each image with an id of its own: the execution's, and a mark of the picture. A picture that comes later, or takes
 * another place, changes no other's id.
 */
export function imageOutputs(execution: ExecutionOutput): SingleImageOutput[] {
  const { execution_id, run_id, workflow_id, workflow_name, workflow_url, finished_at } = execution;
  const outputs = execution.images.map(({ url, file, filename, ...facts }, index) => ({
    url,
    file,
    filename,
    number: index + 1,
    execution_id,
    run_id,
    workflow_name,
    workflow_url,
    finished_at,
    ...facts,
    workflow_id,
    id: `${execution_id}-${linkMark(url)}`,
  }));
  return outputs.filter(({ id }, index) => outputs.findIndex((other) => other.id === id) === index);
}
