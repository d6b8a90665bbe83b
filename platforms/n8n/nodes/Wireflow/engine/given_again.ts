import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { imageTypeOf, TELLING_BYTES } from '../../../../../core/model/image_type.js';
import { findImages, imagesMadeBefore, keepImages, type FileKeeper, type KeptFile } from '../../../../../core/runs/flux/images_made_before.js';
import { madeBeforeInWords, type MadeBefore, type Reuse } from '../../../../../core/runs/made_before.js';
import type { FluxRequest } from '../../../../../core/providers/provider.js';
import { jobHasEnded, type Job } from '../../../../../core/providers/job.js';
import { imageFile } from './images.js';
import { processMemory } from './process_memory.js';
import type { ProviderStep } from './provider_step.js';
import type { Picture, Purchase } from './purchase.js';

const memory = () => processMemory('providers');

/** What a later item may get again in place of buying it; null where everything is bought anew. */
export function madeBefore(step: ProviderStep, reuse: Reuse, request: FluxRequest, count: number): MadeBefore | null {
  return imagesMadeBefore(step.until(Infinity), reuse, request, count);
}

/**
 * Images that this n8n has bought from the same before. Their files are put into this execution's own store, since what
 * n8n keeps goes with the execution that it was made in. Null where one of them is gone, or there are none.
 */
export async function givenAgain({ host, clock, until }: ProviderStep, before: MadeBefore): Promise<Purchase | null> {
  const read = new Map<string, Buffer>();
  const found = await findImages(until(Infinity), memory(), before, keeperOf(host, read), clock.now());
  if (found === null) return null;
  const pictures: Picture[] = [];
  for (const { address, filename, contentType } of found.files) {
    const file = await imageFile(host, read.get(address) ?? Buffer.alloc(0), filename ?? 'flux', contentType).catch(() => null);
    if (file === null) return null;
    pictures.push({ url: null, contentType, file });
  }
  return { jobs: found.jobs, files: [], pictures, estimate: null, note: madeBeforeInWords(found.madeAtMs) };
}

/** Keeps where the files of finished images lie; whatever goes wrong, they are bought anew another time. */
export async function keep(before: MadeBefore, jobs: readonly Job[], pictures: readonly Picture[], madeAtMs: number): Promise<void> {
  const files = pictures.map(({ file }) => keptFile(file)).filter((file) => file !== null);
  if (files.length === 0 || files.length < pictures.length || !jobs.every((job) => jobHasEnded(job) && job.status === 'completed')) return;
  await keepImages(memory(), before, jobs, files, madeAtMs);
}

function keptFile(file: IBinaryData | null): KeptFile | null {
  if (file?.id === undefined) return null;
  return { address: file.id, width: null, height: null, contentType: file.mimeType, filename: file.fileName ?? null };
}

/** @param read takes what has been read, so that it is not read again */
function keeperOf(host: IExecuteFunctions, read: Map<string, Buffer>): FileKeeper {
  return {
    isThere: async ({ address }) => {
      const data = await bytesOf(host, address).catch(() => null);
      if (data === null || imageTypeOf(data.subarray(0, TELLING_BYTES), { contentType: null, filename: null }) === null) return false;
      read.set(address, data);
      return true;
    },
    store: async () => null,
  };
}

async function bytesOf({ helpers }: IExecuteFunctions, id: string): Promise<Buffer> {
  return helpers.binaryToBuffer(await helpers.getBinaryStream(id));
}
