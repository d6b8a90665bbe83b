import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../../core/runs/wait_for_end.js';

/** The real clock; an object, so that tests can move it by hand. */
export const clock: Clock = {
  now: () => Date.now(),
  sleep: async (ms) => void (await setTimeout(ms)),
};
