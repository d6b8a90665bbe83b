/** A promise that was given up. Its name is one that the core reads as a time-out. */
class TookTooLong extends Error {
  override readonly name = 'TimeoutError';
}

/**
 * What `run` gives, or a `TimeoutError` as soon as its time is over or `outer` is aborted: also where what it calls knows
 * no signal, or does not obey one.
 *
 * @param ms the time that `run` has; Infinity where only `outer` ends it
 * @param outer ends it earlier: the step's own signal
 * @param run is handed the signal that ends it
 */
export async function inTime<T>(ms: number, outer: AbortSignal, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const limit = new AbortController();
  const end = () => limit.abort(new TookTooLong('The time is over'));
  const isOver = new Promise<never>((_resolve, reject) => limit.signal.addEventListener('abort', () => reject(limit.signal.reason as Error), { once: true }));
  const timer = ms === Infinity ? undefined : setTimeout(end, Math.max(0, ms));
  if (outer.aborted) end();
  outer.addEventListener('abort', end, { once: true });
  try {
    // What was given up may still fail, and nobody would be there to hear it.
    isOver.catch(ignore);
    const running = limit.signal.aborted ? isOver : run(limit.signal);
    running.catch(ignore);
    return await Promise.race([running, isOver]);
  } finally {
    clearTimeout(timer);
    outer.removeEventListener('abort', end);
  }
}

function ignore(): void {}
