import type { Execution } from '../model/execution.js';

/** Runs may stand in the order in which they were accepted, which is not quite that in which they started. */
const ORDER_SLACK_MS = 60_000;

/** Whether a page that runs from new to old ends before `stopMs`. Other orders have to be read on. */
export function reachesBack(executions: readonly Execution[], stopMs: number): boolean {
  const oldest = startsOf(executions).at(-1) ?? NaN;
  return isNewestFirst(startsOf(executions)) && oldest < stopMs;
}

/** How a list runs: what is new stands at its beginning, at its end, or anywhere. */
export function orderOf(executions: readonly Execution[]): 'newest' | 'oldest' | 'none' {
  const times = startsOf(executions);
  if (times.length > 0 && isNewestFirst(times)) return 'newest';
  const isOldestFirst = times.every((time, index) => time >= (times[index - 1] ?? time) - ORDER_SLACK_MS);
  return times.length > 0 && isOldestFirst ? 'oldest' : 'none';
}

/** The earliest and the latest start, ms since 1970; the earliest is infinite where none is told. */
export function startsIn(executions: readonly Execution[]): { earliestMs: number; latestMs: number } {
  const times = startsOf(executions);
  return { earliestMs: times.reduce((a, b) => Math.min(a, b), Infinity), latestMs: times.reduce((a, b) => Math.max(a, b), -Infinity) };
}

function isNewestFirst(times: readonly number[]): boolean {
  const [newest = NaN] = times;
  return (times.at(-1) ?? NaN) <= newest && times.every((time, index) => time <= (times[index - 1] ?? time) + ORDER_SLACK_MS);
}

/** A run that waits in the queue, or a damaged entry, tells no time: the others show the order. */
function startsOf(executions: readonly Execution[]): number[] {
  return executions.map(({ startedAt }) => Date.parse(startedAt ?? '')).filter((ms) => !Number.isNaN(ms));
}
