import { inTime } from '../../../platforms/zapier/time_limit.js';

const never = new AbortController().signal;
const silent = () => new Promise<never>(() => undefined);

test('what is done in time comes as it is, good or bad', async () => {
  expect(await inTime(1_000, never, async () => 7)).toBe(7);
  await expect(inTime(1_000, never, () => Promise.reject(new RangeError('own')))).rejects.toThrow(RangeError);
});

test('what takes too long is given up, and told so', async () => {
  let told: AbortSignal | undefined;
  await expect(inTime(15, never, (signal) => ((told = signal), silent()))).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(told?.aborted).toBe(true);
});

test('the step’s end comes first, whatever the limit', async () => {
  const step = new AbortController();
  setTimeout(() => step.abort(), 10);
  await expect(inTime(Infinity, step.signal, silent)).rejects.toMatchObject({ name: 'TimeoutError' });
});

test('after the step’s end nothing is begun', async () => {
  let begun = 0;
  await expect(inTime(1_000, AbortSignal.abort(), async () => (begun += 1))).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(begun).toBe(0);
});

test('what was given up may fail later without anybody being disturbed, and no timer is left behind', async () => {
  const unhandled: unknown[] = [];
  const hear = (reason: unknown) => void unhandled.push(reason);
  process.on('unhandledRejection', hear);
  await expect(inTime(5, never, () => new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 15)))).rejects.toMatchObject({ name: 'TimeoutError' });
  await new Promise((resolve) => setTimeout(resolve, 30));
  process.off('unhandledRejection', hear);
  expect(unhandled).toEqual([]);
});
