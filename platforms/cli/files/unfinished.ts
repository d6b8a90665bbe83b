import { rmSync } from 'node:fs';

/** Files that are just being written beside their place, with the work that puts each there. */
const unfinished = new Map<string, Promise<unknown>>();
let isOver = false;
/** A file is small, and whoever has pressed Ctrl-C waits. */
const LONGEST_MS = 1_000;

/** Lets whoever ends the program know of a file that stands beside its place while `work` goes on. */
export async function beside<T>(file: string, work: () => Promise<T>): Promise<T> {
  // What begins when all else has been cleared away would be left behind.
  if (isOver) return new Promise<never>(() => undefined);
  const working = work();
  unfinished.set(file, working);
  try {
    return await working;
  } finally {
    unfinished.delete(file);
  }
}

/** Before the program ends: what is nearly written is written, and of the rest nothing is left behind. Never throws. */
export async function finishFiles(): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let isTimeUp = false;
  const time = new Promise<void>((over) => (timer = setTimeout(() => over(void (isTimeUp = true)), LONGEST_MS)));
  // What waits for one of them is written too, such as a report that says more.
  while (unfinished.size > 0 && !isTimeUp) await Promise.race([Promise.allSettled(unfinished.values()), time]);
  clearTimeout(timer);
  isOver = true;
  dropFiles();
}

/** The same for whoever can't wait. Never throws. */
export function dropFiles(): void {
  for (const file of unfinished.keys()) {
    try {
      rmSync(file, { force: true });
    } catch {
      // It is only a remnant.
    }
  }
}
