/** A hurried time-out passes in so many moments in which this thread has time for other things, each of so many ms. */
const MOMENTS = 10;
const MOMENT_MS = 25;
const SHORTEST_TIMEOUT_MS = 1_000;

const real = globalThis.setTimeout;
const quick = Object.assign((callback: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) => {
  if (ms < SHORTEST_TIMEOUT_MS) return real(callback, ms, ...given);
  let moments = 0;
  // Counted, not timed: a machine that is too busy to deliver a reply is too busy for the time-out as well.
  const handle = setInterval(() => {
    moments += 1;
    if (moments < MOMENTS) return;
    clearInterval(handle);
    callback(...given);
  }, MOMENT_MS);
  return handle;
}, real) as typeof setTimeout;
let running = 0;

/**
 * Lets every time-out of a second or more pass in a quarter of one while `run` runs. The code that sets time-outs and
 * acts on them stays as it is; a proof that waited 20 s for each would take hours.
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

/** A reply that comes later than any hurried time-out, and sooner than the shortest that is hurried. */
export const TOO_LATE_MS = 900;
