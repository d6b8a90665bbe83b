import { WireflowError } from '../../../../core/model/errors.js';
import { unknownJob, type Job } from '../../../../core/providers/job.js';
import type { Provider } from '../../../../core/providers/provider.js';
import { waitForJobs } from '../../../../core/runs/flux/wait_for_jobs.js';
import { knownRuns, rememberDurations } from '../../../../core/runs/run_durations.js';
import { mapMemory } from '../../../helpers/core.js';
import { HandClock, NOON_MS } from '../../../helpers/hand_clock.js';

const MODEL = 'flux-2-pro';
const NOTHING_KNOWN = { durationsMs: [], perMinute: null };

/** A provider whose pictures take so long; `answer` may say something else to a look at that time after the start. */
function provider(lastsMs: number, answer: (atMs: number) => void = () => undefined) {
  const clock = new HandClock();
  const memory = mapMemory();
  const lookedAtMs: number[] = [];
  const look = async (job: Job): Promise<Job> => {
    const atMs = clock.atMs - NOON_MS;
    lookedAtMs.push(atMs);
    answer(atMs);
    return { ...job, status: atMs >= lastsMs ? 'completed' : 'running' };
  };
  const wait = (count = 1) => {
    const jobs = Array.from({ length: count }, (_, index) => unknownJob({ provider: 'bfl', id: `j${index}`, lookUpUrl: null, model: MODEL }));
    return waitForJobs({ name: 'bfl', look } as unknown as Provider, jobs, clock, { sinceMs: NOON_MS, deadlineMs: NOON_MS + 25_000, memory });
  };
  return { clock, memory, lookedAtMs, wait };
}

test.each([1_500, 4_000, 7_300, 12_000, 20_000])('a picture that takes %i ms is seen within 700 ms, or a twelfth of its time', async (lastsMs) => {
  const { lookedAtMs, wait } = provider(lastsMs);
  expect((await wait()).jobs[0]?.status).toBe('completed');
  expect(lookedAtMs.at(-1)! - lastsMs).toBeLessThanOrEqual(Math.max(700, lastsMs / 12 + 1));
});

test('four pictures do not ask twice as often as one alone', async () => {
  const [one, four] = [provider(12_000), provider(12_000)];
  await Promise.all([one.wait(), four.wait(4)]);
  expect(four.lookedAtMs.length).toBeLessThan(2 * one.lookedAtMs.length);
});

test('the first look comes a little before the model’s shortest picture of late, and each picture is remembered', async () => {
  const { memory, lookedAtMs, wait } = provider(10_000);
  await rememberDurations(memory, ['bfl:flux-2-pro'], NOTHING_KNOWN, [11_000, 10_000, 12_000], null);
  await wait(2);
  expect(lookedAtMs[0]).toBe(8_500);
  const { durationsMs } = await knownRuns(memory, 'bfl:flux-2-pro');
  expect(durationsMs).toEqual([11_000, 10_000, 12_000, lookedAtMs.at(-1), lookedAtMs.at(-1)]);
});

const refusal = (retryAfterMs: number) => new WireflowError({ kind: 'rate_limited', problem: 'Too many requests.', nextStep: 'Wait.', canRetry: true, retryAfterMs });

test('a refusal is waited out as long as the provider asks, and not beyond the step', async () => {
  const once = provider(1_000, (atMs) => {
    if (atMs < 5_000) throw refusal(6_000);
  });
  await once.wait();
  expect(once.lookedAtMs).toEqual([2_000, 8_000]);

  const long = provider(1_000, () => {
    throw refusal(60_000);
  });
  const seen = await long.wait();
  expect(long.lookedAtMs).toEqual([2_000]);
  expect(seen).toMatchObject({ note: null, jobs: [{ status: 'queued' }] });
});

test('looks that fail stand further and further apart', async () => {
  const { lookedAtMs, wait } = provider(1_000, () => {
    throw refusal(0);
  });
  await wait();
  const pausesMs = lookedAtMs.slice(1, 6).map((atMs, index) => atMs - lookedAtMs[index]!);
  expect(pausesMs).toEqual([1_000, 2_000, 3_000, 4_000, 5_000]);
});
