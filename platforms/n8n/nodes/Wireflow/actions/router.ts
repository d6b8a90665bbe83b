import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { nodeErrorFor } from '../engine/errors.js';
import { InterruptedStarts } from '../engine/interrupted_starts.js';
import type { Begun, PlannedStart } from '../engine/planned_start.js';
import { RememberedRuns } from '../engine/remembered_runs.js';
import { workplaceOf, type Workplace } from '../engine/step.js';
import { READINGS, STARTINGS } from './operations.js';
import { Outcomes } from './outcomes.js';

/** Runs the chosen operation for every item. */
export async function runOperation(host: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  const name = `${host.getNodeParameter('resource', 0)}.${host.getNodeParameter('operation', 0)}`;
  const outcomes = new Outcomes(host);
  const items = [...host.getInputData().keys()];
  const place = workplaceOf(host);
  const opened = <T>(open: (place: Workplace) => Promise<T>): Promise<T> =>
    open(place).catch((error: unknown) => {
      throw nodeErrorFor(host.getNode(), error, 0);
    });
  const [starting, reading] = [STARTINGS[name], READINGS[name]];
  if (starting !== undefined) await runStarts(place, await opened(starting), items, outcomes);
  else if (reading !== undefined) await readEach(await opened(reading), place, items, outcomes);
  return [outcomes.items];
}

async function readEach(read: (item: number) => Promise<INodeExecutionData[]>, { signal }: Workplace, items: readonly number[], outcomes: Outcomes): Promise<void> {
  for (const item of items) {
    if (signal?.aborted) return;
    try {
      outcomes.add(await read(item));
    } catch (error) {
      outcomes.fail(error, item);
    }
  }
}

type Attempt = { readonly item: number } & ({ readonly plan: PlannedStart } | { readonly begun: Begun } | { readonly error: unknown });

/**
 * Checks every item before any run is started, then starts them all, then waits for each: the images of many items are
 * made side by side.
 */
async function runStarts(place: Workplace, plan: (item: number) => Promise<PlannedStart>, items: readonly number[], outcomes: Outcomes): Promise<void> {
  const goesOn = place.host.continueOnFail();
  const planned: Attempt[] = [];
  for (const item of items) {
    if (place.signal?.aborted) return;
    const attempt = await plan(item).then((found) => ({ item, plan: found }), (error: unknown) => ({ item, error }));
    planned.push(attempt);
    if ('error' in attempt && !goesOn) return outcomes.fail(attempt.error, item, items.length > 1 ? 'No item was started.' : '');
  }
  for (const attempt of await startAll(place, planned, goesOn, outcomes)) {
    if ('error' in attempt) outcomes.fail(attempt.error, attempt.item);
    else if ('begun' in attempt) outcomes.add(await attempt.begun.items());
  }
}

async function startAll({ host, signal }: Workplace, planned: readonly Attempt[], goesOn: boolean, outcomes: Outcomes): Promise<Attempt[]> {
  const memories = { runs: new RememberedRuns(host), interrupted: new InterruptedStarts(host, signal) };
  const attempts: Attempt[] = [];
  const onPause = (service: string, ms: number) => host.logger.info(`${service} takes no more requests for ${Math.ceil(ms / 1000)} s: ${attempts.length} of ${planned.length} items are started, the others follow`);
  for (const attempt of planned) {
    if (!('plan' in attempt)) {
      attempts.push(attempt);
      continue;
    }
    // What has not been started when somebody stops the execution stays so.
    if (signal?.aborted) break;
    const { item, plan } = attempt;
    const { $runIndex: runIndex } = host.getWorkflowDataProxy(item);
    const next: Attempt = await plan.begin({ ...memories, runIndex: Number(runIndex), itemIndex: item, onPause }).then(
      (begun) => ({ item, begun }),
      (error: unknown) => ({ item, error }),
    );
    attempts.push(next);
    if ('error' in next && !goesOn) {
      outcomes.fail(next.error, item, startedSoFar(attempts));
      return [];
    }
  }
  return attempts;
}

/** The ids of runs that an error of a later item would hide. */
function startedSoFar(attempts: readonly Attempt[]): string {
  const ids = attempts.flatMap((attempt) => ('begun' in attempt ? [attempt.begun.id] : []));
  return ids.length === 0 ? '' : `Started before it, and found again when this execution is retried: ${ids.join(', ')}.`;
}
