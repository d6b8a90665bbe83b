import { Worker } from 'node:worker_threads';
import type { Findings, Tell } from '../part.js';
import type { Job } from './worker.js';
import { scenarios } from './scenarios.js';
import type { Verdict } from './verdict.js';

export const EXECUTIONS = 10_000;
const AT_ONCE = 2;

const ABOUT = `${EXECUTIONS.toLocaleString('en-US')} runs over five days in each row: bursts of up to 120, 2 s to 3 h long, 8 % that fail, images that can be read up to 45 s after the end, a service whose clock is minutes off, lists that grow while they are read, 0.3 % of the requests refused. Five Zaps share one connection's memory, with and without a filter, turned on one after another; they poll every 1 to 15 minutes, sometimes at the same moment, and the memory is forgotten every 4 to 20 hours. The trigger, client, readers and memory are the product's own code; only the network and the clock are simulated.`;

const HEAD = ['How executions are found', 'Due', 'Missed', 'Twice', 'Not due', 'Without images', 'Polls', 'Requests per poll', 'Most', 'First and last third', 'Memory forgotten'];

export interface Outcome extends Verdict {
  readonly name: string;
  readonly forgotten: number;
}

export async function runLost(seed: number, tell: Tell): Promise<Findings> {
  const names = scenarios(0, seed).map(({ name }) => name);
  const waiting = names.map((_name, index) => index);
  const outcomes: Outcome[] = [];
  const work = async () => {
    for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
      outcomes[index] = await inWorker({ index, seed, executions: EXECUTIONS });
      tell(`Nothing lost: ${outcomes.filter(Boolean).length} of ${names.length} accounts`);
    }
  };
  tell(`Nothing lost: ${names.length} accounts`);
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return findings(outcomes);
}

function findings(outcomes: readonly Outcome[]): Findings {
  return {
    title: 'Nothing lost',
    about: ABOUT,
    head: HEAD,
    rows: outcomes.map((one) => [
      one.name,
      one.wanted.toLocaleString('en-US'),
      ...[one.missed, one.twice, one.unwanted, one.withoutImages].map(({ length }) => String(length)),
      one.polls.toLocaleString('en-US'),
      one.requestsMean.toFixed(1),
      String(one.requestsMax),
      `${one.requestsEarly.toFixed(1)}, ${one.requestsLate.toFixed(1)}`,
      String(one.forgotten),
    ]),
    broken: outcomes.flatMap(({ name, missed, twice, unwanted, withoutImages }) => [
      ...missed.map((line) => `${name}: missed by “${line}”`),
      ...twice.map((line) => `${name}: fired twice for “${line}”`),
      ...unwanted.map((line) => `${name}: fired though it was not due for “${line}”`),
      ...withoutImages.map((line) => `${name}: without its images for “${line}”`),
    ]),
  };
}

/** A thread of its own for each account, so that two are lived through at once. */
function inWorker(job: Job): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: job });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
