import type { Clock } from '../../../emulators/wireflow/index.js';

/** How one item of a Zap ended. */
export type Ending = { readonly as: 'done' | 'halted' | 'failed' | 'held' | 'still waiting'; readonly words: string };

type Step = () => Promise<unknown>;

interface Waiting {
  readonly index: number;
  readonly step: Step;
  dueMs: number;
  waits: number;
  replays: number;
}

const MINUTE_MS = 60_000;
/** Autoreplay runs a step that failed again, up to five times, each time later. */
const REPLAYS_AFTER_MS = [5, 30, 60, 180, 360].map((minutes) => minutes * MINUTE_MS);
const MOST_WAITS = 60;

/**
 * Runs items' steps as Zapier's queue does: a throttled one again after the wait that it asks for, a failed one again by
 * autoreplay, a halted one never, one whose key is refused not until its owner reconnects. All that are due run at once;
 * the clock moves on only while none runs, since each has 25 s of it.
 */
export async function runInQueue(steps: readonly Step[], clock: Clock): Promise<Ending[]> {
  const endings: Ending[] = [];
  let queue: Waiting[] = steps.map((step, index) => ({ index, step, dueMs: clock.now(), waits: 0, replays: 0 }));
  while (queue.length > 0) {
    clock.advance(Math.max(0, Math.min(...queue.map(({ dueMs }) => dueMs)) - clock.now()));
    const due = queue.filter(({ dueMs }) => dueMs <= clock.now());
    const ended = await Promise.all(due.map(async (item) => ({ item, ending: endingOf(item, await failureOf(item.step), clock.now()) })));
    for (const { item, ending } of ended) if (ending !== null) endings[item.index] = ending;
    queue = queue.filter(({ index }) => endings[index] === undefined);
  }
  return endings;
}

async function failureOf(step: Step): Promise<Error | null> {
  return step().then(() => null, (reason: unknown) => reason as Error);
}

/** Null for an item that has been put back into the queue. */
function endingOf(item: Waiting, error: Error | null, nowMs: number): Ending | null {
  if (error === null) return { as: 'done', words: '' };
  const words = error.message;
  if (error.name === 'HaltedError') return { as: 'halted', words };
  if (error.name === 'ExpiredAuthError') return { as: 'held', words };
  if (error.name === 'ThrottledError') {
    item.waits += 1;
    item.dueMs = nowMs + (JSON.parse(words) as { delay: number }).delay * 1000;
    return item.waits > MOST_WAITS ? { as: 'still waiting', words } : null;
  }
  const replayAfterMs = REPLAYS_AFTER_MS[item.replays];
  item.replays += 1;
  item.dueMs = nowMs + (replayAfterMs ?? 0);
  return replayAfterMs === undefined ? { as: 'failed', words } : null;
}
