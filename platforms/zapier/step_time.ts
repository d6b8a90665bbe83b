import { setMaxListeners } from 'node:events';
import type { ZObject } from 'zapier-platform-core';
import { WireflowError } from '../../core/model/errors.js';
import { clock } from './clock.js';
import { toZapierError } from './errors.js';

/** Zapier ends a step after 30 s; everything in it, requests included, is done before this. */
const STEP_BUDGET_MS = 25_000;

export interface StepTime {
  /** When the step must be done, ms since 1970. */
  readonly deadlineMs: number;
  /** Aborted when its time is over: requests, bodies, files and Zapier's own store all obey it. */
  readonly signal: AbortSignal;
}

/** Runs one step within its time; whatever goes wrong in it reaches the person as a sentence in the right class. */
export async function inStepTime<T>(z: ZObject, run: (time: StepTime) => Promise<T>): Promise<T> {
  const time = new AbortController();
  // One listener for each request that is under way: Node warns of eleven, as if they were never taken away.
  setMaxListeners(0, time.signal);
  const timer = setTimeout(() => time.abort(), STEP_BUDGET_MS);
  try {
    return await run({ deadlineMs: clock.now() + STEP_BUDGET_MS, signal: time.signal });
  } catch (error) {
    throw error instanceof WireflowError ? toZapierError(z, error) : error;
  } finally {
    clearTimeout(timer);
    // What was begun and not waited for ends with its step.
    time.abort();
  }
}
