import { setMaxListeners } from 'node:events';
import type { ZObject } from 'zapier-platform-core';
import { clock } from './clock.js';
import { toZapierError } from './errors.js';

/** Zapier ends a step after 30 s; everything in it, requests included, is done before this. */
const STEP_BUDGET_MS = 25_000;
/** What the last request has told is still kept, for the next run of the step. */
const KEEP_MS = 1_500;

export interface StepTime {
  /** When the step must be done, ms since 1970. */
  readonly deadlineMs: number;
  /** Aborted when its time is over: requests, bodies and files all obey it. */
  readonly signal: AbortSignal;
}

/**
 * Runs one step within its time; whatever goes wrong in it reaches the person as a sentence in the right class.
 *
 * @param run is handed its time, and a signal that is aborted a moment later: Zapier's store alone obeys that
 */
export async function inStepTime<T>(z: ZObject, run: (time: StepTime, keeping: AbortSignal) => Promise<T>): Promise<T> {
  const time = new AbortController();
  const keeping = new AbortController();
  // Every request and call to Zapier's store listens to one, and many may be under way: Node would warn of a leak.
  setMaxListeners(Infinity, time.signal, keeping.signal);
  const timers = [setTimeout(() => time.abort(), STEP_BUDGET_MS), setTimeout(() => keeping.abort(), STEP_BUDGET_MS + KEEP_MS)];
  try {
    return await run({ deadlineMs: clock.now() + STEP_BUDGET_MS, signal: time.signal }, keeping.signal);
  } catch (error) {
    throw toZapierError(z, error);
  } finally {
    timers.forEach(clearTimeout);
    // What was begun and not waited for ends with its step.
    time.abort();
    keeping.abort();
  }
}
