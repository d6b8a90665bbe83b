/**
 * Lets all of this thread's time pass `scale` times as fast until it is ended: what timers wait for, and what clocks show.
 * Unlike `hurried`, nothing is left out, so that what happens at the same time goes on happening at the same time; what
 * the machine itself takes counts `scale` times as much.
 */
export function scaleTime(scale: number): { end(): void } {
  const real = { setTimeout: globalThis.setTimeout, setInterval: globalThis.setInterval, now: Date.now, passed: performance.now.bind(performance) };
  const [begunMs, sinceMs] = [real.now(), real.passed()];
  const quickly = <F extends typeof setTimeout | typeof setInterval>(set: F): F =>
    Object.assign((callback: () => void, ms = 0, ...given: []) => set(callback, ms / scale, ...given), set);
  globalThis.setTimeout = quickly(real.setTimeout);
  globalThis.setInterval = quickly(real.setInterval);
  Date.now = () => begunMs + Math.round((real.now() - begunMs) * scale);
  // The clock of waits, which nobody can set.
  performance.now = () => sinceMs + (real.passed() - sinceMs) * scale;
  return {
    end() {
      globalThis.setTimeout = real.setTimeout;
      globalThis.setInterval = real.setInterval;
      Date.now = real.now;
      performance.now = real.passed;
    },
  };
}
