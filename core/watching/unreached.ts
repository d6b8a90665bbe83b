import { number, text, type JsonObject } from '../json.js';
import { WireflowError } from '../model/errors.js';
import { hasEnded, type Execution } from '../model/execution.js';
import type { Cut } from './listed.js';

/**
 * What a reading did not get to while a Zap was being switched on. It was over by then, so it is nothing new; and it is
 * not taken for known either, since Zaps that were on before may still wait for the later part of it.
 */
export interface Unreached {
  /** The workflow whose list it stands in; empty for the account's. */
  readonly list: string;
  /** By when it started, ms since 1970: before one time, or after the other. */
  readonly startedBeforeMs: number | null;
  readonly startedAfterMs: number | null;
  readonly endedBeforeMs: number;
}

/** The service's clock may be off by this much. */
const LARGEST_SKEW_MS = 5 * 60_000;

/**
 * @param overSinceMs from when on a run that ended may still be waited for by a Zap that was on before
 * @throws WireflowError `rate_limited` where the list tells neither times nor an order, so that nothing tells its parts apart
 */
export function unreachedBehind(cuts: readonly Cut[], overSinceMs: number, waitMs: number | null): Unreached[] {
  return cuts.map(({ list, order, earliestMs, latestMs }) => {
    if (order === 'none') throw notAllRead(waitMs);
    const endedBeforeMs = overSinceMs - LARGEST_SKEW_MS;
    if (order === 'unread') return { list, startedBeforeMs: null, startedAfterMs: null, endedBeforeMs };
    return { list, startedBeforeMs: order === 'newest' ? earliestMs : null, startedAfterMs: order === 'oldest' ? latestMs : null, endedBeforeMs };
  });
}

export function wasUnreached({ status, workflowId, startedAt, finishedAt }: Execution, unreached: readonly Unreached[]): boolean {
  if (!hasEnded(status) || startedAt === null || finishedAt === null) return false;
  const [startMs, endMs] = [Date.parse(startedAt), Date.parse(finishedAt)];
  return unreached.some(
    ({ list, startedBeforeMs, startedAfterMs, endedBeforeMs }) =>
      (list === '' || list === workflowId) && startMs < (startedBeforeMs ?? Infinity) && startMs > (startedAfterMs ?? -Infinity) && endMs < endedBeforeMs,
  );
}

export function isUnreached(kept: JsonObject): kept is JsonObject & Unreached {
  const isTime = (value: unknown) => value === null || number(value) !== null;
  return (kept['list'] === '' || text(kept['list']) !== null) && number(kept['endedBeforeMs']) !== null && isTime(kept['startedBeforeMs']) && isTime(kept['startedAfterMs']);
}

function notAllRead(waitMs: number | null): WireflowError {
  return new WireflowError({
    kind: 'rate_limited',
    problem: 'Wireflow allows too few requests at the moment to see which executions are over already.',
    nextStep: 'Turn the trigger on again in a minute.',
    retryAfterMs: waitMs,
    canRetry: true,
  });
}
