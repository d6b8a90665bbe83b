import os from 'node:os';
import type { LockingMemory } from '../../../core/memory.js';
import { lockReport } from '../../../platforms/cli/batch/report_lock.js';

const MINUTE_MS = 60_000;

/** Keeps in this process what the command line keeps in files. */
function memoryAt(now: () => number): LockingMemory {
  const kept = new Map<string, { readonly value: unknown; readonly untilMs: number }>();
  const at = (key: string) => ((kept.get(key)?.untilMs ?? 0) > now() ? kept.get(key) : undefined);
  const set = async (key: string, value: unknown, ttlSeconds: number) => void kept.set(key, { value, untilMs: now() + ttlSeconds * 1000 });
  return { get: async (key) => at(key)?.value ?? null, set, claim: async (key, value, ttl) => at(key) === undefined && set(key, value, ttl).then(() => true), forget: async (key) => void kept.delete(key) };
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('a report stays with its command however long a row is quiet, and is free once it has ended', async () => {
  const memory = memoryAt(Date.now);
  const lock = await lockReport(memory, '/r.csv');
  for (let quiet = 0; quiet < 24; quiet += 1) {
    await jest.advanceTimersByTimeAsync(10 * MINUTE_MS);
    expect(await memory.get('report:/r.csv')).toEqual(expect.objectContaining({ pid: process.pid }));
  }
  await lock.release();
  await jest.advanceTimersByTimeAsync(10 * MINUTE_MS);
  expect(await memory.get('report:/r.csv')).toBeNull();
});

test('of several that find what a killed command has left, one alone takes it over', async () => {
  const memory = memoryAt(Date.now);
  await memory.set('report:/r.csv', { pid: process.pid, machine: 'of nobody' }, 900);
  await expect(lockReport(memory, '/r.csv')).rejects.toThrow(/Another command is writing the report “r\.csv”.*in a container, it is free again after 15 minutes/);
  await memory.set('report:/r.csv', { pid: 2 ** 22 + 1, machine: os.hostname() }, 900);
  await memory.claim('report:/r.csv:taken over', {}, 60);
  await expect(lockReport(memory, '/r.csv')).rejects.toThrow(/Another command is writing/);
  await jest.advanceTimersByTimeAsync(MINUTE_MS);
  await (await lockReport(memory, '/r.csv')).release();
});
