import os from 'node:os';
import path from 'node:path';
import { isObject, number, text } from '../../../core/json.js';
import type { LockingMemory } from '../../../core/memory.js';
import { badInput } from '../../../core/model/errors.js';

/** Longer than a row is quiet, and short enough to wait for where a command of another machine was killed. */
const KEPT_S = 15 * 60;
/** Reports that this process itself is writing. */
const held = new Set<string>();

export interface ReportLock {
  /** Keeps it for another while. */
  renew(): Promise<void>;
  release(): Promise<void>;
}

/**
 * Keeps a report for one command alone: each writes the whole file, so that of two at once one would lose what the other has
 * bought.
 *
 * @param file the report's absolute path
 * @param quietMs how long a row may last without a word
 * @throws WireflowError `bad_input` while another command writes it; `unavailable` where nothing can be kept
 */
export async function lockReport(memory: LockingMemory, file: string, quietMs: number): Promise<ReportLock> {
  const key = `report:${file}`;
  const mine = { pid: process.pid, machine: os.hostname() };
  const keptS = KEPT_S + Math.ceil(quietMs / 1000);
  const claim = () => memory.claim(key, mine, keptS);
  if (held.has(key)) throw inUse(file);
  held.add(key);
  try {
    if (!(await claim())) {
      if (!isLeftBehind(await memory.get(key))) throw inUse(file);
      await memory.forget(key);
      if (!(await claim())) throw inUse(file);
    }
  } catch (error) {
    held.delete(key);
    throw error;
  }
  let renewed = Promise.resolve();
  return {
    renew: () => (renewed = renewed.then(() => memory.set(key, mine, keptS))),
    async release() {
      await renewed;
      await memory.forget(key);
      held.delete(key);
    },
  };
}

/** Whether the command that kept it has ended without a word. Of another machine nobody can tell. */
function isLeftBehind(kept: unknown): boolean {
  const pid = isObject(kept) ? number(kept['pid']) : null;
  if (!isObject(kept) || pid === null || text(kept['machine']) !== os.hostname()) return false;
  // Programs in containers often have the same number after each start.
  return pid === process.pid || !isAlive(pid);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return isObject(error) && error['code'] === 'EPERM';
  }
}

function inUse(file: string): Error {
  return badInput('report', `Another command is writing the report “${path.basename(file)}” at the moment.`, `Nothing was started. Let it end, or name another one in --report; where a command was killed, it is free again after ${KEPT_S / 60} minutes.`);
}
