import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FileKeeper, KeptFile } from '../../../core/runs/flux/images_made_before.js';
import { contentTypeOf, imageExtension } from './image_bytes.js';

/** Pictures that were saved on this machine are given again for as long as they lie where they were saved. */
export const PICTURES_ON_DISK: FileKeeper = {
  isThere: async ({ address }) => readFile(address).then((bytes) => imageExtension(bytes) !== null, () => false),
  // What was deleted is not fetched again: the providers' links live for minutes.
  store: async () => null,
};

/** Saved files as they are remembered. @param files paths as the person named the folder */
export function keptPictures(here: string, files: readonly string[]): KeptFile[] {
  return files.map((file) => ({ address: path.resolve(here, file), width: null, height: null, contentType: contentTypeOf(path.extname(file).slice(1)), filename: path.basename(file) }));
}
