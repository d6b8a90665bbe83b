import type { LockingMemory } from '../../../core/memory.js';

/** A platform's cache: keeps copies as JSON text for as long as it is asked to, unless it is made to forget. */
export class ForgetfulMemory implements LockingMemory {
  readonly #kept = new Map<string, { readonly text: string; readonly untilMs: number }>();
  readonly #now: () => number;
  calls = 0;
  largestBytes = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  async get(key: string): Promise<unknown> {
    this.calls += 1;
    const kept = this.#kept.get(key);
    return kept === undefined || kept.untilMs <= this.#now() ? null : (JSON.parse(kept.text) as unknown);
  }

  async set(key: string, value: unknown, ttlSeconds: number): Promise<void> {
    this.calls += 1;
    const text = JSON.stringify(value);
    this.largestBytes = Math.max(this.largestBytes, Buffer.byteLength(text));
    this.#kept.set(key, { text, untilMs: this.#now() + ttlSeconds * 1000 });
  }

  async claim(key: string, value: unknown, ttlSeconds: number): Promise<boolean> {
    if ((await this.get(key)) !== null) return false;
    await this.set(key, value, ttlSeconds);
    return true;
  }

  async forget(key: string): Promise<void> {
    this.calls += 1;
    this.#kept.delete(key);
  }

  /** @param isForgotten which keys; all of them by default */
  forgetAll(isForgotten: (key: string) => boolean = () => true): void {
    for (const key of [...this.#kept.keys()].filter(isForgotten)) this.#kept.delete(key);
  }
}
