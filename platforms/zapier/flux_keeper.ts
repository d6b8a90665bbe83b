import type { ZObject } from 'zapier-platform-core';
import type { ProviderName } from '../../core/providers/job.js';
import type { FileKeeper, KeptFile } from '../../core/runs/flux/images_made_before.js';
import { storeImages, type FluxFiles, type StoreLimits } from './flux_images.js';
import { areThere, beginsAsImage } from './reuse.js';

/** Pictures as Zapier's file store keeps them. How long it does is not known, so each is asked for before it is given again. */
export function fileKeeper(z: ZObject, limits: (provider: ProviderName) => StoreLimits): FileKeeper {
  return {
    isThere: ({ address }) => areThere([address], limits('bfl'), (link, wire) => beginsAsImage(z, link, wire)),
    async store(jobs) {
      return filesOf(await storeImages(z, jobs, limits(jobs[0]?.provider ?? 'bfl')));
    },
  };
}

/** The files of pictures that were all stored; null where one is only promised: its link may have died when it is asked for. */
export function filesOf({ images, note }: FluxFiles): KeptFile[] | null {
  if (note !== null || images.length === 0) return null;
  const files = images.map(({ file, width, height, contentType, filename }): KeptFile | null => (file === null ? null : { address: file, width, height, contentType, filename }));
  return files.every((file) => file !== null) ? files : null;
}
