import type { WireflowClient } from '../../../core/api/client.js';
import type { Clock } from '../../../core/runs/wait_for_end.js';

const MINUTE_MS = 60_000;
/** What every plan allows (docs/service.md, "Rate limits"). */
const STARTS_PER_MINUTE = 10;
/** Left for the looks at the runs under way. */
const SPARE_REQUESTS = 2;

/** When the next run may be started, so that the account's limit is not run into. */
export class StartPace {
  readonly #client: WireflowClient;
  readonly #clock: Clock;
  readonly #startedMs: number[] = [];
  #turn: Promise<void> = Promise.resolve();

  constructor(client: WireflowClient, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
  }

  /** Resolves when it is this caller's turn; callers come one after another. */
  async next(): Promise<void> {
    const turn = this.#turn.then(() => this.#wait());
    this.#turn = turn;
    return turn;
  }

  async #wait(): Promise<void> {
    const { now, sleep } = this.#clock;
    const oldestMs = this.#startedMs.at(-STARTS_PER_MINUTE);
    const windowMs = oldestMs === undefined ? 0 : oldestMs + MINUTE_MS - now();
    const { remaining, resetAtMs } = this.#client.limits;
    const scarceMs = remaining !== undefined && remaining <= SPARE_REQUESTS && resetAtMs !== undefined ? Math.min(resetAtMs - now(), MINUTE_MS) : 0;
    const waitMs = Math.max(windowMs, scarceMs);
    if (waitMs > 0) await sleep(waitMs);
    this.#startedMs.push(now());
  }
}
