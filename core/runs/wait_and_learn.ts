import type { WireflowClient } from '../api/client.js';
import type { Memory } from '../memory.js';
import type { Execution } from '../model/execution.js';
import { learnedLooks } from './learned_looks.js';
import { rememberDuration, runDurations } from './run_durations.js';
import { waitForEnd, type Clock } from './wait_for_end.js';

/**
 * Waits for a run as `waitForEnd` does, with looks where the last runs of its workflow ended, and remembers how long this one
 * took.
 *
 * @param address the webhook or workflow that it was started through; without it, nothing is known nor learned
 * @param startedAtMs, deadlineMs ms since 1970
 * @param signal ends the wait when it is aborted
 */
export async function waitAndLearn(
  client: WireflowClient,
  memory: Memory,
  clock: Clock,
  execution: Execution,
  { address, startedAtMs, deadlineMs, signal }: { address: string | undefined; startedAtMs: number; deadlineMs: number; signal?: AbortSignal | undefined },
): Promise<Execution> {
  const durationsMs = address === undefined ? [] : await runDurations(memory, address);
  const seen = await waitForEnd(client, clock, execution, { startedAtMs, looksMs: learnedLooks(durationsMs), deadlineMs, signal });
  if (address !== undefined) await rememberDuration(memory, address, durationsMs, seen, clock.now() - startedAtMs);
  return seen;
}
