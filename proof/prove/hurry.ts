const HURRY = 80;
const SHORTEST_TIMEOUT_MS = 1_000;
/** Time passes in moments in which this thread has nothing else to do. */
const MOMENT_MS = 25;
const LATE_MS = 10;
/** A moment that came late counts this much: on a machine that is never idle, time goes by slowly, not never. */
const LATE_MOMENT = 0.05;
const FEWEST_MOMENTS = 4;

const real = globalThis.setTimeout;
const quick = Object.assign((callback: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) => {
  if (ms < SHORTEST_TIMEOUT_MS) return real(callback, ms, ...given);
  let left = Math.max(FEWEST_MOMENTS, ms / HURRY / MOMENT_MS);
  let cameAtMs = Date.now();
  const handle = setInterval(() => {
    const isLate = Date.now() - cameAtMs > MOMENT_MS + LATE_MS;
    cameAtMs = Date.now();
    left -= isLate ? LATE_MOMENT : 1;
    if (left > 0) return;
    clearInterval(handle);
    callback(...given);
  }, MOMENT_MS);
  return handle;
}, real) as typeof setTimeout;
let running = 0;

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
