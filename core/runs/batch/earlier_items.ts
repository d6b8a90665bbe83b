import { WireflowError } from '../../model/errors.js';
import { unknownExecution } from '../../model/execution.js';
import { earlierRun, isClaimed } from '../run_id_claim.js';
import { markOf } from '../run_key.js';
import type { BatchItem, BatchStep, ItemState } from './batch_plan.js';
import type { BatchRecord } from './batch_record.js';

/** Each is a call to the platform's store. */
const AT_ONCE = 10;

/** The key of one run of a batch: the same prompt may stand in a list twice, and means two runs. */
export function itemKey(key: string, { number }: BatchItem): string {
  return markOf(`${key}\n${number}`);
}

/** Whether an earlier step has begun a batch under this key: the first prompt is tried before all others, whatever comes of it. */
export async function isBegun({ memory, clock, owner, plan }: Pick<BatchStep, 'memory' | 'clock' | 'owner' | 'plan'>, key: string): Promise<boolean> {
  const [first] = plan.items;
  if (first === undefined) return false;
  try {
    const earlier = await earlierRun(memory, itemKey(key, first), owner, clock.now());
    return isClaimed(earlier) || earlier.attempt > 0;
  } catch (error) {
    // It is just being started, may have been started, or has used up its attempts.
    if (error instanceof WireflowError) return true;
    throw error;
  }
}

/**
 * What has become of each prompt so far: nothing, or what an earlier step with this Only Once ID has made of it.
 *
 * @param isGoingOn whether that step was an earlier look of this one
 */
export async function earlierItems(step: BatchStep, record: BatchRecord | null, isGoingOn: boolean): Promise<ItemState[]> {
  const states: ItemState[] = [];
  const { items } = step.plan;
  for (let from = 0; from < items.length; from += AT_ONCE) {
    states.push(...(await Promise.all(items.slice(from, from + AT_ONCE).map(async (item) => (isGoingOn ? record?.settled.get(item.number) : null) ?? earlierState(step, item, !isGoingOn)))));
  }
  return states;
}

async function earlierState({ memory, clock, owner, key }: BatchStep, item: BatchItem, isReplayed: boolean): Promise<ItemState> {
  if (key === null) return { as: 'not_started', error: null, attempt: 0 };
  try {
    const earlier = await earlierRun(memory, itemKey(key, item), owner, clock.now());
    if (!isClaimed(earlier)) return { as: 'not_started', error: null, attempt: earlier.attempt };
    const { executionId, startedAtMs } = earlier;
    const execution = { ...unknownExecution(executionId), startedAt: new Date(startedAtMs).toISOString() };
    return { as: 'started', execution, startedAtMs, isEarlier: true, isReplayed };
  } catch (error) {
    if (!(error instanceof WireflowError)) throw error;
    if (error.kind === 'start_unknown') return { as: 'may_have_started', error, attempt: 0 };
    // Another step is just starting it, or its attempts are used up.
    return { as: error.canRetry ? 'not_started' : 'refused', error, attempt: 0 };
  }
}
