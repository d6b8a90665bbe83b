import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { wordIn } from '../../../core/json.js';
import { badInput, WireflowError } from '../../../core/model/errors.js';
import { ended } from '../../../core/model/one_sentence.js';
import { notFetched } from './download.js';
import { imageExtension } from './image_bytes.js';
import { putInPlace } from './put_in_place.js';
import { beside } from './unfinished.js';

/** Enough to tell two files of one name apart. */
const MARK_LENGTH = 8;
const LONGEST_NAME = 100;
/** As much as a large image of a workflow. */
const PROBE_BYTES = 4 * 1024 * 1024;
/** What is wrong with one name, and says nothing about the next. */
const OF_ONE_FILE = new Set(['EEXIST', 'ENAMETOOLONG']);
const WHY_NOT: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is full',
  EROFS: 'the disk can only be read',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
};

export interface SavedImages {
  /** Paths by image number from 1, as the person named the folder. */
  readonly files: ReadonlyMap<number, string>;
  /** What could not be saved, a sentence each. */
  readonly problems: readonly string[];
  /** Whether the folder itself took a file no more: the next image would meet the same. */
  readonly isFolderShut: boolean;
}

/** An image that can be had: its bytes, or an error that says why not. */
export type Bytes = () => Promise<Uint8Array>;

/** Makes the folder before anything is paid for. @throws WireflowError `bad_input` when that can't be */
export async function prepareFolder(here: string, folder: string): Promise<void> {
  const place = path.resolve(here, folder);
  const probe = path.join(place, `.wireflow-${randomUUID()}`);
  try {
    await mkdir(place, { recursive: true });
    await beside(probe, async () => {
      try {
        // A full disk still takes an empty file.
        await writeFile(probe, Buffer.alloc(PROBE_BYTES), { flag: 'wx' });
      } finally {
        await rm(probe, { force: true });
      }
    });
  } catch (error) {
    throw badInput('out', `Nothing can be written into the folder ${folder}: ${whyNotWritten(error)}.`, 'Nothing was started. Name another folder in --out.');
  }
}

/**
 * Saves images as `NAME-1.png` and so on. What they are is judged by their bytes; what can't be had is told, and the
 * rest is saved: they have been paid for. No file that is there is written over: the same image is found again, and
 * another one gets a name of its own.
 *
 * @param name what the files are called by: the execution's id
 */
export async function saveImages(here: string, folder: string, name: string, images: readonly Bytes[]): Promise<SavedImages> {
  const files = new Map<number, string>();
  const problems: string[] = [];
  let isFolderShut = false;
  for (const [index, bytesOf] of images.entries()) {
    const number = index + 1;
    try {
      const bytes = await bytesOf();
      await save(here, folder, `${safeName(name)}-${number}`, bytes).then(
        (file) => files.set(number, file),
        (error: unknown) => {
          isFolderShut ||= !(error instanceof WireflowError) && !OF_ONE_FILE.has(codeOf(error));
          throw error;
        },
      );
    } catch (error) {
      const why = error instanceof WireflowError ? error.problem : `it could not be written: ${whyNotWritten(error)}`;
      problems.push(`Image ${number} was not saved: ${ended(why)}`);
    }
  }
  return { files, problems, isFolderShut };
}

async function save(here: string, folder: string, stem: string, bytes: Uint8Array): Promise<string> {
  const extension = imageExtension(bytes);
  if (extension === null) throw notFetched('what came is not an image');
  const place = path.resolve(here, folder);
  // Beside its place: whoever watches the folder never sees half an image.
  const fresh = path.join(place, `${stem}.${randomUUID()}.part`);
  return beside(fresh, async () => {
    try {
      await mkdir(place, { recursive: true });
      await writeFile(fresh, bytes, { flag: 'wx' });
      for (const name of [stem, `${stem}-${markOf(bytes).slice(0, MARK_LENGTH)}`, `${stem}-${markOf(bytes)}`]) {
        if (await putInPlace(fresh, path.join(place, `${name}.${extension}`), bytes)) return path.join(folder, `${name}.${extension}`);
      }
      throw Object.assign(new Error('Every name is taken'), { code: 'EEXIST' });
    } finally {
      await rm(fresh, { force: true });
    }
  });
}

/**
 * An id is somebody else's word: it names a file here, and no folder. What is lost of it comes back as a mark, and so does
 * its case, because Windows and macOS have one file for both.
 */
function safeName(id: string): string {
  if (id === '') return 'image';
  const name = id.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, LONGEST_NAME);
  return name === id && name === name.toLowerCase() ? name : `${name}-${markOf(id).slice(0, MARK_LENGTH)}`;
}

function markOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function whyNotWritten(error: unknown): string {
  return wordIn(WHY_NOT, codeOf(error)) ?? codeOf(error);
}

function codeOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException).code ?? 'no access');
}
