/** An emulator's time, ms since 1970. */
export interface Clock {
  now(): number;
  /** Moves the time forward. On the real clock this adds to what passes anyway. */
  advance(ms: number): void;
  /** What a long request takes: real time passes, a clock moved by hand is moved. */
  pass(ms: number): Promise<void>;
}

/** A clock that only moves when it is told to. */
export function manualClock(startAtMs: number): Clock {
  let nowMs = startAtMs;
  const advance = (ms: number) => void (nowMs += ms);
  return { now: () => nowMs, advance, pass: async (ms) => advance(ms) };
}

/** A clock that runs by itself. */
export function realClock(): Clock {
  let aheadMs = 0;
  return {
    now: () => Date.now() + aheadMs,
    advance: (ms) => void (aheadMs += ms),
    pass: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  };
}
