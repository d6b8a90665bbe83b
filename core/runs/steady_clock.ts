/**
 * The present as it goes on from the moment of the call, ms since 1970: a clock that somebody sets meanwhile moves it neither on
 * nor back, so that no wait ends early or goes on for hours.
 *
 * @param now the machine's clock, ms since 1970
 * @param passed ms on a clock that nobody can set, counted from wherever
 */
export function steadyNow(now: () => number = Date.now, passed: () => number = () => performance.now()): () => number {
  const [atMs, sinceMs] = [now(), passed()];
  return () => Math.round(atMs + passed() - sinceMs);
}
