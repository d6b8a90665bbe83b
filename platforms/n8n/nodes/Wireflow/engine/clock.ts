import { sleep } from 'n8n-workflow';
import { steadyNow } from '../../../../../core/runs/steady_clock.js';
import type { Clock } from '../../../../../core/runs/wait_for_end.js';

/** How long the stop button may go unnoticed. */
const SLICE_MS = 500;

/** The clock of one step, which no setting of the machine's clock moves; a pause ends early when the execution is stopped. */
export function stoppableClock(signal: AbortSignal | undefined): Clock {
  const now = steadyNow();
  return {
    now,
    sleep: async (ms) => {
      const endMs = now() + ms;
      for (let leftMs = ms; leftMs > 0 && !signal?.aborted; leftMs = endMs - now()) await sleep(Math.min(leftMs, SLICE_MS));
    },
  };
}
