/**
 * What a platform keeps for us between two runs. It may forget, and a value may be older than another step's: whatever
 * is kept here only saves requests or widens what is seen, and nothing goes wrong without it.
 */
export interface Memory {
  /** The value last kept under `key`, or null. Never throws. */
  get(key: string): Promise<unknown>;
  /** Never throws. */
  set(key: string, value: unknown, ttlSeconds: number): Promise<void>;
}

/** Memory that can also decide who was first, for what must not happen twice. */
export interface LockingMemory extends Memory {
  /**
   * Keeps `value` if nothing is kept under `key` yet.
   *
   * @returns whether it was kept, that is, whether the caller is the first
   * @throws WireflowError `unavailable` when that can't be told
   */
  claim(key: string, value: unknown, ttlSeconds: number): Promise<boolean>;
  /** Never throws. */
  forget(key: string): Promise<void>;
}

/** For places that keep nothing. */
export const NO_MEMORY: Memory = { get: async () => null, set: async () => undefined };
