import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { Execution } from '../../../../../core/model/execution.js';
import { costNothing } from '../../../../../core/runs/cost_of_failure.js';
import { executionOutput } from '../../../../../core/outputs/execution_output.js';
import { imageOutputs } from '../../../../../core/outputs/image_output.js';
import { binaryFields, downloadImages } from '../engine/images.js';
import { executionItem, inN8nKeys } from '../engine/output.js';
import type { Step } from '../engine/step.js';
import { outputFieldOf } from './parameters.js';
import { isOn } from './switches.js';

/** An execution as items: one with its images as files and links, or one for each image. */
export async function executionItems(step: Step, item: number, execution: Execution): Promise<INodeExecutionData[]> {
  const { host, baseUrl } = step;
  const field = outputFieldOf(host, item);
  const downloads = isOn(host, item, 'download') ? await downloadImages(host, execution, baseUrl) : null;
  const files = downloads?.files ?? new Map();
  const note = downloads?.note ?? null;
  const told = note === null ? execution : { ...execution, message: [execution.message, note].filter(Boolean).join(' ') };

  if (isOn(host, item, 'splitImages') && execution.status === 'completed') {
    const images = imageOutputs(executionOutput(told, (_id, { url }) => (files.has(url) ? field : null)));
    return images.map((image) => {
      const file = files.get(image.url);
      return { json: inN8nKeys(image) as IDataObject, ...(file === undefined ? {} : { binary: { [field]: file } }), pairedItem: { item } };
    });
  }
  const { names, binary } = binaryFields(files, field);
  const result: INodeExecutionData = {
    json: executionItem(told, isOn(host, item, 'simplify'), names),
    ...(names.size === 0 ? {} : { binary }),
    pairedItem: { item },
  };
  const free = costNothing(execution) ? 'It cost nothing. ' : '';
  const failure = failureOf(host, item, { ...execution, idName: 'Execution ID', nextStep: `${free}Change the inputs, then execute the workflow again.` });
  return [failure === null ? result : { ...result, error: failure }];
}

/** A run that has failed, in the words that its platform shows. */
export interface Failed {
  readonly id: string;
  readonly idName: string;
  readonly status: Execution['status'];
  readonly error: string | null;
  readonly nextStep: string;
}

/**
 * What sends a failed run down the error output, where the person has one. n8n puts the error's message in place of the
 * item's data there, so that message holds all that is needed.
 */
export function failureOf(host: IExecuteFunctions, itemIndex: number, { id, idName, status, error, nextStep }: Failed): NodeApiError | null {
  if (host.getNode().onError !== 'continueErrorOutput' || !['failed', 'cancelled', 'timed_out'].includes(status)) return null;
  const message = `The execution ended as ${status.replace('_', ' ')}${error === null ? '' : `: ${error}`} (${idName}: ${id})`;
  return new NodeApiError(host.getNode(), { message }, { message, description: nextStep, itemIndex });
}
