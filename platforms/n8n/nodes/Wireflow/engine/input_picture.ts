import type { IExecuteFunctions } from 'n8n-workflow';
import { badInput } from '../../../../../core/model/errors.js';
import { markOf } from '../../../../../core/runs/run_key.js';

/** A picture travels inside the request, a third larger. */
const MOST_BYTES = 10 * 1024 * 1024;

/** An image for a provider: a link as it is checked, and the address that is sent. */
export interface InputPicture {
  readonly checked: unknown;
  /** What tells it from another picture. */
  readonly mark: string;
  /** @throws WireflowError `bad_input` for a file that is too large */
  address(): Promise<string>;
}

/**
 * An image that a person gives: a link, which the provider opens itself, or the name of the input item's field that holds
 * the file. Null where none is given.
 *
 * @throws WireflowError `bad_input` for the name of a field that holds no image
 */
export function inputPicture(host: IExecuteFunctions, item: number, given: unknown): InputPicture | null {
  const name = typeof given === 'string' ? given.trim() : '';
  if (given === null || given === undefined || given === '' || (typeof given === 'string' && name === '')) return null;
  if (typeof given !== 'string' || /^[a-z][a-z\d+.-]*:/i.test(name)) return { checked: given, mark: name, address: async () => name };
  const binary = host.getInputData()[item]?.binary?.[name];
  if (binary === undefined) throw notUsable('is neither a link nor the name of a field with a file in the input item');
  if (!binary.mimeType.startsWith('image/')) throw notUsable('leads to a file that is not an image');
  return {
    // A stand-in that passes for a link.
    checked: 'https://cdn.wireflow.ai/file',
    mark: binary.id ?? markOf(binary.data),
    address: async () => {
      const data = await host.helpers.getBinaryDataBuffer(item, name);
      if (data.byteLength > MOST_BYTES) throw notUsable(`is larger than ${MOST_BYTES / 1024 / 1024} MB`);
      return `data:${binary.mimeType};base64,${data.toString('base64')}`;
    },
  };
}

function notUsable(why: string): ReturnType<typeof badInput> {
  return badInput('input_image', `The image in the field Input Image ${why}.`, 'Give a link that starts with https://, or the name of the input data field that holds the file.');
}
