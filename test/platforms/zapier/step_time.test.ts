import { inStepTime } from '../../../platforms/zapier/step_time.js';
import { inTime } from '../../../platforms/zapier/time_limit.js';

const z = {} as never;
const silent = () => new Promise<never>(() => undefined);

describe('a step', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  test('has 25 seconds for everything in it, and tells so when it begins', async () => {
    const nowMs = Date.now();
    let ended: string | null = null;
    let deadlineMs = 0;
    const step = inStepTime(z, async (time) => {
      ({ deadlineMs } = time);
      return inTime(Infinity, time.signal, silent);
    }).catch((error: Error) => void (ended = error.name));
    await jest.advanceTimersByTimeAsync(24_990);
    expect([deadlineMs - nowMs, ended]).toEqual([25_000, null]);
    await jest.advanceTimersByTimeAsync(20);
    await step;
    expect(ended).toBe('TimeoutError');
  });

  test('that has ended leaves nothing running', async () => {
    const signal = await inStepTime(z, async (time) => time.signal);
    expect(signal.aborted).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
  });
});
