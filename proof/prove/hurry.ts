const HURRY = 80;
const SHORTEST_TIMEOUT_MS = 1_000;
/** Time passes in moments, as far as this thread has nothing to do in them. */
const MOMENT_MS = 25;
const LATE_MS = 10;
/** What a moment counts at least: on a machine that is never idle, time goes by slowly, not never. */
const BUSY_MOMENT = 0.05;
const FEWEST_MOMENTS = 4;

const real = globalThis.setTimeout;
const quick = Object.assign((callback: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) => {
  if (ms < SHORTEST_TIMEOUT_MS) return real(callback, ms, ...given);
  let left = Math.max(FEWEST_MOMENTS, ms / HURRY / MOMENT_MS);
  let before = performance.eventLoopUtilization();
  let cameAtMs = Date.now();
  const handle = setInterval(() => {
    const { utilization } = performance.eventLoopUtilization(before);
    const isLate = Date.now() - cameAtMs > MOMENT_MS + LATE_MS;
    [before, cameAtMs] = [performance.eventLoopUtilization(), Date.now()];
    left -= isLate || isLoading() ? BUSY_MOMENT : Math.max(BUSY_MOMENT, 1 - utilization);
    if (left > 0) return;
    clearInterval(handle);
    callback(...given);
  }, MOMENT_MS);
  return handle;
}, real) as typeof setTimeout;
let running = 0;

/** A module that a step needs for the first time is read by other threads, while this one has nothing to do. */
function isLoading(): boolean {
  return process.getActiveResourcesInfo().some((resource) => resource.startsWith('FSReq'));
}

/**
 * Lets every time-out of a second or more pass eighty times as fast while `run` runs, and never before a reply that a
 * busy machine has not got to yet. The code that sets time-outs and acts on them stays as it is; a proof that waited
 * 20 s for each would take hours.
 */
export async function hurried<T>(run: () => Promise<T>): Promise<T> {
  running += 1;
  globalThis.setTimeout = quick;
  try {
    return await run();
  } finally {
    running -= 1;
    if (running === 0) globalThis.setTimeout = real;
  }
}

/** A reply that comes later than any time-out; it is hurried as they are. */
export const TOO_LATE_MS = 60_000;
