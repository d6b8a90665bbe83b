import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { beside } from './unfinished.js';

/**
 * Writes a file beside its place and renames it: whoever looks sees the old one or the new one, and never half of one.
 *
 * @throws what the file system says; nothing is left behind then
 */
export async function writeWhole(file: string, content: string | Uint8Array, { ending = '', ...how }: { readonly ending?: string; readonly mode?: number; readonly flush?: boolean } = {}): Promise<void> {
  const fresh = `${file}.${randomUUID()}${ending}`;
  await beside(fresh, async () => {
    try {
      await writeFile(fresh, content, { flag: 'wx', ...how });
      await rename(fresh, file);
    } catch (error) {
      await rm(fresh, { force: true });
      throw error;
    }
  });
}
