import { imageUrl, type Account } from './account.js';
import type { Run } from './history.js';
import type { Simulated } from './simulate.js';
import type { SimulatedZap } from './simulated_zap.js';

export interface Verdict {
  /** Runs (or images) that the Zaps had to fire for. */
  readonly wanted: number;
  readonly fired: number;
  /** Each with the Zap, the run and its times. */
  readonly missed: readonly string[];
  readonly twice: readonly string[];
  /** Fired for what was over before the Zap was turned on, or for what is none of its business. */
  readonly unwanted: readonly string[];
  readonly withoutImages: readonly string[];
  /** How long after its end a run was fired for is not kept here: polls decide it. */
  readonly polls: number;
  readonly failedPolls: number;
  readonly requestsMean: number;
  readonly requestsMax: number;
  /** The mean of the first and of the last third of the time: they differ if a poll costs more as the history grows. */
  readonly requestsEarly: number;
  readonly requestsLate: number;
  readonly memoryCallsMax: number;
}

/** Compares what the Zaps fired for with what really happened. */
export function judge({ account, zaps }: Simulated): Verdict {
  const byZap = zaps.map((zap) => judgeZap(zap, account));
  const all = <T>(pick: (one: (typeof byZap)[number]) => readonly T[]) => byZap.flatMap(pick);
  const requests = zaps.flatMap((zap) => zap.requests);
  const third = (zap: SimulatedZap, which: 0 | 2) => zap.requests.slice(Math.floor((zap.requests.length * which) / 3), Math.floor((zap.requests.length * (which + 1)) / 3));
  return {
    wanted: sum(byZap.map(({ wanted }) => wanted)),
    fired: sum(zaps.map(({ fired }) => fired.size)),
    missed: all(({ missed }) => missed),
    twice: all(({ twice }) => twice),
    unwanted: all(({ unwanted }) => unwanted),
    withoutImages: all(({ withoutImages }) => withoutImages),
    polls: requests.length,
    failedPolls: sum(zaps.map(({ failedPolls }) => failedPolls)),
    requestsMean: mean(requests),
    requestsMax: Math.max(...requests),
    requestsEarly: mean(zaps.flatMap((zap) => third(zap, 0))),
    requestsLate: mean(zaps.flatMap((zap) => third(zap, 2))),
    memoryCallsMax: Math.max(...zaps.flatMap((zap) => zap.memoryCalls)),
  };
}

function judgeZap({ plan, fired, turnedOn }: SimulatedZap, { runs, kind }: Account) {
  const { fromMs, toMs } = turnedOn ?? { fromMs: Infinity, toMs: Infinity };
  const missed: string[] = [];
  const mayFire = new Set<string>();
  let wanted = 0;
  for (const run of runs) {
    const isOurs = (plan.workflowId === null || run.workflowId === plan.workflowId) && (run.end === 'COMPLETED') === (plan.outcome === 'completed');
    // What gets ready while the Zap is being turned on may be taken for known or fired for.
    if (!isOurs || run.readableMs < fromMs) continue;
    for (const id of idsOf(run, plan.perImage)) {
      mayFire.add(id);
      // Without a list, what was started before may be taken for known: only a look at each would tell whether it is over.
      if (run.endMs <= toMs || (kind.paths === 'none' && run.startMs <= toMs)) continue;
      wanted += 1;
      if (!fired.has(id)) missed.push(describe(plan.name, id, run));
    }
  }
  const byId = new Map(runs.map((run) => [run.id, run]));
  const events = [...fired].map(([id, { output, times }]) => ({ id, times, output, run: byId.get(output.id) as Run }));
  return {
    wanted,
    missed,
    twice: events.filter(({ times }) => times > 1).map(({ id, run }) => describe(plan.name, id, run)),
    unwanted: events.filter(({ id }) => !mayFire.has(id)).map(({ id, run }) => describe(plan.name, id, run)),
    withoutImages: events.filter(({ output, run }) => !hasItsImages(output.images, run)).map(({ id, run }) => describe(plan.name, id, run)),
  };
}

function idsOf(run: Run, perImage: boolean): string[] {
  return perImage ? Array.from({ length: run.images }, (_, index) => imageUrl(run, index)) : [run.id];
}

function hasItsImages(images: readonly { readonly url: string }[], run: Run): boolean {
  const wanted = run.end === 'COMPLETED' ? Array.from({ length: run.images }, (_, index) => imageUrl(run, index)) : [];
  return images.length === wanted.length && wanted.every((url, index) => images[index]?.url === url);
}

function describe(zap: string, id: string, { startMs, endMs, readableMs, end }: Run): string {
  const time = (ms: number) => new Date(ms).toISOString().slice(5, 19);
  return `${zap}: ${id} (${end}, started ${time(startMs)}, ended ${time(endMs)}, readable ${time(readableMs)})`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : sum(numbers) / numbers.length;
}
