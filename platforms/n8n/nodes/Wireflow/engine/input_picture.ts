import type { IExecuteFunctions } from 'n8n-workflow';
import { badInput } from '../../../../../core/model/errors.js';
import { PUBLIC_BASE_URL } from '../../../../../core/api/base_url.js';
import { pictureMark } from '../../../../../core/runs/made_before.js';
import { binaryImage } from './binary_image.js';
import { fetchLink } from './image_inputs.js';

/** A picture travels inside the request, a third larger. */
const MOST_BYTES = 10 * 1024 * 1024;

const FIELD = { key: 'input_image', label: 'Input Image' };

/** An image for a provider: a link as it is checked, and the address that is sent. */
export interface InputPicture {
  readonly checked: unknown;
  /** What tells it from another picture. */
  readonly mark: string;
  /** What tells it from another by what it shows. @throws WireflowError where it can't be had */
  shown(): Promise<string>;
  address(): Promise<string>;
}

/**
 * An image that a person gives: a link, which the provider opens itself, or the name of the input item's field that holds
 * the file. Null where none is given.
 *
 * @throws WireflowError `bad_input` for the name of a field that holds no image
 */
export async function inputPicture(host: IExecuteFunctions, item: number, given: unknown): Promise<InputPicture | null> {
  const name = typeof given === 'string' ? given.trim() : '';
  if (given === null || given === undefined || given === '' || (typeof given === 'string' && name === '')) return null;
  if (typeof given !== 'string' || /^[a-z][a-z\d+.-]*:/i.test(name)) return { checked: given, mark: name, shown: async () => pictureMark((await fetchLink({ host, baseUrl: PUBLIC_BASE_URL }, FIELD, name)).data), address: async () => name };
  const file = await binaryImage(host, item, name, MOST_BYTES, notUsable);
  return {
    // A stand-in that passes for a link.
    checked: 'https://cdn.wireflow.ai/file',
    mark: file.mark,
    shown: async () => file.mark,
    address: async () => {
      const { data, contentType } = await file.read();
      return `data:${contentType};base64,${Buffer.from(data).toString('base64')}`;
    },
  };
}

function notUsable(why: string): ReturnType<typeof badInput> {
  return badInput('input_image', `The image in the field Input Image ${why}.`, 'Give a link that starts with https://, or the name of the input data field that holds the file.');
}
