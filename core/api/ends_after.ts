/** More than Node can count, and longer than anybody waits. */
const LONGEST_MS = 2 ** 31 - 1;

/** A signal that is aborted when the time is over. @param ms also a part of one, or Infinity: `AbortSignal.timeout` throws for both */
export function endsAfter(ms: number): AbortSignal {
  return AbortSignal.timeout(Math.min(Math.max(0, Math.ceil(ms)), LONGEST_MS));
}
