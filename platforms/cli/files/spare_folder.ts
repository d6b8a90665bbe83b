import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { saveImages, type Bytes, type SavedImages } from './save_images.js';

/**
 * As `saveImages`, and into the machine's folder for passing files what the folder that was named takes no more: for pictures that
 * nobody can fetch again after some minutes. A folder of its own each time, which other users of the machine can not read.
 */
export async function saveOrSpare(here: string, folder: string, name: string, images: readonly Bytes[]): Promise<SavedImages> {
  const saved = await saveImages(here, folder, name, images);
  if (!saved.isFolderShut) return saved;
  const files = new Map(saved.files);
  const problems = [...saved.problems];
  const spare = await mkdtemp(path.join(os.tmpdir(), 'wireflow-images-')).catch(() => null);
  if (spare === null) return saved;
  for (const [index, bytesOf] of images.entries()) {
    if (files.has(index + 1)) continue;
    const file = (await saveImages(here, spare, `${name}-${index + 1}`, [bytesOf])).files.get(1);
    if (file === undefined) continue;
    files.set(index + 1, file);
    problems.push(`Image ${index + 1} stands here in its place: ${file}`);
  }
  return { ...saved, files, problems };
}
