import { steadyNow } from '../../../core/runs/steady_clock.js';

test.each([3_600_000, -3_600_000, 0])('goes on as time does when the clock is set by %d ms', (jumpMs) => {
  let [setMs, passedMs] = [1_800_000_000_000, 5.25];
  const now = steadyNow(() => setMs, () => passedMs);
  expect(now()).toBe(1_800_000_000_000);
  setMs += jumpMs;
  passedMs += 1_500.4;
  expect(now()).toBe(1_800_000_001_500);
});
