import { megapixelsOf, readFluxOptions, type FluxOptions } from '../../../../../core/fields/flux_options.js';
import { PROVIDER_LABELS } from '../../../../../core/providers/job.js';
import { assertWithinBudget, chooseOffer } from '../../../../../core/runs/flux/choose_offer.js';
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
  const picture = inputPicture(host, item, parameter(host, 'inputImage', item));
  const options = readFluxOptions(fluxValues(step, item, picture));
  const wish = { tier: options.tier, size: options.size, megapixels: megapixelsOf(options.tier, options.megapixels), inputImages: picture === null ? 0 : 1 };
  const known = step.until(Infinity);
  const chosen = chooseOffer(options.provider, wish, (name) => known.hasKey(name), new Date(clock.now()).toISOString().slice(0, 10));
  assertWithinBudget(chosen, options.count, options.max_usd);
  const limitMs = timeoutMs(host, item);
  const label = PROVIDER_LABELS[chosen.offer.provider];

  const begin = async (context: StartContext): Promise<BegunPurchase> => {
    const key = itemKey(context, 'provider', { ...options, picture: picture?.mark ?? null }, `your usage at ${label}`);
    const earlier = context.runs.earlier(key);
    if (earlier !== null) return { run: earlier, limitMs, isEarlier: true };
    const start = async () => {
      const inputImages = picture === null ? [] : [await picture.address()];
      const { prompt, seed, format } = options;
      return sendOnce(context, key, clock.now(), () => buy(step, { offer: chosen.offer, prompt, seed, format, inputImages }, options.count, chosen.estimate));
    };
    return { run: await waitingOutLimits(step, start, (ms) => context.onPause(label, ms)), limitMs, isEarlier: false };
  };
  return {
    begin: async (context) => {
      const begun = await begin(context);
      return { id: begun.run.executionId, items: async () => providerItems(step, item, await waitForPurchase(step, begun)) };
    },
  };
}

/** What is filled in, under the core's keys. */
function fluxValues({ host }: ProviderStep, item: number, picture: InputPicture | null): Parameters<typeof readFluxOptions>[0] {
  const { count, format, maxUsd, megapixels, seed } = optionsIn(host, item);
  const top = (name: string) => parameter(host, name, item);
  return { provider: top('provider'), tier: top('tier'), prompt: top('prompt'), size: top('size'), input_image: picture?.checked, count, format, max_usd: maxUsd, megapixels, seed } satisfies Partial<Record<keyof FluxOptions, unknown>>;
}
