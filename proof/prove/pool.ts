import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Watched } from './leaks/watch.js';
import type { Tell } from './part.js';
import type { Assignment, Message } from './thread.js';

export interface Done {
  readonly result: unknown;
  readonly watched: Watched;
}

/** More than there are cores: many jobs wait for time-outs most of the time. */
const AT_ONCE = 2 * availableParallelism();

/** Runs jobs in threads of their own, a few at a time. @returns their results in the order of the jobs */
export async function inThreads(assignments: readonly Assignment[], tell: Tell): Promise<Done[]> {
  const waiting = assignments.map((_assignment, index) => index);
  const done: Done[] = [];
  let finished = 0;
  const work = async () => {
    for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
      const assignment = assignments[index] as Assignment;
      done[index] = await inThread(assignment, (doing) => tell(`${finished} of ${assignments.length} jobs done; ${assignment.part}: ${doing}`));
      finished += 1;
      tell(`${finished} of ${assignments.length} jobs done`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return done;
}

function inThread(assignment: Assignment, tell: Tell): Promise<Done> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./thread.js', import.meta.url), { workerData: assignment });
    worker.on('message', (message: Message) => ('tell' in message ? tell(message.tell) : resolve(message)));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The thread of ${assignment.part} ended early (${code})`)));
  });
}
