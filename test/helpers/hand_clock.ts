import type { Clock } from '../../core/runs/wait_for_end.js';

export const NOON_MS = Date.UTC(2026, 2, 20, 12);
export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** A clock that only sleeping and the test move. */
export class HandClock implements Clock {
  readonly naps: number[] = [];
  constructor(public atMs: number = NOON_MS) {}

  readonly now = (): number => this.atMs;

  readonly sleep = async (ms: number): Promise<void> => {
    // Longer or shorter than a timer takes, a nap would be a mistake of the caller.
    if (!(ms >= 0 && ms < 2 ** 31)) throw new RangeError(`A nap of ${ms} ms`);
    this.naps.push(ms);
    this.atMs += ms;
    if (this.naps.length > 10_000) throw new Error('The wait never ends');
  };
}
