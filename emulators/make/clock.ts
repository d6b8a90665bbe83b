/** The engine's time. A test moves it by hand, so that minutes of waiting take no time. */
export interface Clock {
  /** ms since 1970 */
  now(): number;
  sleep(ms: number): Promise<void>;
}

/** A clock that is some other clock's time; a wait moves it on. */
export function clockMovedBy({ now, advance }: { now(): number; advance(ms: number): void }): Clock {
  return {
    now,
    sleep: async (ms) => advance(ms),
  };
}

export const REAL_CLOCK: Clock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => void setTimeout(resolve, ms)),
};
