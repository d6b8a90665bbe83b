/** What a number of runs has taken of this process. */
export interface Cost {
  readonly cpuMs: number;
  /** What was allocated on the heap and outside of it; wrong where a collection came between, see `FEW_COLLECTIONS`. */
  readonly allocatedBytes: number;
}

/** Flags for Node: new objects have so much room that only few measurements meet a collection, and the median none. */
export const FEW_COLLECTIONS = ['--max-semi-space-size=512', '--min-semi-space-size=512'] as const;

/** @returns what one run takes on average, of `runs` in a row */
export async function costOf(runs: number, run: () => Promise<unknown>): Promise<Cost> {
  const bytes = usedBytes();
  const cpu = process.cpuUsage();
  for (let index = 0; index < runs; index += 1) await run();
  const { user, system } = process.cpuUsage(cpu);
  return { cpuMs: (user + system) / 1000 / runs, allocatedBytes: (usedBytes() - bytes) / runs };
}

function usedBytes(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
