/**
 * Whether `run` has ended, well or badly, when a timer of `ms` fires. Both wait in one event loop: on a busy machine both
 * come late, and which of them comes first stays the same.
 */
export async function endsWithin(ms: number, run: Promise<unknown>): Promise<boolean> {
  const first = await Promise.race([run.then(ended, ended), new Promise<boolean>((resolve) => setTimeout(resolve, ms, false).unref())]);
  // Nothing of it may go on into the next test.
  await run.catch(() => undefined);
  return first;
}

function ended(): boolean {
  return true;
}
