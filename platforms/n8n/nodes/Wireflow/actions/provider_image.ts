import { megapixelsOf, readFluxOptions, type FluxOptions } from '../../../../../core/fields/flux_options.js';
import { PROVIDER_LABELS } from '../../../../../core/providers/job.js';
import type { FluxRequest } from '../../../../../core/providers/provider.js';
import { jobAddress } from '../../../../../core/runs/flux/job_address.js';
import type { MadeBefore } from '../../../../../core/runs/made_before.js';
import { assertWithinBudget, chooseOffer } from '../../../../../core/runs/flux/choose_offer.js';
import { givenAgain, keep, madeBefore } from '../engine/given_again.js';
import { inputPicture, type InputPicture } from '../engine/input_picture.js';
import { itemKey, sendOnce, waitingOutLimits, type PlannedStart, type StartContext } from '../engine/planned_start.js';
import { buy } from '../engine/purchase.js';
import type { ProviderStep } from '../engine/provider_step.js';
import { optionsIn, parameter, timeoutMs } from './parameters.js';
import { providerItems } from './provider_items.js';
import { waitForPurchase, type BegunPurchase } from './wait_for_purchase.js';

/** Image: Generate with Provider: images of a FLUX model from Black Forest Labs, DeepInfra or Replicate. */
export async function planProviderImage(step: ProviderStep, item: number): Promise<PlannedStart> {
  const { host, clock } = step;
  const picture = await inputPicture(host, item, parameter(host, 'inputImage', item));
  const options = readFluxOptions(fluxValues(step, item, picture));
  const wish = { tier: options.tier, size: options.size, megapixels: megapixelsOf(options.tier, options.megapixels), inputImages: picture === null ? 0 : 1 };
  const known = step.until(Infinity);
  const chosen = chooseOffer(options.provider, wish, (name) => known.hasKey(name), new Date(clock.now()).toISOString().slice(0, 10));
  assertWithinBudget(chosen, options.count, options.max_usd);
  const limitMs = timeoutMs(host, item);
  const label = PROVIDER_LABELS[chosen.offer.provider];

  const requestWith = (inputImages: readonly string[]): FluxRequest => ({ offer: chosen.offer, prompt: options.prompt, seed: options.seed, format: options.format, inputImages });
  const before = await beforeOf(step, options, picture, requestWith);

  const begin = async (context: StartContext): Promise<BegunPurchase> => {
    const key = itemKey(context, 'provider', { ...options, picture: picture?.mark ?? null }, `your usage at ${label}`);
    const earlier = context.runs.earlier(key);
    if (earlier !== null) return { run: earlier, limitMs, isEarlier: true };
    const start = async () => {
      const request = requestWith(picture === null ? [] : [await picture.address()]);
      return sendOnce(context, key, clock.now(), () => buy(step, request, options.count, chosen.estimate));
    };
    return { run: await waitingOutLimits(step, start, (ms) => context.onPause(label, ms)), limitMs, isEarlier: false };
  };
  return {
    begin: async (context) => {
      const again = before === null ? null : await givenAgain(step, before);
      if (again !== null) return { id: jobAddress(again.jobs), items: async () => providerItems(step, item, again) };
      const begun = await begin(context);
      const items = async () => {
        const purchase = await waitForPurchase(step, begun);
        return providerItems(step, item, purchase, async (pictures) => (before === null ? undefined : keep(before, purchase.jobs, pictures, begun.run.startedAtMs)));
      };
      return { id: begun.run.executionId, items };
    },
  };
}

/** By what the images may have been bought before; null where nobody can tell what the input image shows: then they are bought anew. */
async function beforeOf(step: ProviderStep, { reuse, count }: FluxOptions, picture: InputPicture | null, requestWith: (marks: readonly string[]) => FluxRequest): Promise<MadeBefore | null> {
  if (reuse === 'off') return null;
  const mark = picture === null ? '' : await picture.shown().catch(() => null);
  return mark === null ? null : madeBefore(step, reuse, requestWith(picture === null ? [] : [mark]), count);
}

/** What is filled in, under the core's keys. */
function fluxValues({ host }: ProviderStep, item: number, picture: InputPicture | null): Parameters<typeof readFluxOptions>[0] {
  const { count, format, maxUsd, megapixels, reuse, seed } = optionsIn(host, item);
  const top = (name: string) => parameter(host, name, item);
  return { provider: top('provider'), tier: top('tier'), prompt: top('prompt'), size: top('size'), input_image: picture?.checked, count, format, max_usd: maxUsd, megapixels, reuse, seed } satisfies Partial<Record<keyof FluxOptions, unknown>>;
}
