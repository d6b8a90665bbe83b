import { WireflowError } from '../../../../core/model/errors.js';
import { unknownJob } from '../../../../core/providers/job.js';
import type { FluxRequest, Provider } from '../../../../core/providers/provider.js';
import { buyImages } from '../../../../core/runs/flux/buy_images.js';

const CLOCK = { now: () => 0, sleep: async () => undefined };
const REQUEST = { seed: null } as FluxRequest;

function providerThat(start: (count: number) => void): { readonly provider: Provider; starts(): number } {
  let count = 0;
  const provider = {
    name: 'replicate',
    start: async () => {
      count += 1;
      start(count);
      return unknownJob({ provider: 'replicate', id: `job-${count}`, lookUpUrl: null });
    },
  } as unknown as Provider;
  return { provider, starts: () => count };
}

test('what is stopped buys no further image, and keeps what was bought', async () => {
  const controller = new AbortController();
  const { provider, starts } = providerThat(() => controller.abort());
  const { jobs, note } = await buyImages(provider, REQUEST, 4, { clock: CLOCK, deadlineMs: 60_000, signal: controller.signal });
  expect([starts(), jobs.map(({ id }) => id)]).toEqual([1, ['job-1']]);
  expect(note).toBe('1 of 4 images was started. The step was stopped. The others were not started.');
});

test('a wait for a limit that is stopped is not followed by another start', async () => {
  const controller = new AbortController();
  const { provider, starts } = providerThat(() => {
    controller.abort();
    throw new WireflowError({ kind: 'rate_limited', problem: 'Too many.', nextStep: 'Wait.', canRetry: true, retryAfterMs: 1000 });
  });
  await expect(buyImages(provider, REQUEST, 1, { clock: CLOCK, deadlineMs: 60_000, signal: controller.signal })).rejects.toThrow('The step was stopped');
  expect(starts()).toBe(1);
});
