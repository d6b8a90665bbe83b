import { link, open, readFile, rename, rm } from 'node:fs/promises';

/** What file systems without second names for a file answer: memory cards, some network folders. */
const NO_LINKS = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK', 'EXDEV', 'EACCES', 'EINVAL', 'UNKNOWN']);

/**
 * Gives a written file its place, where nothing is yet, also with several commands at once: of those that want one place,
 * one alone gets it.
 *
 * @param fresh a file with these bytes, on the same disk
 * @returns whether the bytes stand there now: false where something else does, which stays as it is
 */
export async function putInPlace(fresh: string, file: string, bytes: Uint8Array): Promise<boolean> {
  try {
    await link(fresh, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return holds(file, bytes);
    if (!NO_LINKS.has(String(codeOf(error)))) throw error;
  }
  return (await reserve(file)) ? moveOver(fresh, file) : holds(file, bytes);
}

/** Takes the place with an empty file. @returns whether it was free */
async function reserve(file: string): Promise<boolean> {
  const handle = await open(file, 'wx').catch((error: unknown) => {
    if (codeOf(error) === 'EEXIST') return null;
    throw error;
  });
  await handle?.close();
  return handle !== null;
}

async function moveOver(fresh: string, file: string): Promise<true> {
  await rename(fresh, file).catch(async (error: unknown) => {
    await rm(file, { force: true });
    throw error;
  });
  return true;
}

async function holds(file: string, bytes: Uint8Array): Promise<boolean> {
  return readFile(file).then((there) => there.equals(bytes), () => false);
}

function codeOf(error: unknown): unknown {
  return (error as NodeJS.ErrnoException).code;
}
