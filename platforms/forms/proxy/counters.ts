/** Where the proxy counts. Several machines, or an edge, need one that they share: anything that adds to a number at once. */
export interface Counters {
  /**
   * Adds to a counter, which starts at 0.
   *
   * @param amount a whole number; a negative one takes back what was added
   * @param ttlSeconds how long the counter is kept after its first addition
   * @returns the new total
   * @throws anything when it can't be counted; the proxy then starts nothing
   */
  add(key: string, amount: number, ttlSeconds: number): Promise<number>;
}

const MOST_COUNTERS = 100_000;

/** Counters of one process, gone when it ends. */
export class MemoryCounters implements Counters {
  readonly #kept = new Map<string, { total: number; endsAtMs: number }>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  async add(key: string, amount: number, ttlSeconds: number): Promise<number> {
    const nowMs = this.#now();
    const kept = this.#kept.get(key);
    const counter = kept && kept.endsAtMs > nowMs ? kept : { total: 0, endsAtMs: nowMs + ttlSeconds * 1000 };
    counter.total += amount;
    this.#kept.set(key, counter);
    if (this.#kept.size > MOST_COUNTERS) this.#makeRoom(nowMs);
    return counter.total;
  }

  /** A flood from many addresses must not fill the memory; what is forgotten first is what was counted first. */
  #makeRoom(nowMs: number): void {
    for (const [key, { endsAtMs }] of this.#kept) if (endsAtMs <= nowMs) this.#kept.delete(key);
    for (const key of this.#kept.keys()) {
      if (this.#kept.size <= MOST_COUNTERS / 2) return;
      if (key.startsWith('address:')) this.#kept.delete(key);
    }
  }
}
