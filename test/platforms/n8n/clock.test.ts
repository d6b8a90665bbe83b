import { stoppableClock } from '../../../platforms/n8n/nodes/Wireflow/engine/clock.js';

afterEach(() => jest.restoreAllMocks());

test.each([3_600_000, -3_600_000])('a pause ends in its time when the machine’s clock is set by %d ms', async (jumpMs) => {
  const clock = stoppableClock(undefined);
  const [realMs, begunMs] = [performance.now(), clock.now()];
  const pause = clock.sleep(30);
  const real = Date.now;
  jest.spyOn(Date, 'now').mockImplementation(() => real() + jumpMs);
  await pause;
  const tookMs = performance.now() - realMs;
  expect(tookMs).toBeGreaterThanOrEqual(29);
  expect(Math.abs(clock.now() - begunMs - tookMs)).toBeLessThan(5);
});
