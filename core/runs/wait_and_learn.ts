import type { WireflowClient } from '../api/client.js';
import type { Memory } from '../memory.js';
import { hasEnded, type Execution } from '../model/execution.js';
import { learnedLooks } from './learned_looks.js';
import { perMinuteOf } from './roomy_pace.js';
import { knownRuns, NOTHING_KNOWN, rememberRuns, seenBy } from './run_durations.js';
import { waitForEnd, type Clock } from './wait_for_end.js';

/**
 * Waits for a run as `waitForEnd` does, with looks where the last runs of its workflow ended, and remembers how long this one
 * took and what the plan allows.
 *
 * @param address the webhook or workflow that it was started through; without it, the run's own workflow, where it names one;
 *   without either, nothing is known nor learned
 * @param startedAtMs, deadlineMs ms since 1970
 * @param signal ends the wait when it is aborted
 */
export async function waitAndLearn(
  client: WireflowClient,
  memory: Memory,
  clock: Clock,
  execution: Execution,
  { address = execution.workflowId ?? undefined, startedAtMs, deadlineMs, signal }: { address?: string | undefined; startedAtMs: number; deadlineMs: number; signal?: AbortSignal | undefined },
): Promise<Execution> {
  // What has ended before is known already to the step that saw it end.
  if (hasEnded(execution.status)) return waitForEnd(client, clock, execution, { startedAtMs, deadlineMs, signal });
  const known = address === undefined ? NOTHING_KNOWN : await knownRuns(memory, seenBy(client, address));
  const seen = await waitForEnd(client, clock, execution, { startedAtMs, looksMs: learnedLooks(known.durationsMs), perMinute: known.perMinute, deadlineMs, signal });
  // A step that is given the id of a run alone knows its workflow, and not the webhook that it was started through.
  const addresses = [address, seen.workflowId].flatMap((one) => (typeof one === 'string' ? [seenBy(client, one)] : []));
  await rememberRuns(memory, addresses, known, [{ execution: seen, seenAfterMs: clock.now() - startedAtMs }], perMinuteOf(client.limits));
  return seen;
}
