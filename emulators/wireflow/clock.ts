/** The emulator's time, in milliseconds since 1970. */
export interface Clock {
  now(): number;
  /** Moves the time forward by `ms`. On the real clock this adds to what passes anyway. */
  advance(ms: number): void;
}

/** A clock that runs by itself. */
export function realClock(): Clock {
  let aheadMs = 0;
  return {
    now: () => Date.now() + aheadMs,
    advance: (ms) => void (aheadMs += ms),
  };
}

/** A clock that only moves when it is told to. */
export function manualClock(startAtMs: number = Date.now()): Clock {
  let nowMs = startAtMs;
  return {
    now: () => nowMs,
    advance: (ms) => void (nowMs += ms),
  };
}

/** A time as the API writes it: ISO 8601 in UTC. */
export const iso = (ms: number): string => new Date(ms).toISOString();
