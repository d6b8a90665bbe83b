import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
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
export function inThreads(assignments: readonly Assignment[], tell: Tell): Promise<Done[]> {
  const limit = pLimit(AT_ONCE);
  const count = () => `${assignments.length - limit.activeCount - limit.pendingCount} of ${assignments.length} jobs done`;
  return limit.map(assignments, (assignment) => inThread(assignment, (doing) => tell(`${count()}; ${assignment.part}: ${doing}`)));
}

function inThread(assignment: Assignment, tell: Tell): Promise<Done> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./thread.js', import.meta.url), { workerData: assignment });
    worker.on('message', (message: Message) => ('tell' in message ? tell(message.tell) : resolve(message)));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The thread of ${assignment.part} ended early (${code})`)));
  });
}
