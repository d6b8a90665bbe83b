import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { isObject, number } from '../../../core/json.js';
import type { LockingMemory } from '../../../core/memory.js';
import { WireflowError } from '../../../core/model/errors.js';
import { writeWhole } from './write_whole.js';

const MS_PER_S = 1000;
/** A file without a time was being written when the machine stopped: what it would have said is not known for as long as this. */
const UNREAD_LIVES_MS = 24 * 60 * 60 * MS_PER_S;
/** To take over a claim that has run out lasts milliseconds; a lock that is older was left behind. */
const LOCK_LIVES_MS = 60 * 60 * MS_PER_S;
const MOST_SWEPT = 500;

type Kept = { readonly value: unknown; readonly expiresAtMs: number } | 'unread';

/**
 * Memory in a folder of files, one per key, for this machine's own user. A claim is a file that must not exist yet, so
 * that of several commands at the same moment one alone is the first, also on a shared folder. Other machines know
 * nothing of it.
 *
 * @param now the present, ms since 1970
 */
export function fileMemory(folder: string, now: () => number): LockingMemory {
  const fileOf = (key: string) => path.join(folder, `${createHash('sha256').update(key).digest('hex')}.json`);
  let isSwept = false;
  const memory: LockingMemory = {
    async get(key) {
      const kept = await read(fileOf(key)).catch(() => null);
      return kept === null || kept === 'unread' || kept.expiresAtMs <= now() ? null : kept.value;
    },

    async set(key, value, ttlSeconds) {
      await replace(folder, fileOf(key), content(value, ttlSeconds, now())).catch(() => undefined);
    },

    async claim(key, value, ttlSeconds) {
      const file = fileOf(key);
      const words = content(value, ttlSeconds, now());
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        if (!isSwept) {
          isSwept = true;
          await sweep(folder, now());
        }
        if (await create(file, words)) return true;
        return (await hasExpired(file, now())) && (await takeOver(file, words, now()));
      } catch (error) {
        throw notKept(folder, error);
      }
    },

    async forget(key) {
      await rm(fileOf(key), { force: true }).catch(() => undefined);
    },
  };
  return memory;
}

function content(value: unknown, ttlSeconds: number, nowMs: number): string {
  return JSON.stringify({ value, expiresAtMs: nowMs + ttlSeconds * MS_PER_S });
}

/** @returns whether the file was not there before */
async function create(file: string, words: string): Promise<boolean> {
  const handle = await open(file, 'wx', 0o600).catch((error: unknown) => {
    if (codeOf(error) === 'EEXIST') return null;
    throw error;
  });
  if (handle === null) return false;
  try {
    await handle.writeFile(words);
    // What is claimed must survive a power cut: the start comes next, and costs money.
    await handle.sync();
  } finally {
    await handle.close();
  }
  return true;
}

/** Of several that find a claim run out, one alone takes it over. */
async function takeOver(file: string, words: string, nowMs: number): Promise<boolean> {
  const lock = `${file}.lock`;
  if (!(await create(lock, ''))) {
    const age = await ageOf(lock, nowMs);
    if (age !== null && age > LOCK_LIVES_MS) await rm(lock, { force: true });
    return false;
  }
  try {
    if (!(await hasExpired(file, nowMs))) return false;
    await rm(file, { force: true });
    return await create(file, words);
  } finally {
    await rm(lock, { force: true });
  }
}

async function hasExpired(file: string, nowMs: number): Promise<boolean> {
  const kept = await read(file);
  if (kept === null) return true;
  if (kept !== 'unread') return kept.expiresAtMs <= nowMs;
  const age = await ageOf(file, nowMs);
  return age !== null && age > UNREAD_LIVES_MS;
}

async function read(file: string): Promise<Kept | null> {
  const words = await readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  });
  if (words === null) return null;
  try {
    const kept: unknown = JSON.parse(words);
    const expiresAtMs = isObject(kept) ? number(kept['expiresAtMs']) : null;
    return isObject(kept) && expiresAtMs !== null ? { value: kept['value'], expiresAtMs } : 'unread';
  } catch {
    return 'unread';
  }
}

async function replace(folder: string, file: string, words: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeWhole(file, words, { mode: 0o600, flush: true });
}

/** What has run out a day ago is cleared away, so that the folder does not grow for ever. */
async function sweep(folder: string, nowMs: number): Promise<void> {
  const names = (await readdir(folder)).slice(0, MOST_SWEPT);
  for (const name of names) {
    const file = path.join(folder, name);
    const kept = name.endsWith('.json') ? await read(file).catch(() => 'unread' as const) : null;
    const age = (await ageOf(file, nowMs)) ?? 0;
    const isOver = kept === null || kept === 'unread' ? age > 7 * UNREAD_LIVES_MS : kept.expiresAtMs < nowMs - UNREAD_LIVES_MS;
    if (isOver) await rm(file, { force: true }).catch(() => undefined);
  }
}

async function ageOf(file: string, nowMs: number): Promise<number | null> {
  return stat(file).then(({ mtimeMs }) => nowMs - mtimeMs, () => null);
}

function codeOf(error: unknown): unknown {
  return isObject(error) ? error['code'] : undefined;
}

function notKept(folder: string, cause: unknown): WireflowError {
  return new WireflowError({
    kind: 'unavailable',
    problem: `What is started can not be kept in the folder ${folder} (${String(codeOf(cause) ?? 'no access')}).`,
    nextStep: 'Nothing was started. Make the folder writable, or name another one in XDG_STATE_HOME; a single image can do without --run-id.',
    cause,
  });
}
