import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { Execution } from '../../../../../core/model/execution.js';
import { executionOutput } from '../../../../../core/outputs/execution_output.js';
import { imageOutputs } from '../../../../../core/outputs/image_output.js';
import { binaryFields, downloadImages } from '../engine/images.js';
import { executionItem, inN8nKeys } from '../engine/output.js';
import type { Step } from '../engine/step.js';
import { optionsIn, parameter } from './parameters.js';

/** An execution as items: one with its images as files and links, or one for each image. */
export async function executionItems(step: Step, item: number, execution: Execution): Promise<INodeExecutionData[]> {
  const { host, baseUrl } = step;
  const options = optionsIn(host, item);
  const field = typeof options['outputField'] === 'string' && options['outputField'].trim() !== '' ? options['outputField'].trim() : 'data';
  const downloads = options['download'] === false ? null : await downloadImages(host, execution, baseUrl);
  const files = downloads?.files ?? new Map();
  const note = downloads?.note ?? null;
  const told = note === null ? execution : { ...execution, message: [execution.message, note].filter(Boolean).join(' ') };

  if (options['splitImages'] === true && execution.status === 'completed') {
    const images = imageOutputs(executionOutput(told, (_id, { url }) => (files.has(url) ? field : null)));
    return images.map((image) => {
      const file = files.get(image.url);
      return { json: inN8nKeys(image) as IDataObject, ...(file === undefined ? {} : { binary: { [field]: file } }), pairedItem: { item } };
    });
  }
  const { names, binary } = binaryFields(files, field);
  const result: INodeExecutionData = {
    json: executionItem(told, parameter(host, 'simplify', item) !== false, names),
    ...(names.size === 0 ? {} : { binary }),
    pairedItem: { item },
  };
  const failure = failureOf(step, item, execution);
  return [failure === null ? result : { ...result, error: failure }];
}

/**
 * What sends a failed run down the error output, where the person has one. n8n puts the error's message in place of the
 * item's data there, so that message holds all that is needed.
 */
function failureOf({ host }: Step, itemIndex: number, { id, status, error }: Execution): NodeApiError | null {
  if (host.getNode().onError !== 'continueErrorOutput' || !['failed', 'cancelled', 'timed_out'].includes(status)) return null;
  const message = `The run ended as ${status.replace('_', ' ')}${error === null ? '' : `: ${error}`} (Execution ID: ${id})`;
  return new NodeApiError(host.getNode(), { message }, { message, description: 'A failed run costs nothing. Change the inputs, then execute the workflow again.', itemIndex });
}
