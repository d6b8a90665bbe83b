import { parentPort, workerData } from 'node:worker_threads';
import { watchSecrets, type Watched } from './leaks/watch.js';
import type { Part } from './part.js';
import { PARTS } from './parts.js';
import { hosts } from './world.js';

/** What a thread is given. */
export interface Assignment {
  readonly part: string;
  readonly job: unknown;
}

/** What it sends while it works, and in the end. */
export type Message = { readonly tell: string } | { readonly result: unknown; readonly watched: Watched };

const { part: name, job } = workerData as Assignment;
const part = PARTS.find((each) => each.name === name) as Part;
const send = (message: Message) => parentPort?.postMessage(message);
const watching = watchSecrets((to) => hosts.get(to) ?? null);
const result = await part.run(job, (tell) => send({ tell }));
send({ result, watched: watching.stop() });
