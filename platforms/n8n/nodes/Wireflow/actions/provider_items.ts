import type { IBinaryData, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { WireflowError } from '../../../../../core/model/errors.js';
import { fluxOutput, type KeptImage } from '../../../../../core/outputs/flux_output.js';
import { pictureName } from '../../../../../core/providers/saved_as.js';
import { imageOutputs } from '../../../../../core/outputs/image_output.js';
import { fetchPicture } from '../engine/images.js';
import { inN8nKeys, PROVIDER_SIMPLE_KEYS } from '../engine/output.js';
import type { Picture, Purchase } from '../engine/purchase.js';
import type { ProviderStep } from '../engine/provider_step.js';
import { failureOf } from './execution_items.js';
import { outputFieldOf } from './parameters.js';
import { isOn } from './switches.js';

/**
 * Images from a provider as items: one with all of them as files, or one for each image.
 *
 * @param keep told of the pictures, for an item that is to get them again
 */
export async function providerItems(step: ProviderStep, item: number, purchase: Purchase, keep?: (pictures: readonly Picture[]) => Promise<void>): Promise<INodeExecutionData[]> {
  const { host } = step;
  const { pictures, note } = await picturesOf(step, purchase);
  await keep?.(pictures);
  const { jobs, estimate } = purchase;
  const field = outputFieldOf(host, item);
  const splits = isOn(host, item, 'splitImages') && pictures.length > 0;
  const names = pictures.map(({ file }, index) => (file === null ? null : splits || index === 0 ? field : `${field}_${index}`));
  const images = pictures.map(({ url, file, contentType }, index): KeptImage => ({
    url,
    // In a split output several files have the same name, each in an item of its own.
    file: file === null ? null : fileMark(index),
    width: null,
    height: null,
    contentType: file?.mimeType ?? contentType,
    filename: file?.fileName ?? null,
  }));
  const kept = images.filter(({ url, file }) => url !== null || file !== null);
  const output = fluxOutput(jobs, kept, { estimate, message: [purchase.note, note].filter((words) => words !== null).join(' ') || null });
  const files = new Map(pictures.flatMap(({ file }, index) => (file === null ? [] : [[fileMark(index), { file, name: names[index] ?? field }] as const])));
  const json = (value: object) => withFileNames(inN8nKeys(value), files) as IDataObject;

  if (splits) {
    return imageOutputs(output).map((image) => {
      const file = image.file === null ? undefined : files.get(image.file);
      return { json: { ...json(image), ...money(json(output)) }, ...(file === undefined ? {} : { binary: { [file.name]: file.file } }), pairedItem: { item } };
    });
  }
  const whole = json(output);
  const simple = isOn(host, item, 'simplify');
  const binary = Object.fromEntries([...files.values()].map(({ file, name }) => [name, file]));
  const result: INodeExecutionData = {
    json: simple ? Object.fromEntries(PROVIDER_SIMPLE_KEYS.map((key) => [key, whole[key]])) : whole,
    ...(files.size === 0 ? {} : { binary }),
    pairedItem: { item },
  };
  const failure = failureOf(host, item, { id: output.job_id ?? '', idName: 'Job ID', status: output.status, error: output.error, nextStep: 'Change the prompt or the input image, then execute the workflow again.' });
  return [failure === null ? result : { ...result, error: failure }];
}

/** In each split item, where the image was made and found again. */
function money({ provider, model, jobAddress }: IDataObject): IDataObject {
  return { provider, model, jobAddress };
}

/** The pictures with their files, in the order of the jobs. What can't be fetched keeps its link, and is told. */
async function picturesOf({ host, until }: ProviderStep, { jobs, files, pictures: given }: Purchase): Promise<{ readonly pictures: readonly Picture[]; readonly note: string | null }> {
  if (given !== undefined) return { pictures: given, note: null };
  const pictures: Picture[] = [];
  const notes: string[] = [];
  const { baseUrls } = until(Infinity);
  for (const [place, job] of jobs.entries()) {
    for (const [index, { url, contentType }] of job.images.entries()) {
      const number = pictures.length + 1;
      const file = files[place]?.[index] ?? (await fetched(url, baseUrls[job.provider], number, pictureName(job, index + 1)));
      pictures.push({ url, contentType, file });
    }
  }
  return { pictures, note: notes.length === 0 ? null : notes.join(' ') };

  async function fetched(url: string | null, baseUrl: string, number: number, name: string): Promise<IBinaryData | null> {
    if (url === null) {
      notes.push(`Image ${number} came with the provider’s answer, and n8n could not store it.`);
      return null;
    }
    return fetchPicture(host, url, baseUrl, name).catch((error: unknown) => {
      notes.push(`Image ${number} is there as a link only, which dies within minutes: ${error instanceof WireflowError ? error.problem : 'its host did not send it.'}`);
      return null;
    });
  }
}

/** Stands for a file until its name is known; the core puts it where a picture has no link of its own. */
const fileMark = (index: number): string => `file:${index}`;

/** The data with the names of binary fields in place of the marks, and nothing where a mark stands for a link. */
function withFileNames(value: unknown, files: ReadonlyMap<string, { readonly name: string }>, key = ''): unknown {
  if (Array.isArray(value)) return value.map((inner) => withFileNames(inner, files));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withFileNames(inner, files, name)]));
  const file = typeof value === 'string' ? files.get(value) : undefined;
  if (file === undefined) return value;
  return /url$/i.test(key) ? null : file.name;
}

