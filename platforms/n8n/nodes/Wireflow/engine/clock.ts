import { sleep } from 'n8n-workflow';
import type { Clock } from '../../../../../core/runs/wait_for_end.js';

/** How long the stop button may go unnoticed. */
const SLICE_MS = 500;

/** The real clock; a pause ends early when the execution is stopped. */
export function stoppableClock(signal: AbortSignal | undefined): Clock {
  return {
    now: () => Date.now(),
    sleep: async (ms) => {
      const endMs = Date.now() + ms;
      for (let leftMs = ms; leftMs > 0 && !signal?.aborted; leftMs = endMs - Date.now()) await sleep(Math.min(leftMs, SLICE_MS));
    },
  };
}
