import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../../core/waiting.js';

/** The real clock; an object, so that tests can move it by hand. */
export const clock: Clock = {
  now: () => Date.now(),
  sleep: async (ms) => void (await setTimeout(ms)),
};
