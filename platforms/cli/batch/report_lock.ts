import os from 'node:os';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { isObject, number, text } from '../../../core/json.js';
import type { LockingMemory } from '../../../core/memory.js';
import { badInput } from '../../../core/model/errors.js';

/** Short enough to wait for where a command of another machine was killed. */
const KEPT_S = 15 * 60;
/** Twice may go wrong. */
const RENEWED_EVERY_MS = (KEPT_S / 3) * 1000;
/** To take over what was left behind lasts milliseconds. */
const TAKEN_OVER_S = 60;
/** Whoever is writing a lock at this moment has written it by then. */
const WRITTEN_AFTER_MS = 500;
/** Reports that this process itself is writing. */
const held = new Set<string>();

export interface ReportLock {
  release(): Promise<void>;
}

/**
 * Keeps a report for one command alone, until it is released: each writes the whole file, so that of two at once one would lose
 * what the other has bought.
 *
 * @param file the report's absolute path
 * @throws WireflowError `bad_input` while another command writes it; `unavailable` where nothing can be kept
 */
export async function lockReport(memory: LockingMemory, file: string): Promise<ReportLock> {
  const key = `report:${file}`;
  if (held.has(key)) throw inUse(file);
  held.add(key);
  try {
    if (!(await memory.claim(key, mine(), KEPT_S)) && !(await takeOver(memory, key))) throw inUse(file);
  } catch (error) {
    held.delete(key);
    throw error;
  }
  let renewed = Promise.resolve();
  // A row may be quiet for as long as somebody waits for it.
  const renewing = setInterval(() => (renewed = renewed.then(() => memory.set(key, mine(), KEPT_S))), RENEWED_EVERY_MS).unref();
  return {
    async release() {
      clearInterval(renewing);
      await renewed;
      await memory.forget(key);
      held.delete(key);
    },
  };
}

const mine = () => ({ pid: process.pid, machine: os.hostname() });

/** Takes what a killed command has left behind. Of several that find it, one alone does. */
async function takeOver(memory: LockingMemory, key: string): Promise<boolean> {
  const turn = `${key}:taken over`;
  if (!(await isLeftBehind(memory, key)) || !(await memory.claim(turn, mine(), TAKEN_OVER_S))) return false;
  try {
    // Whoever had the turn before may be writing by now.
    if (!(await isLeftBehind(memory, key))) return false;
    await memory.forget(key);
    return await memory.claim(key, mine(), KEPT_S);
  } finally {
    await memory.forget(turn);
  }
}

/** Whether the command that kept it has ended without a word. Of another machine nobody can tell. */
async function isLeftBehind(memory: LockingMemory, key: string): Promise<boolean> {
  const kept = (await memory.get(key)) ?? (await after(WRITTEN_AFTER_MS).then(() => memory.get(key)));
  // Who was killed in the middle of writing it has left nothing that can be read.
  if (kept === null) return true;
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
  return badInput('report', `Another command is writing the report “${path.basename(file)}” at the moment.`, `Nothing was started. Let it end, or name another one in --report; where a command was killed on another machine or in a container, it is free again after ${KEPT_S / 60} minutes.`);
}
