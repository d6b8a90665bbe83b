import type { Watched } from './leaks/watch.js';

/** What a part of the proof has found. */
export interface Findings {
  readonly title: string;
  /** What was done, in a few sentences. */
  readonly about: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Promises that did not hold, each as one line; none is what everybody hopes for. */
  readonly broken: readonly string[];
}

/** Told how far a job is. */
export type Tell = (doing: string) => void;

/**
 * A part of the proof, cut into jobs that run in threads of their own. Jobs and results pass between threads, so they
 * are plain data.
 */
export interface Part<Job = unknown, Result = unknown> {
  /** As `--only` names it. */
  readonly name: string;
  readonly title: string;
  /** Runs only where `--only` names it: it takes far longer than the others, or is about one platform. */
  readonly isOnRequest?: true;
  jobs(seed: number): Job[];
  run(job: Job, tell: Tell): Promise<Result>;
  /** @param watched what all jobs of all parts have sent and said */
  findings(results: Result[], watched: readonly Watched[]): Findings;
}
