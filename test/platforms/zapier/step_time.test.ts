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
      await inTime(Infinity, time.signal, silent).catch((error: Error) => void (ended = error.name));
    });
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

  test('what a step knows is still kept when its last request has taken all its time, and Zapier ends no step before that', async () => {
    const states: string[] = [];
    const running = inStepTime(z, async ({ signal }, keeping) => {
      for (const ms of [24_999, 1, 1_499, 1]) {
        await jest.advanceTimersByTimeAsync(ms);
        states.push(`${signal.aborted ? 'over' : 'on'}, ${keeping.aborted ? 'over' : 'on'}`);
      }
    });
    await running;
    expect(states).toEqual(['on, on', 'over, on', 'over, on', 'over, over']);
  });
});
